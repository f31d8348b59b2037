import type { Locale } from 'engine';

/** Headings of the report about downloads. */
export const downloadsHeadings: Readonly<Record<Locale, readonly string[]>> = {
  ru: [
    'Файл',
    'Логин',
    'Организация',
    'Муниципалитет',
    'Регион',
    'Скачан впервые (МСК)',
    'Последний раз (МСК)',
    'Раз',
  ],
  en: [
    'File',
    'Login',
    'Organisation',
    'Municipality',
    'Region',
    'First downloaded (Moscow)',
    'Last time (Moscow)',
    'Times',
  ],
};

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Moscow',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** «27.04.2023 12:00» in Moscow, which Excel reads as a day and a time. */
export function moscowStamp(at: Date): string {
  const found = new Map(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? '';
  return `${part('day')}.${part('month')}.${part('year')} ${part('hour')}:${part('minute')}`;
}
