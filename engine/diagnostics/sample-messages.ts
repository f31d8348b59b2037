import type { Locale } from '../types';

/** Why there are no sample answers. */
export function sampleMessage(left: number, locale: Locale): string {
  return locale === 'ru'
    ? `Подобрать ответы не удалось: в лучших из найденных осталось замечаний — ${left}.`
    : `No answers were found: the best of those tried still have findings, ${left} in number.`;
}

export function unknownRuleMessage(rule: string, locale: Locale): string {
  return locale === 'ru' ? `В форме нет правила «${rule}».` : `The form has no rule "${rule}".`;
}

export function notBrokenMessage(rule: string, locale: Locale): string {
  return locale === 'ru'
    ? `Ответов, которые нарушают только правило «${rule}», не нашлось. Возможно, ему нужны данные прошлого сбора (--context).`
    : `No answers were found that break just the rule "${rule}". It may need data of an earlier collection (--context).`;
}
