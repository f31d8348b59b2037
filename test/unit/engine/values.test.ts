import { type CellValue, decodeCell, encodeCell } from 'engine';
import { describe, expect, it } from 'vitest';
import { compiled, oneSheet } from './support';

const form = compiled(
  oneSheet(
    [
      { id: 'text', title: 'T', type: 'text' },
      { id: 'integer', title: 'I', type: 'integer' },
      { id: 'number', title: 'N', type: 'number', fractionDigits: 2 },
      { id: 'date', title: 'D', type: 'date' },
      { id: 'boolean', title: 'B', type: 'boolean' },
      { id: 'choice', title: 'C', type: 'choice', list: 'codes' },
      { id: 'choices', title: 'CC', type: 'choices', list: 'codes' },
    ],
    {
      lists: {
        codes: [
          { value: '007', label: 'Математика' },
          { value: 'b', label: 'Физика' },
          { value: 'c', label: 'физика' },
        ],
      },
    },
  ),
);

const column = (id: string) => form.sheets[0]!.columnById.get(id)!;
const raw = (text: string): CellValue => ({ $raw: text });

const readings: readonly (readonly [string, string, CellValue])[] = [
  ['text', '  а  б ', '  а  б '],
  ['text', '   ', null],
  ['integer', '1 234', 1234],
  ['integer', '1\u00a0234', 1234],
  ['integer', '−5', -5],
  ['integer', '5,0', 5],
  ['integer', '5,5', raw('5,5')],
  ['integer', '1e3', raw('1e3')],
  ['integer', '007', 7],
  ['integer', '-0', 0],
  ['number', '3,5', 3.5],
  ['number', '3.5', 3.5],
  ['number', '1,234', 1.234],
  ['number', '1,234.5', raw('1,234.5')],
  ['number', '5%', raw('5%')],
  ['number', '12 34', raw('12 34')],
  ['date', '05.05.2023', '2023-05-05'],
  ['date', '5.5.2023', '2023-05-05'],
  ['date', '2023-05-05', '2023-05-05'],
  ['date', '29.02.2023', raw('29.02.2023')],
  ['date', '29.02.2024', '2024-02-29'],
  ['date', '5.5.23', raw('5.5.23')],
  ['boolean', 'да', true],
  ['boolean', ' НЕТ ', false],
  ['boolean', '1', true],
  ['boolean', 'ага', raw('ага')],
  ['choice', '007', '007'],
  ['choice', 'Математика', '007'],
  ['choice', 'математика', '007'],
  ['choice', 'Физика', 'b'],
  ['choice', 'ФИЗИКА', raw('ФИЗИКА')],
  ['choice', '7', raw('7')],
  ['choices', 'b; 007', ['007', 'b']],
  ['choices', 'b\nматематика', ['007', 'b']],
  ['choices', ' ; ', null],
  ['choices', 'b; нет такого', raw('b; нет такого')],
];

describe('[R1] cells are read as people write them', () => {
  it.each(readings)('%s «%s»', (id, typed, expected) => {
    expect(decodeCell(typed, column(id))).toEqual(expected);
  });
});

const writings: readonly (readonly [string, CellValue, string, string])[] = [
  ['number', 1234567.5, '1\u00a0234\u00a0567,5', '1,234,567.5'],
  ['integer', -1234, '−1234', '-1,234'],
  ['date', '2023-05-05', '05.05.2023', '05.05.2023'],
  ['boolean', true, 'Да', 'Yes'],
  ['choice', '007', 'Математика', 'Математика'],
  ['choices', ['007', 'b'], 'Математика; Физика', 'Математика; Физика'],
  ['date', raw('завтра'), 'завтра', 'завтра'],
  ['text', null, '', ''],
];

describe('[R2] cells are shown as people write them, and read back the same', () => {
  it.each(writings)('%s %j', (id, value, ru, en) => {
    expect(encodeCell(value, column(id), 'ru')).toBe(ru);
    expect(encodeCell(value, column(id), 'en')).toBe(en);
    expect(decodeCell(ru, column(id))).toEqual(value);
  });
});
