import { type CompiledColumn, decodeCell, encodeCell } from 'engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeCell, unreadableProblem, valueTypes } from '../../../engine/values';
import { isRaw } from '../../../engine/values/raw';
import { compiled, oneSheet } from './support';

/** One compiled column, from what differs from the plainest one. */
function columnOf(column: object, lists: object = {}): CompiledColumn {
  return compiled(oneSheet([{ id: 'c', title: 'Столбец', ...column }], { lists })).sheets[0]!.columns[0]!;
}

const LISTS = {
  subjects: [
    { value: 'none', label: 'ОО не участвует' },
    { value: 'math', label: { ru: 'Математика', en: 'Mathematics' } },
    { value: 'rus', label: 'Русский язык' },
    { value: '007', label: 'Агент' },
    { value: 'a', label: 'История; обществознание' },
    { value: 'x1', label: 'Химия' },
    { value: 'x2', label: 'химия' },
    { value: 'y1', label: 'Физика' },
    { value: 'y2', label: 'Физика' },
    { value: 'short', label: 'й' },
  ],
};
const COLUMNS = {
  text: columnOf({ type: 'text' }),
  integer: columnOf({ type: 'integer' }),
  number: columnOf({ type: 'number', fractionDigits: 2 }),
  free: columnOf({ type: 'number' }),
  date: columnOf({ type: 'date' }),
  boolean: columnOf({ type: 'boolean' }),
  choice: columnOf({ type: 'choice', list: 'subjects' }, LISTS),
  choices: columnOf({ type: 'choices', list: 'subjects' }, LISTS),
};
type Name = keyof typeof COLUMNS;

/** The behaviour that says how each type is read and written. */
const BEHAVIOUR: Readonly<Record<Name, string>> = {
  text: '[R2]',
  integer: '[R4]',
  number: '[R5]',
  free: '[R5]',
  date: '[R6]',
  boolean: '[R7]',
  choice: '[R8]',
  choices: '[R9]',
};
const cited = <Case extends readonly [Name, ...unknown[]]>(
  cases: readonly Case[],
): readonly (readonly [string, ...Case])[] => cases.map((one) => [BEHAVIOUR[one[0]], ...one] as const);

const raw = (typed: string): { $raw: string } => ({ $raw: typed });

/** What is typed → what is stored. A single text means that it cannot be read. */
const READINGS: readonly (readonly [Name, string, unknown])[] = [
  ['integer', '5', 5],
  ['integer', ' 5\t', 5],
  ['integer', '−5', -5],
  ['integer', '-5', -5],
  ['integer', '+5', 5],
  ['integer', '5,0', 5],
  ['integer', '5.00', 5],
  ['integer', '007', 7],
  ['integer', '-0', 0],
  ['integer', '1 234', 1234],
  ['integer', '1\u00a0234\u00a0567', 1_234_567],
  ['integer', '1\u2009234', 1234],
  ['integer', '1\u202f234', 1234],
  ['integer', '12 34', raw('12 34')],
  ['integer', '1\n234', raw('1\n234')],
  ['integer', '5,5', raw('5,5')],
  ['integer', '1e3', raw('1e3')],
  ['integer', '0x10', raw('0x10')],
  ['integer', 'Infinity', raw('Infinity')],
  ['integer', '- 5', raw('- 5')],
  ['integer', '5 шт.', raw('5 шт.')],
  ['integer', '1000000000000000', 1e15],
  ['number', '3,5', 3.5],
  ['number', '3.5', 3.5],
  ['number', '1,234', 1.234],
  ['number', '1 234,5', 1234.5],
  ['number', '1,234.5', raw('1,234.5')],
  ['number', '1.234,5', raw('1.234,5')],
  ['number', '5 %', raw('5 %')],
  ['number', '5%', raw('5%')],
  ['number', ',5', 0.5],
  ['number', '.', raw('.')],
  ['number', '=1+1', raw('=1+1')],
  ['number', '0,0000001', 1e-7],
  ['number', '123456789012345,67', 123456789012345.67],
  ['number', '1,00000000000000000001', raw('1,00000000000000000001')],
  ['date', '05.05.2023', '2023-05-05'],
  ['date', '5.5.2023', '2023-05-05'],
  ['date', ' 2023-05-05 ', '2023-05-05'],
  ['date', '29.02.2024', '2024-02-29'],
  ['date', '29.02.2023', raw('29.02.2023')],
  ['date', '29.02.1900', raw('29.02.1900')],
  ['date', '29.02.2000', '2000-02-29'],
  ['date', '31.04.2023', raw('31.04.2023')],
  ['date', '00.01.2023', raw('00.01.2023')],
  ['date', '2023-13-01', raw('2023-13-01')],
  ['date', '2023-5-5', raw('2023-5-5')],
  ['date', '05/05/2023', raw('05/05/2023')],
  ['date', '5.5.23', raw('5.5.23')],
  ['date', '45051', raw('45051')],
  ['date', '2023-05-05T00:00:00Z', raw('2023-05-05T00:00:00Z')],
  ['boolean', 'Да', true],
  ['boolean', ' да ', true],
  ['boolean', 'ДА', true],
  ['boolean', 'true', true],
  ['boolean', 'YES', true],
  ['boolean', '1', true],
  ['boolean', 'Нет', false],
  ['boolean', 'False', false],
  ['boolean', 'no', false],
  ['boolean', '0', false],
  ['boolean', 'д', raw('д')],
  ['boolean', '2', raw('2')],
  ['choice', 'math', 'math'],
  ['choice', ' Математика ', 'math'],
  ['choice', 'математика', 'math'],
  ['choice', 'Mathematics', 'math'],
  ['choice', '007', '007'],
  ['choice', '7', raw('7')],
  ['choice', 'MATH', raw('MATH')],
  ['choice', 'Химия', 'x1'],
  ['choice', 'химия', 'x2'],
  ['choice', 'ХИМИЯ', raw('ХИМИЯ')],
  ['choice', 'Физика', raw('Физика')],
  ['choice', 'История; обществознание', 'a'],
  ['choice', 'и\u0306', 'short'],
  ['choice', 'constructor', raw('constructor')],
  ['choice', '__proto__', raw('__proto__')],
  ['choices', 'rus; math', ['math', 'rus']],
  ['choices', 'Русский язык\nМатематика\r\n', ['math', 'rus']],
  ['choices', 'math; Математика;;', ['math']],
  ['choices', 'История; обществознание', ['a']],
  ['choices', ' ; ', null],
  ['choices', 'math; чертёж', raw('math; чертёж')],
  ['text', '  два  слова ', '  два  слова '],
  ['text', '007', '007'],
  ['text', '=1+1', '=1+1'],
];

describe('decodeCell', () => {
  it.each(cited(READINGS))('[R3] %s %s reads %j', (_behaviour, name, typed, expected) => {
    expect(decodeCell(typed, COLUMNS[name])).toEqual(expected);
  });

  it.each(Object.keys(COLUMNS) as Name[])('[R1] spaces alone are blank in %s', (name) => {
    for (const blank of ['', '   ', '\u00a0\t\n']) expect(decodeCell(blank, COLUMNS[name])).toBeNull();
  });
});

/** What an answers file holds → what is stored. */
const STORED: readonly (readonly [Name, unknown, unknown])[] = [
  ['integer', 5, 5],
  ['integer', '5', 5],
  ['integer', 5.5, raw('5.5')],
  ['integer', true, raw('true')],
  ['integer', [5], raw('[5]')],
  ['integer', { a: 1 }, raw('{"a":1}')],
  ['integer', raw('12'), 12],
  ['number', -0, 0],
  ['number', 1e21, 1e21],
  ['date', 20230505, raw('20230505')],
  ['boolean', 1, true],
  ['boolean', 2, raw('2')],
  ['boolean', 'нет', false],
  ['choice', 'Математика', 'math'],
  ['choice', 7, raw('7')],
  ['choices', ['rus', 'Математика', 'rus'], ['math', 'rus']],
  ['choices', [], null],
  ['choices', ['', ' '], null],
  ['choices', 'rus', ['rus']],
  ['choices', ['rus', 'нет такого'], raw('rus; нет такого')],
  ['choices', [null], raw('[null]')],
  ['text', 7, '7'],
  ['text', false, raw('false')],
  ['text', undefined, null],
  ['text', null, null],
];

describe('normalizeCell', () => {
  it.each(cited(STORED))('[R10] %s %s keeps %j as %j', (_behaviour, name, stored, expected) => {
    expect(normalizeCell(stored, COLUMNS[name])).toEqual(expected);
  });

  it('[R10] is idempotent: what was normalised once stays', () => {
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(COLUMNS) as Name[])), fc.jsonValue(), (name, value) => {
        const once = normalizeCell(value, COLUMNS[name]);
        expect(normalizeCell(once, COLUMNS[name])).toEqual(once);
      }),
    );
  });
});

/** Stored value → as Russians and as others read it. */
const SPELLINGS: readonly (readonly [Name, number | string | boolean | readonly string[], string, string])[] =
  [
    ['number', 3.5, '3,5', '3.5'],
    ['number', -1234567.25, '−1\u00a0234\u00a0567,25', '-1,234,567.25'],
    ['number', 1e-7, '0,0000001', '0.0000001'],
    ['number', 1.5e-7, '0,00000015', '0.00000015'],
    [
      'free',
      1e21,
      '1\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000',
      '1,000,000,000,000,000,000,000',
    ],
    ['integer', 1234, '1\u00a0234', '1,234'],
    ['integer', 999, '999', '999'],
    ['date', '2023-05-05', '05.05.2023', '05.05.2023'],
    ['boolean', true, 'Да', 'Yes'],
    ['boolean', false, 'Нет', 'No'],
    ['choice', 'math', 'Математика', 'Mathematics'],
    ['choice', 'gone', 'gone', 'gone'],
    ['choices', ['math', 'rus'], 'Математика; Русский язык', 'Mathematics; Русский язык'],
    ['text', ' а ', ' а ', ' а '],
  ];

describe('encodeCell', () => {
  it.each(cited(SPELLINGS))('[R11] %s %s writes %j', (_behaviour, name, value, ru, en) => {
    expect(encodeCell(value, COLUMNS[name], 'ru')).toBe(ru);
    expect(encodeCell(value, COLUMNS[name], 'en')).toBe(en);
  });

  it('[R11] writes blank as nothing and unreadable text as it was typed', () => {
    expect(encodeCell(null, COLUMNS.date, 'ru')).toBe('');
    expect(encodeCell(undefined, COLUMNS.date, 'ru')).toBe('');
    expect(encodeCell(raw('31.04.2023'), COLUMNS.date, 'ru')).toBe('31.04.2023');
  });

  it('[R11] round trip: what Russians read is read back as the same value', () => {
    const value = {
      integer: fc.integer(),
      free: fc.double({ noNaN: true, noDefaultInfinity: true }),
      boolean: fc.boolean(),
      date: fc
        .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
      text: fc.string().filter((text) => text.trim() !== ''),
    };
    for (const name of ['integer', 'free', 'boolean', 'date', 'text'] as const) {
      fc.assert(
        fc.property(value[name], (stored) => {
          const canonical = normalizeCell(stored, COLUMNS[name]);
          expect(decodeCell(encodeCell(canonical, COLUMNS[name], 'ru'), COLUMNS[name])).toEqual(canonical);
        }),
      );
    }
  });

  it('[R1] never drops what was typed: it is readable back or kept as it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(COLUMNS) as Name[])), fc.string(), (name, typed) => {
        const stored = decodeCell(typed, COLUMNS[name]);
        if (stored === null) expect(typed.replaceAll(';', '').trim()).toBe('');
        else if (isRaw(stored)) expect(stored.$raw).toBe(typed);
        else expect(decodeCell(encodeCell(stored, COLUMNS[name], 'ru'), COLUMNS[name])).toEqual(stored);
      }),
    );
  });
});

/** Column, typed value → codes of what is wrong. */
const CHECKS: readonly (readonly [object, string, readonly string[]])[] = [
  [{ type: 'text', maxLength: 3 }, '👩👩👩', []],
  [{ type: 'text', maxLength: 3 }, 'абвг', ['length']],
  [{ type: 'text', minLength: 2 }, '👩', ['length']],
  [{ type: 'text', pattern: '\\d{2}|a' }, '12', []],
  [{ type: 'text', pattern: '\\d{2}|a' }, 'a12', ['pattern']],
  [{ type: 'text', pattern: 'a' }, 'a\n', ['pattern']],
  [{ type: 'text', pattern: '.' }, '👩', []],
  [{ type: 'text', maxLength: 1, pattern: 'a' }, 'bb', ['length', 'pattern']],
  [{ type: 'integer', min: 0, max: 10 }, '10', []],
  [{ type: 'integer', min: 0, max: 10 }, '11', ['range']],
  [{ type: 'integer', min: 0 }, '-1', ['range']],
  [{ type: 'integer' }, '999999999999999', []],
  [{ type: 'integer' }, '1000000000000000', ['range']],
  [{ type: 'integer' }, '-1000000000000000', ['range']],
  [{ type: 'integer' }, '12345678901234567', ['range']],
  [{ type: 'integer' }, '12345678901234567,5', ['type']],
  [{ type: 'number', fractionDigits: 2 }, '1,25', []],
  [{ type: 'number', fractionDigits: 2 }, '1,250', []],
  [{ type: 'number', fractionDigits: 2 }, '1,255', ['format']],
  [{ type: 'number', fractionDigits: 2, max: 1 }, '1,255', ['range', 'format']],
  [{ type: 'number', fractionDigits: 2 }, '1,00000000000000000001', ['format']],
  [{ type: 'number' }, '0,12345678901234567890123', ['format']],
  [{ type: 'number' }, '12345678901234567,5', ['format']],
  [{ type: 'number' }, '123456789012345678901', ['range']],
  [{ type: 'number', fractionDigits: 0 }, '0,0000001', ['format']],
  [{ type: 'date', min: '2023-03-01', max: '2023-05-20' }, '01.03.2023', []],
  [{ type: 'date', min: '2023-03-01', max: '2023-05-20' }, '20.05.2023', []],
  [{ type: 'date', min: '2023-03-01', max: '2023-05-20' }, '21.05.2023', ['range']],
  [{ type: 'date' }, '31.06.2023', ['type']],
  [{ type: 'boolean' }, 'возможно', ['type']],
  [{ type: 'choice', list: 'subjects' }, 'труд', ['list']],
  [{ type: 'choices', list: 'subjects' }, 'math; труд', ['list']],
];

describe('problems of one value', () => {
  it.each(CHECKS)('[R12] [V41] %j with %j: %j', (column, typed, expected) => {
    const compiled = columnOf(column, 'list' in column ? LISTS : {});
    const value = decodeCell(typed, compiled);
    const problems = isRaw(value)
      ? [unreadableProblem(value, compiled)]
      : valueTypes[compiled.type].check(value, compiled);
    expect(problems.map((problem) => problem.code)).toEqual(expected);
  });
});

/** Format → right and wrong numbers. */
const FORMATS: Readonly<
  Record<string, { readonly right: readonly string[]; readonly wrong: readonly string[] }>
> = {
  inn: {
    right: ['7707083893', '7830002293', '500100732259'],
    wrong: [
      '7707083894',
      '500100732258',
      '500100732269',
      '770708389',
      '0000000000',
      '000000000000',
      '77070838a3',
    ],
  },
  kpp: { right: ['770701001', '7707AB001'], wrong: ['77070100', '7707ab001', '000000000', 'A70701001'] },
  ogrn: {
    right: ['1027700132195', '304500116000157'],
    wrong: ['1027700132196', '304500116000158', '0000000000000', '000000000000000', '10277001321955'],
  },
  snils: {
    right: ['112-233-445 95', '11223344595', '112-233-445-95'],
    wrong: ['112-233-445 96', '11223344596', '000-000-000 00', '00000000000', '1122334459'],
  },
  email: {
    right: ['school@example.ru', 'a.b+c@sub.example.com', 'школа@пример.рф', 'a@xn--e1afmkfd.xn--p1ai'],
    wrong: [
      'school',
      'a@b',
      '@example.ru',
      'a..b@example.ru',
      'a b@example.ru',
      'a@example.ru,b@example.ru',
      'a@-x.ru',
    ],
  },
  phone: {
    right: ['+7 (495) 123-45-67', '84951234567', '8-800-555-35-35'],
    wrong: ['123-45-67', '0000000000', '+7 495 123-45-6х', '1234567890123456'],
  },
};

describe.each(Object.entries(FORMATS))('[R13] format %s', (format, { right, wrong }) => {
  const column = columnOf({ type: 'text', format });
  const codes = (text: string): readonly string[] =>
    valueTypes.text.check(text, column).map((problem) => problem.code);

  it.each(right)('accepts %s', (text) => expect(codes(text)).toEqual([]));
  it.each(wrong)('refuses %s', (text) => expect(codes(text)).toEqual(['format']));
});

it('[A27] announces what an empty cell expects', () => {
  const kinds = Object.entries(valueTypes).map(([name, type]) => [name, type.placeholder]);
  expect(Object.fromEntries(kinds)).toEqual({
    text: 'text',
    integer: 'number',
    number: 'number',
    date: 'date',
    boolean: 'list',
    choice: 'list',
    choices: 'list',
  });
});

it('[R3] reads hostile texts in linear time', () => {
  const long = '0'.repeat(200_000);
  for (const column of Object.values(COLUMNS)) {
    for (const typed of [`1,${long}1`, `${long}-`, `${'1 234 '.repeat(40_000)}x`]) {
      expect(decodeCell(typed, column)).not.toBeNull();
    }
  }
});
