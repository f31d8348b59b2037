import type { Locale } from '../types';

/** Why there are no sample answers. */
export function sampleMessage(left: number, locale: Locale): string {
  return locale === 'ru'
    ? `Подобрать ответы не удалось: в лучших из найденных осталось замечаний — ${left}.`
    : `No answers were found: the best of those tried still have findings, ${left} in number.`;
}
