import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkDefinition, parseDefinition, plural } from 'engine';
import { describe, expect, it } from 'vitest';
import { words } from '../../../engine/diagnostics/codes/words';
import { catalogue } from '../../../engine/diagnostics/definition-messages';
import { findingMessage } from '../../../engine/diagnostics/finding-messages';
import { compiled, oneSheet, parsed } from './support';

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([one]) => one).sort();

/** Codes that the compiler gives to problems, as its sources name them. */
function codesInSources(): ReadonlySet<string> {
  const folder = fileURLToPath(new URL('../../../engine/', import.meta.url));
  const sources = ['compile', 'rules', 'definition'].flatMap((part) =>
    readdirSync(`${folder}${part}`)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(`${folder}${part}/${name}`, 'utf8')),
  );
  return new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/(?:\bcode: |refuse\([^;]*?, |\bnote\()'([a-z]+(?:_[a-z]+)*)'/g)].map(
        ([, code = '']) => code,
      ),
    ),
  );
}

describe('the catalogue of diagnostics', () => {
  it.each(Object.entries(catalogue))('%s says the same in both languages', (_code, { ru, en }) => {
    expect(placeholders(en)).toEqual(placeholders(ru));
    expect(ru).toMatch(/^[«"А-ЯЁ{].*\.$/);
    expect(en).toMatch(/^["A-Z{].*\.$/);
  });

  it('knows every code that the compiler gives', () => {
    const codes = codesInSources();
    expect(codes.size).toBeGreaterThan(20);
    expect([...codes].filter((code) => !Object.hasOwn(catalogue, code))).toEqual([]);
  });

  it('names kinds and reasons in words of the language', () => {
    const definition = parsed(
      oneSheet([{ id: 'a', title: 'А', type: 'text', pattern: '(a+)+' }], {
        rules: [{ id: 'r', assert: { '<': [{ var: 'a' }, 1] }, message: 'x' }],
      }),
    );
    const messages = (locale: 'ru' | 'en'): readonly string[] =>
      checkDefinition(definition, {}, locale).map(({ message }) => message);
    expect(messages('ru')).toContain('Такой образец запрещён: повторение внутри повторения.');
    expect(messages('en')).toContain('This pattern is forbidden: a repetition within a repetition.');
    expect(messages('en').join(' ')).not.toMatch(/[а-яё]/i);
    expect(Object.values(words).every(([ru, en]) => /[а-яё]/i.test(ru) && /^[a-z -]+$/.test(en))).toBe(true);
  });

  it('says what a shape lacks, in both languages', () => {
    const shapeless = (locale: 'ru' | 'en'): readonly string[] => {
      const result = parseDefinition({ format: 1, id: 'x', version: 1, title: 'Т', extra: 1 }, locale);
      return result.ok ? [] : result.error.map(({ message }) => message);
    };
    expect(shapeless('ru')).toEqual([
      'Нет обязательного свойства «sheets».',
      'Свойства «extra» здесь не бывает.',
    ]);
    expect(shapeless('en')).toEqual([
      'The required property "sheets" is missing.',
      'There is no property "extra" here.',
    ]);
  });
});

describe('messages of findings', () => {
  const column = compiled(
    oneSheet([{ id: 'a', title: { ru: 'Графа', en: 'Column' }, type: 'number', min: 1000, max: 2000.5 }]),
  ).sheets[0]!.columns[0]!;

  /** Code, params → Russian, English. */
  const SENTENCES = [
    ['required', {}, 'Заполните «Графа».', 'Fill in "Column".'],
    [
      'range',
      { min: 1000, max: 2000.5 },
      'Допустимо от 1\u00a0000 до 2\u00a0000,5.',
      'Allowed: from 1,000 to 2,000.5.',
    ],
    ['range', { min: 1, max: null }, 'Допустимо не меньше 1.', 'Allowed: at least 1.'],
    ['range', { min: null, max: 9 }, 'Допустимо не больше 9.', 'Allowed: at most 9.'],
    [
      'length',
      { length: 1, minLength: 5, maxLength: null },
      'Введено 1 символ, нужно не меньше 5.',
      '1 character: at least 5 expected.',
    ],
    [
      'length',
      { length: 23, minLength: null, maxLength: 22 },
      'Введено 23 символа, нужно не больше 22.',
      '23 characters: at most 22 expected.',
    ],
    [
      'format',
      { fractionDigits: 1 },
      'После запятой можно не больше 1 знака.',
      'At most 1 digit after the point.',
    ],
    [
      'format',
      { fractionDigits: 2 },
      'После запятой можно не больше 2 знаков.',
      'At most 2 digits after the point.',
    ],
    [
      'rows',
      { count: 0, min: 1, max: 9 },
      'Нужно не меньше 1 строки, заполнено 0.',
      'At least 1 row expected, 0 filled.',
    ],
    [
      'rows',
      { count: 1, min: 2, max: 9 },
      'Нужно не меньше 2 строк, заполнена 1.',
      'At least 2 rows expected, 1 filled.',
    ],
    [
      'rows',
      { count: 22, min: 0, max: 21 },
      'Нужно не больше 21 строки, заполнены 22.',
      'At most 21 rows expected, 22 filled.',
    ],
    ['rows', { row: '99' }, 'Строки «99» нет в форме.', 'The form has no row "99".'],
    [
      'type',
      { value: 'два' },
      '«два» – не то, что нужно: здесь число, например 3,5.',
      '"два" cannot be read: expected a number, such as 3.5.',
    ],
    [
      'list',
      { value: ['x', 'y'] },
      '«x; y» нет в списке: выберите значение из списка.',
      '"x; y" is not in the list: choose a value of the list.',
    ],
  ] as const;

  it.each(SENTENCES)('%s %j', (code, params, ru, en) => {
    expect(findingMessage(code, params, column, 'ru')).toBe(ru);
    expect(findingMessage(code, params, column, 'en')).toBe(en);
  });

  it('counts in Russian', () => {
    const days = (n: number): string => `${n} ${plural(n, 'ru', ['день', 'дня', 'дней'], ['day', 'days'])}`;
    expect([0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 101, 111, 112].map(days)).toEqual([
      '0 дней',
      '1 день',
      '2 дня',
      '4 дня',
      '5 дней',
      '11 дней',
      '12 дней',
      '14 дней',
      '21 день',
      '22 дня',
      '101 день',
      '111 дней',
      '112 дней',
    ]);
  });
});
