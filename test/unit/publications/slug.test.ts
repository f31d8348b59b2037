import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toSlug } from '../../../app/services/publications/slug';

it.each([
  ['ВПР СПО', 'vpr-spo'],
  ['Техническая поддержка', 'tekhnicheskaia-podderzhka'],
  ['Инструкция по замене пароля', 'instruktsiia-po-zamene-parolia'],
  ['Объявление. Технический регламент работы', 'obiavlenie-tekhnicheskii-reglament-raboty'],
  ['Щёлочь, Цюрих, хлеб, эхо, жизнь', 'shcheloch-tsiurikh-khleb-ekho-zhizn'],
  ['«5 класс» – описание № 2', '5-klass-opisanie-2'],
  // The same й in two code points.
  ['Реи\u0306тинг', 'reiting'],
  ['Café ½', 'cafe'],
  ['…', 'publikatsiia'],
  ['', 'publikatsiia'],
  ['а'.repeat(200), 'a'.repeat(100)],
  [`${'а'.repeat(98)} бв`, 'a'.repeat(98)],
])('[A9] «%s» stands at %s', (title, slug) => {
  expect(toSlug(title)).toBe(slug);
});

it('[A9] every title gives a part of an address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (title) => {
      const slug = toSlug(title);
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(slug.length).toBeLessThanOrEqual(100);
      expect(toSlug(slug)).toBe(slug);
    }),
  );
});
