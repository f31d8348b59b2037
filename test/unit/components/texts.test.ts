import { describe, expect, it } from 'vitest';
import { createFormatter } from '~/i18n/format';
import { i18nOf } from '~/i18n/i18n.server';
import { resources as english } from '~/i18n/en';
import { resources as russian } from '~/i18n/ru';

const ru = createFormatter('ru', i18nOf('ru').t);
const en = createFormatter('en', i18nOf('en').t);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('dates', () => {
  const opens = '2023-04-27T09:00:00Z';
  const closes = '2023-05-29T08:00:00Z';

  it('[A20] an interval in Moscow time, with no-break spaces inside the dates', () => {
    expect(ru.interval(opens, closes)).toBe(
      '27\u00a0апреля\u00a02023, 12:00\u00a0– 29\u00a0мая\u00a02023, 11:00',
    );
    expect(plain(ru.dateTimeMoscow(closes))).toBe('29 мая 2023, 11:00 МСК');
    expect(plain(en.dateTimeMoscow(closes))).toBe('29 May 2023, 11:00 MSK');
  });

  it('[A41] the short form', () => {
    expect(plain(ru.dateTimeShort('2023-05-05T08:39:59Z'))).toBe('05.05.2023 11:39');
  });

  it('midnight is 00:00 and belongs to the new day', () => {
    expect(plain(ru.dateTime('2023-12-31T21:00:00Z'))).toBe('1 января 2024, 00:00');
  });

  it.each([
    ['Europe/Kaliningrad', 'МСК−1'],
    ['Europe/Moscow', null],
    ['Europe/Simferopol', null],
    ['Europe/Samara', 'МСК+1'],
    ['Asia/Yekaterinburg', 'МСК+2'],
    ['Asia/Kamchatka', 'МСК+9'],
    ['Asia/Kolkata', 'МСК+2:30'],
  ])('%s is shown as %s', (zone, shown) => {
    expect(ru.zoneBesideMoscow('2023-05-29T08:00:30.500Z', zone)).toBe(shown);
  });
});

describe('figures', () => {
  it.each([
    [0, '0 Б'],
    [1023, '1023 Б'],
    [1024, '1 КБ'],
    [1536, '1,5 КБ'],
    [20 * 1024, '20 КБ'],
    [1_468_006, '1,4 МБ'],
    [3 * 1024 ** 3, '3 ГБ'],
    [5000 * 1024 ** 3, '5000 ГБ'],
  ])('%d bytes are %s', (bytes, shown) => expect(plain(ru.fileSize(bytes))).toBe(shown));

  it('thousands are parted', () => {
    expect([0, 999, 1000, 1_048_576].map((value) => plain(ru.integer(value)))).toEqual([
      '0',
      '999',
      '1 000',
      '1 048 576',
    ]);
    expect(en.integer(1_048_576)).toBe('1,048,576');
  });
});

describe('texts', () => {
  const t = i18nOf('ru').getFixedT(null, 'publications');

  it.each([
    [1, '1 файл'],
    [2, '2 файла'],
    [5, '5 файлов'],
    [11, '11 файлов'],
    [21, '21 файл'],
    [104, '104 файла'],
    [112, '112 файлов'],
  ])('plural of %d', (count, words) => expect(plain(t('storage.files', { count }))).toBe(words));

  it('[A43] the words of the export window', () => {
    const words = i18nOf('ru').getFixedT(null, 'monitoring');
    expect(words('export.preparing', { number: 101316 })).toBe('Отчёт #101316 формируется');
    expect(words('export.canClose')).toBe(
      'Вы можете закрыть окно и найти результат формирования отчета в уведомлениях',
    );
    expect(words('export.ready', { number: 101316 })).toBe('Отчёт #101316 готов к загрузке');
    expect(words('export.download')).toBe('Загрузить отчёт');
  });

  it('both languages have the same keys, and the same placeholders in them', () => {
    const flat = (texts: object, path = ''): [string, string][] =>
      Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
        typeof value === 'object' && value !== null
          ? flat(value, `${path}${key}.`)
          : [[path + key, String(value)]],
      );
    const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort().join();
    const signature = (texts: object) =>
      flat(texts)
        .filter(([key]) => !/_(few|many)$/.test(key))
        .map(([key, text]) => `${key} ${placeholders(text)}`)
        .sort();
    expect(signature(english)).toEqual(signature(russian));
  });

  it('Russian plurals have all their forms', () => {
    const keys = (texts: object, path = ''): string[] =>
      Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
        typeof value === 'object' && value !== null ? keys(value, `${path}${key}.`) : [path + key],
      );
    const all = new Set(keys(russian));
    const bases = [...all].filter((key) => key.endsWith('_one')).map((key) => key.slice(0, -4));
    expect(bases.length).toBeGreaterThan(3);
    for (const base of bases) {
      for (const form of ['few', 'many', 'other']) expect(all).toContain(`${base}_${form}`);
    }
  });
});
