import type { Locale } from '../types';

/** Forms for 1, 2–4 and 5 or more (Russian); one and many (English). */
export function plural(
  n: number,
  locale: Locale,
  ru: readonly [string, string, string],
  en: readonly [string, string],
): string {
  if (locale === 'en') return n === 1 ? en[0] : en[1];
  const tens = Math.abs(n) % 100;
  const ones = tens % 10;
  if (ones === 1 && tens !== 11) return ru[0];
  return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? ru[1] : ru[2];
}
