import { type Answers, type ExportRow, toExportTables } from 'engine';
import { describe, expect, it } from 'vitest';
import { compiled } from './support';

const version = (number: number, sheets: readonly unknown[], lists: unknown = {}) =>
  compiled({ format: 1, id: 'grown', version: number, title: 'Форма', lists, sheets });
const answersOf = (sheet: string, cells: Answers['sheets'][string][number]['cells'], row = 'r'): Answers => ({
  sheets: { [sheet]: [{ id: row, cells }] },
});
const cellsOf = (rows: readonly ExportRow[] | undefined) => rows?.map(({ cells }) => cells);
const labels = { locale: 'ru', values: 'labels' } as const;
const codes = { locale: 'ru', values: 'codes' } as const;
const text = (id: string, more: object = {}) => ({ id, title: id, type: 'text', ...more });

describe('[A43] columns are stable across versions of a form', () => {
  const forms = [
    version(1, [{ id: 'a', title: 'А', columns: [text('name'), text('phone'), text('n')] }]),
    version(2, [
      {
        id: 'a',
        title: 'А',
        columns: [{ id: 'n', title: 'n', type: 'integer' }, text('fio', { was: 'name' })],
      },
    ]),
    version(3, [
      {
        id: 'staff',
        was: 'a',
        title: 'Кадры',
        columns: [text('email'), { id: 'n', title: 'n', type: 'integer' }, text('person', { was: 'fio' })],
      },
    ]),
  ];
  const [table] = toExportTables(forms, labels);

  it('[P6] renamed sheets and columns are one; what only older versions have stands at the end', () => {
    expect(toExportTables(forms, labels)).toHaveLength(1);
    expect(table?.name).toBe('staff');
    expect(table?.columns.map(({ name, until }) => [name, until])).toEqual([
      ['email', undefined],
      ['n', undefined],
      ['person', undefined],
      ['phone', 1],
    ]);
  });

  it('values of every version stand in their columns; what a column cannot hold any more is told apart', () => {
    const old = { name: 'Иванов', phone: '123', n: '12' };
    expect(cellsOf(table?.rows(answersOf('a', old), 1))).toEqual([[null, 12, 'Иванов', '123']]);
    const unreadable = answersOf('a', { ...old, n: 'двенадцать' });
    expect(cellsOf(table?.rows(unreadable, 1))).toEqual([[null, { $raw: 'двенадцать' }, 'Иванов', '123']]);
    expect(cellsOf(table?.rows(answersOf('a', { fio: 'Петров', n: 5 }), 2))).toEqual([
      [null, 5, 'Петров', null],
    ]);
    const now = answersOf('staff', { email: 'a@example.org', n: 7, person: 'Сидоров' });
    expect(cellsOf(table?.rows(now, 3))).toEqual([['a@example.org', 7, 'Сидоров', null]]);
  });

  it('answers to a version that the tables were not made for are refused', () => {
    expect(() => table?.rows(answersOf('a', {}), 4)).toThrow('version 4');
  });

  it('a column that came back is the same one', () => {
    const [came] = toExportTables(
      [
        version(1, [{ id: 'a', title: 'А', columns: [text('x'), text('y')] }]),
        version(2, [{ id: 'a', title: 'А', columns: [text('y')] }]),
        version(3, [{ id: 'a', title: 'А', columns: [text('y'), text('x')] }]),
      ],
      labels,
    );
    expect(came?.columns.map(({ name }) => name)).toEqual(['y', 'x']);
    expect(cellsOf(came?.rows(answersOf('a', { x: '1', y: '2' }), 1))).toEqual([['2', '1']]);
  });

  it('a name that now means something else gets the version, and no value falls together with another', () => {
    const [moved] = toExportTables(
      [
        version(1, [{ id: 'a', title: 'А', columns: [text('x'), text('y')] }]),
        version(2, [{ id: 'a', title: 'А', columns: [text('y')] }]),
        version(3, [{ id: 'a', title: 'А', columns: [text('x', { was: 'y' })] }]),
      ],
      labels,
    );
    expect(moved?.columns.map(({ name }) => name)).toEqual(['x', 'x_v1']);
    expect(cellsOf(moved?.rows(answersOf('a', { x: '1', y: '2' }), 1))).toEqual([['2', '1']]);
  });

  it('a sheet that was given up keeps its table at the end', () => {
    const tables = toExportTables(
      [
        version(1, [
          { id: 'old', title: 'Старый', columns: [text('x')] },
          { id: 'a', title: 'А', columns: [text('y')] },
        ]),
        version(2, [{ id: 'a', title: 'А', columns: [text('y')] }]),
      ],
      labels,
    );
    expect(tables.map(({ name, until }) => [name, until])).toEqual([
      ['a', undefined],
      ['old', 1],
    ]);
    expect(cellsOf(tables[1]?.rows(answersOf('old', { x: '1' }), 1))).toEqual([['1']]);
    expect(tables[1]?.rows(answersOf('a', { y: '1' }), 2)).toEqual([]);
  });

  it('a computed value stays what was submitted, also where people now enter it, or nobody does', () => {
    const [computed] = toExportTables(
      [
        version(1, [
          {
            id: 'a',
            title: 'А',
            columns: [
              { id: 'n', title: 'n', type: 'integer' },
              { id: 'twice', title: '2n', type: 'integer', value: { '*': [{ var: 'n' }, 2] } },
              { id: 'thrice', title: '3n', type: 'integer', value: { '*': [{ var: 'n' }, 3] } },
            ],
          },
        ]),
        version(2, [
          {
            id: 'a',
            title: 'А',
            columns: [
              { id: 'n', title: 'n', type: 'integer' },
              { id: 'twice', title: '2n', type: 'integer' },
            ],
          },
        ]),
      ],
      labels,
    );
    expect(cellsOf(computed?.rows(answersOf('a', { n: 5, twice: 10, thrice: 15 }), 1))).toEqual([
      [5, 10, 15],
    ]);
  });
});

describe('[A43] codes and given rows through the versions', () => {
  const list = (...all: readonly (readonly [string, string, string?])[]) => ({
    l: all.map(([value, label, was]) => ({ value, label, ...(was === undefined ? {} : { was }) })),
  });
  const sheet = [
    {
      id: 'a',
      title: 'А',
      columns: [
        { id: 'one', title: 'Один', type: 'choice', list: 'l' },
        { id: 'many', title: 'Несколько', type: 'choices', list: 'l' },
      ],
    },
  ];
  const forms = [
    version(1, sheet, list(['m', 'Математика'], ['old', 'Черчение'])),
    version(2, sheet, list(['math', 'Математика и информатика', 'm'], ['bio', 'Биология'])),
  ];
  const old = answersOf('a', { one: 'old', many: ['m', 'old'] });

  it('renamed codes are followed, and given up ones keep their codes and labels', () => {
    expect(cellsOf(toExportTables(forms, codes)[0]?.rows(old, 1))).toEqual([['old', ['math', 'old']]]);
    expect(cellsOf(toExportTables(forms, labels)[0]?.rows(old, 1))).toEqual([
      ['Черчение', ['Математика и информатика', 'Черчение']],
    ]);
    expect(toExportTables(forms, codes)[0]?.columns[0]?.codes).toEqual([
      { code: 'math', label: 'Математика и информатика' },
      { code: 'bio', label: 'Биология' },
      { code: 'old', label: 'Черчение' },
    ]);
  });

  it('given rows follow their names, and given up ones keep theirs', () => {
    const fixed = (...items: readonly unknown[]) => [
      {
        id: 'a',
        title: 'А',
        rows: { kind: 'fixed', items },
        columns: [{ id: 'n', title: 'n', type: 'integer' }],
      },
    ];
    const [table] = toExportTables(
      [
        version(1, fixed({ id: '01', title: 'Всего' }, { id: '02', title: 'Прочее' })),
        version(2, fixed({ id: '1', was: '01', title: 'Итого' })),
      ],
      labels,
    );
    const answers: Answers = {
      sheets: {
        a: [
          { id: '01', cells: { n: 1 } },
          { id: '02', cells: { n: 2 } },
        ],
      },
    };
    expect(table?.rows(answers, 1)).toEqual([
      { id: '1', cells: ['1 Итого', 1] },
      { id: '02', cells: ['02 Прочее', 2] },
    ]);
    expect(table?.columns[0]?.codes.map(({ label }) => label)).toEqual(['1 Итого', '02 Прочее']);
  });
});
