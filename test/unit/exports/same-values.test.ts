import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportFormats } from '../../../app/protocol/exports';
import { guardFormulas } from '../../../app/services/reports/formats/guard-formulas';
import { batchesOf, exported, submissionOf } from '../../support/exports';
import { compiled } from '../engine/support';
import { readTable, type Plain, type Types } from './read-back';

const LABELS: Readonly<Record<string, string>> = { '007': 'Математика', b: 'Да; нет', c: '=СУММ(A1)' };
const form = compiled({
  format: 1,
  id: 'same',
  version: 1,
  title: 'Проба',
  lists: { l: Object.entries(LABELS).map(([value, label]) => ({ value, label })) },
  sheets: [
    {
      id: 'main',
      title: 'Лист',
      columns: [
        { id: 'note', title: 'Текст', type: 'text' },
        { id: 'whole', title: 'Целое', type: 'integer' },
        { id: 'share', title: 'Число', type: 'number' },
        { id: 'day', title: 'День', type: 'date' },
        { id: 'ok', title: 'Да?', type: 'boolean' },
        { id: 'one', title: 'Один', type: 'choice', list: 'l' },
        { id: 'many', title: 'Несколько', type: 'choices', list: 'l' },
      ],
    },
  ],
});
const TYPES: Types = {
  _login: 'text',
  _organisation: 'text',
  _municipality: 'text',
  _region: 'text',
  _started_at: 'datetime',
  _submitted_at: 'datetime',
  note: 'text',
  whole: 'number',
  share: 'number',
  day: 'date',
  ok: 'boolean',
  one: 'text',
  many: 'list',
};

/** Whole Unicode, signs of all formats among it; what no file of Office can hold is not entered in the first place. */
const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc
      .array(
        fc.constantFrom(
          '=',
          '+',
          '-',
          '@',
          '"',
          "'",
          ';',
          ',',
          '\t',
          '\n',
          ' ',
          '&',
          '<',
          '_x000D_',
          '1',
          'ы',
        ),
        {
          maxLength: 12,
        },
      )
      .map((parts) => parts.join('')),
  )
  .filter(
    (one) =>
      one.trim() !== '' && !/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/.test(one) && !/\p{Cs}/u.test(one),
  );
const blankOr = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const day = fc
  .date({ min: new Date('1900-03-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const codes = Object.keys(LABELS);
const cells = fc.record({
  note: blankOr(text),
  whole: blankOr(fc.integer({ min: -(10 ** 15 - 1), max: 10 ** 15 - 1 })),
  share: blankOr(
    fc.double({ min: -1e12, max: 1e12, noNaN: true }).map((n) => Number(n.toPrecision(12)) || 0),
  ),
  day: blankOr(day),
  ok: blankOr(fc.boolean()),
  one: blankOr(fc.constantFrom(...codes)),
  many: blankOr(fc.subarray(codes, { minLength: 1 })),
});
type Cells = typeof cells extends fc.Arbitrary<infer T> ? T : never;

const isCsv = (format: string): boolean => format.startsWith('csv');

function expectedRow(one: Cells, format: string): Record<string, Plain> {
  const said = (words: string): string => (isCsv(format) ? guardFormulas(words) : words);
  return {
    _login: 'spo770001',
    _organisation: said('=Колледж'),
    _municipality: null,
    _region: 'Область',
    _started_at: '2023-05-04T06:00:00.000Z',
    _submitted_at: '2023-05-05T21:45:00.000Z',
    ...one,
    note: one.note === null ? null : said(one.note),
    one: one.one === null ? null : said(LABELS[one.one] ?? ''),
    many: one.many === null ? null : said(one.many.map((code) => LABELS[code]).join('; ')),
  };
}

describe.each(exportFormats)('[A43] %s', (format) => {
  it('holds what was submitted, to the last digit and sign', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cells, { minLength: 1, maxLength: 5 }), async (rows) => {
        const submission = submissionOf(
          { main: rows.map((row, i) => ({ id: `r${i}`, cells: row })) },
          { organisation: '=Колледж', municipality: '' },
        );
        const bytes = await exported([form], batchesOf([submission]), { format });
        const read = await readTable(format, bytes, 'main', TYPES);
        expect(read).toEqual(rows.map((row) => expectedRow(row, format)));
      }),
      { numRuns: 60 },
    );
  });
});
