import type { Locale, LocalizedText } from '../types';

/** Text in a language; the other language where it is missing. */
export function localize(text: LocalizedText | undefined, locale: Locale): string {
  if (text === undefined) return '';
  if (typeof text === 'string') return text;
  return (locale === 'ru' ? (text.ru ?? text.en) : (text.en ?? text.ru)) ?? '';
}
