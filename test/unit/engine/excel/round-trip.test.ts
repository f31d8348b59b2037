import type { Answers, CompiledForm } from 'engine';
import { openWorkbook, type ReadWorkbook, readWorkbook } from 'engine/excel';
import fc from 'fast-check';
import { compileForm } from 'engine';
import { describe, expect, it } from 'vitest';
import { anyForm, filledRows } from '../../../property/form-arbitraries';
import { normalizeCell } from '../../../../engine/values';
import { compiled, parsed } from '../support';
import { made } from './made';

const form = compiled({
  format: 1,
  id: 'trip',
  version: 1,
  title: 'Туда и обратно',
  lists: {
    subjects: [
      { value: '007', label: 'Математика' },
      { value: 'phys', label: 'Физика; химия' },
    ],
  },
  sheets: [
    {
      id: 'staff',
      title: 'Кадры: [1/2]',
      hint: 'Одна строка – один человек',
      columns: [
        { id: 'name', title: 'ФИО', type: 'text', required: true },
        { id: 'born', title: 'Дата рождения', type: 'date', group: 'Сведения' },
        { id: 'hours', title: 'Часы', type: 'number', group: 'Сведения', fractionDigits: 1 },
        { id: 'count', title: 'Число', type: 'integer' },
        { id: 'main', title: 'Основное место', type: 'boolean' },
        { id: 'subject', title: 'Предмет', type: 'choice', list: 'subjects' },
        { id: 'others', title: 'Другие', type: 'choices', list: 'subjects' },
        { id: 'double', title: 'Вдвое', type: 'number', value: { '*': [{ var: 'hours' }, 2] } },
      ],
    },
    {
      id: 'lines',
      title: 'Строки',
      rows: {
        kind: 'fixed',
        items: [
          { id: '01', title: 'Всего', cells: { unit: 'чел.' } },
          { id: '3.1', title: 'из них' },
        ],
      },
      columns: [
        { id: 'unit', title: 'Единица', type: 'text' },
        { id: 'n', title: 'Число', type: 'integer' },
      ],
    },
  ],
});

const answers: Answers = {
  sheets: {
    staff: [
      {
        id: 'r1',
        cells: {
          name: '=1+1',
          born: '1985-02-28',
          hours: 17.5,
          count: 0,
          main: false,
          subject: '007',
          others: ['007', 'phys'],
        },
      },
      {
        id: 'r2',
        cells: {
          name: ' два\nстроки "кавычки" ',
          born: { $raw: 'весной' },
          count: { $raw: '1,5' },
          main: true,
        },
      },
      { id: 'r3', cells: { name: 'Ы'.repeat(300), born: '0985-02-28', hours: -0.1 } },
    ],
    lines: [{ id: '3.1', cells: { n: 12 } }],
  },
};

const cellsOf = (read: ReadWorkbook, sheet: string): Readonly<Record<string, object>> =>
  Object.fromEntries<object>(
    (read.sheets.find((one) => one.sheet === sheet)?.rows ?? []).map((row) => [
      row.id ?? '',
      Object.fromEntries(Object.entries(row.cells).filter(([, value]) => value !== null)),
    ]),
  );

describe('[T1] a workbook brings back what it was made of', () => {
  it('every type of value, unreadable ones too', async () => {
    const read = readWorkbook(form, await openWorkbook(await made(form, { answers })));
    expect(cellsOf(read, 'staff')).toEqual({
      r1: answers.sheets['staff']?.[0]?.cells,
      r2: answers.sheets['staff']?.[1]?.cells,
      r3: answers.sheets['staff']?.[2]?.cells,
    });
    expect(cellsOf(read, 'lines')).toEqual({ '01': { unit: 'чел.' }, '3.1': { n: 12 } });
    expect(read.leftOut).toEqual([]);
    expect(read.sheets.flatMap(({ unknown }) => unknown)).toEqual([]);
  });

  it('[T6] whose it is, and whether that was touched', async () => {
    const identity = {
      collection: '12',
      organisation: 'spo910018',
      organisationName: 'Колледж',
      revision: 7,
    };
    const read = readWorkbook(form, await openWorkbook(await made(form, { identity })));
    expect(read.identity).toMatchObject({
      isIntact: true,
      identity: { form: 'trip', version: 1, ...identity },
    });
  });

  it('[web = Excel] answers of random forms', async () => {
    const drawn = fc.sample(fc.tuple(anyForm, filledRows, filledRows), { numRuns: 30, seed: 7 });
    for (const [json, main, far] of drawn) {
      const compiledForm = compileForm(parsed(json));
      if (!compiledForm.ok) continue;
      const random: CompiledForm = compiledForm.value;
      const given: Answers = { sheets: { main, far } };
      const read = readWorkbook(random, await openWorkbook(await made(random, { answers: given })));
      for (const id of ['main', 'far']) {
        const sheet = random.sheetById.get(id);
        const expected = Object.fromEntries(
          (given.sheets[id] ?? []).map((row) => [
            row.id,
            Object.fromEntries(
              Object.entries(row.cells).flatMap(([name, value]) => {
                const column = sheet?.columnById.get(name);
                if (!column || column.value !== undefined) return [];
                const cell = normalizeCell(value, column);
                return cell === null ? [] : [[name, cell]];
              }),
            ),
          ]),
        );
        expect(cellsOf(read, id)).toEqual(expected);
      }
    }
  });
});
