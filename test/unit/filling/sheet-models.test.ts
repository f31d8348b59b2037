import type { Answers } from 'engine';
import { describe, expect, it } from 'vitest';
import { indexFindings } from '../../../app/components/filling/model/issues';
import type { SheetModels } from '../../../app/components/filling/model/sheet-models';
import { createSheetModels } from '../../../app/components/filling/model/sheet-models';
import type { FillingSession } from '../../../app/components/filling/session/filling-session';
import { createFillingSession } from '../../../app/components/filling/session/filling-session';
import { smallForm } from './small-form';
import { set } from './support';

const texts = {
  placeholders: { text: 'Текст', list: 'Список', number: 'Число', date: 'Дата', off: '---' },
  totals: { sum: 'Сумма', count: 'Заполнено', avg: 'Среднее', lowest: 'Меньшее', highest: 'Большее' },
};

function open(
  answers: Answers = { sheets: {} },
  readOnly = false,
): { session: FillingSession; models: SheetModels } {
  let rows = 0;
  const session = createFillingSession({
    form: smallForm(),
    answers,
    revision: 0,
    context: { today: '2026-04-01' },
    readOnly,
    pending: () => [],
    send: () => undefined,
    newRowId: () => {
      rows += 1;
      return `g${rows}`;
    },
  });
  return { session, models: createSheetModels(session, 'ru', texts) };
}

const shownIn = (models: SheetModels, rowIndex: number): string[] =>
  models
    .model('s')
    .rowView(rowIndex)
    .cells.map((cell) => (cell.text === '' ? cell.placeholder : cell.text));

describe('[A27] what blank cells show', () => {
  it('what is expected, required marked, and «---» where nothing is to be filled', () => {
    const { models } = open();
    expect(shownIn(models, 0)).toEqual(['Текст*', 'Число', '---', '', 'Список']);
  });

  it('follows what is entered beside them', () => {
    const { session, models } = open();
    const [row = ''] = session.rowIds('s');
    session.edit([set(row, { count: 3 })]);
    expect(shownIn(models, 0)).toEqual(['Текст*', '3', 'Дата*', '6', 'Список']);
    session.edit([set(row, { count: 0 })]);
    expect(shownIn(models, 0)[2]).toBe('---');
  });

  it('nothing is expected of a form that is only looked at', () => {
    const { models } = open({ sheets: { s: [{ id: 'r1', cells: { count: 3 } }] } }, true);
    expect(models.model('s').rowIds).toEqual(['r1']);
    expect(shownIn(models, 0)).toEqual(['', '3', '', '6', '']);
  });
});

describe('the sheet as the grid reads it', () => {
  const answers: Answers = {
    sheets: {
      s: [
        { id: 'r1', cells: { name: 'x', count: 100, subject: '007' } },
        { id: 'r2', cells: { name: 'x', count: 2, date: '2026-04-05' } },
      ],
    },
  };

  it('a row stays the same object until something in it changes', () => {
    const { session, models } = open(answers);
    const before = [0, 1].map((index) => models.model('s').rowView(index));
    session.edit([set('r2', { count: 3 })]);
    const after = [0, 1].map((index) => models.model('s').rowView(index));
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(after[1]?.cells[0]).toBe(before[1]?.cells[0]);
  });

  it('errors stand at their cells; totals below their columns', () => {
    const { models } = open(answers);
    const [first, second] = [0, 1].map((index) => models.model('s').rowView(index));
    expect(first?.cells[1]?.error).toMatch(/99/);
    expect(second?.cells[0]?.error).not.toBeNull();
    expect(models.issues().errorsOfSheet('s')).toBe(models.issues().errors);
    expect(models.model('s').totals?.[1]).toEqual({ label: 'Сумма', text: '102' });
  });

  it('shows labels and copies what would be read back', () => {
    const { models } = open(answers);
    const access = models.access('s');
    expect(access.text({ rowIndex: 0, columnIndex: 4 })).toBe('Код семь');
    expect(access.text({ rowIndex: 1, columnIndex: 2 })).toBe('05.04.2026');
    expect(access.decode(4, 'Код семь')).toBe('007');
    expect(access.decode(4, '007')).toBe('007');
    expect(access.isWritable({ rowIndex: 0, columnIndex: 3 })).toBe(false);
  });

  it('rows may be added up to the limit of the form, blank ones on the screen included', () => {
    const { models, session } = open(answers);
    expect(session.rowIds('s')).toHaveLength(5);
    expect(models.access('s').spareRows).toBe(3);
    expect(models.access('f').spareRows).toBe(0);
    expect(models.model('f').rowView(0).title).toBe('Всего');
  });

  it('offers the codes of the list', () => {
    const { models } = open(answers);
    const source = models.source('s', '2026-04-01');
    expect(source.options({ rowIndex: 0, columnIndex: 4 })).toEqual([
      { value: 'math', label: 'Математика' },
      { value: '007', label: 'Код семь' },
    ]);
    expect(source.bounds(2)).toEqual({ min: null, max: null });
  });
});

describe('[A30] findings by place', () => {
  const finding = { code: 'rule', severity: 'error', message: 'm', params: {} } as const;

  it('a finding about several cells is shown at each, counted once', () => {
    const issues = indexFindings([
      {
        ...finding,
        rule: 'five-days',
        sheet: 's',
        row: 'r1',
        column: 'date',
        highlight: [{ sheet: 's', row: 'r2', column: 'date' }],
      },
      { ...finding, severity: 'warning', sheet: 's', row: 'r1', column: 'date', message: 'w' },
      { ...finding, sheet: 's', row: 'r3', message: 'row' },
      { ...finding, message: 'form' },
    ]);
    expect(issues.errors).toBe(3);
    expect(issues.warnings).toBe(1);
    expect(issues.errorsOfSheet('s')).toBe(2);
    expect(issues.ofCell('s', 'r1', 'date')).toEqual({ errors: ['m'], warnings: ['w'] });
    expect(issues.ofCell('s', 'r2', 'date')).toEqual({ errors: ['m'], warnings: [] });
    expect(issues.ofRow('s', 'r3')).toEqual({ errors: ['row'], warnings: [] });
    expect(issues.ofCell('s', 'r9', 'date')).toBeNull();
  });
});
