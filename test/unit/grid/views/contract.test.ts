// @vitest-environment jsdom
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CellPosition } from '../../../../app/components/grid/adapter';
import { rangeOf } from '../../../../app/components/grid/controller/selection';
import { SpreadsheetView } from '../../../../app/components/grid/spreadsheet/spreadsheet-view';
import { TableView } from '../../../../app/components/grid/table/table-view';
import { standInForBrowser } from './browser';
import type { Driver } from './drivers';
import { drive, inTable, onCanvas } from './drivers';
import { liveSheet } from './sheet';

const at = (rowIndex: number, columnIndex: number): CellPosition => ({ rowIndex, columnIndex });
const rows = [
  ['Анна', 1, '2026-12-01'],
  ['Борис', 2, null],
  ['Вера', 3, '2026-12-03'],
  ['Глеб', 4, null],
];

beforeAll(standInForBrowser);

// Both views do the same with the same gestures.
describe.each([inTable(TableView), onCanvas(SpreadsheetView)])('[A24] the $name view', (view) => {
  let driver: Driver;
  const open = async (options: Partial<Parameters<typeof liveSheet>[0]> = {}) => {
    const sheet = liveSheet({ rows, columns: 'TND', ...options });
    driver = await drive(sheet, view);
    return sheet;
  };
  afterEach(() => driver.close());

  it('shows texts as people write them, and what is expected where nothing is', async () => {
    await open();
    expect(driver.shown(at(0, 0))).toBe('Анна');
    expect(driver.shown(at(2, 1))).toBe('3');
    expect(driver.shown(at(2, 2))).toBe('03.12.2026');
    expect(driver.shown(at(1, 2))).toBe('Пусто');
  });

  it('a press selects, with Shift it extends, dragging selects a range', async () => {
    const { controller } = await open();
    await driver.press(at(1, 1));
    expect(controller.state().selection.active).toEqual(at(1, 1));
    await driver.press(at(3, 2), { shift: true });
    expect(rangeOf(controller.state().selection)).toEqual({ top: 1, bottom: 3, left: 1, right: 2 });
    await driver.press(at(0, 0));
    await driver.dragTo(at(2, 1));
    expect(rangeOf(controller.state().selection)).toEqual({ top: 0, bottom: 2, left: 0, right: 1 });
    expect(controller.state().selection.active).toEqual(at(0, 0));
  });

  it('headings select rows, columns and everything', async () => {
    const { controller } = await open();
    await driver.pressRowHead(2);
    expect(rangeOf(controller.state().selection)).toEqual({ top: 2, bottom: 2, left: 0, right: 2 });
    await driver.pressColumnHead(1);
    expect(rangeOf(controller.state().selection)).toEqual({ top: 0, bottom: 3, left: 1, right: 1 });
    await driver.pressCorner();
    expect(rangeOf(controller.state().selection)).toEqual({ top: 0, bottom: 3, left: 0, right: 2 });
  });

  it('keys are taken, and the cell with the focus is what a screen reader hears', async () => {
    const { controller } = await open();
    await driver.press(at(0, 0));
    expect(await driver.key('ArrowDown')).toBe(true);
    expect(await driver.key('Tab')).toBe(true);
    expect(controller.state().selection.active).toEqual(at(1, 1));
    expect(driver.spoken()).toBe('2');
    await driver.key('ArrowUp', { ctrl: true });
    expect(driver.spoken()).toBe('1');
  });

  it('typing over a cell, Enter: an edit, and the text is shown', async () => {
    const { controller, applied } = await open();
    await driver.press(at(1, 0));
    await driver.key('Ж');
    await driver.type('Жанна');
    await driver.key('Enter');
    expect(applied).toEqual([[{ kind: 'set', sheet: 's', row: 'r1', cells: { c0: 'Жанна' } }]]);
    expect(driver.shown(at(1, 0))).toBe('Жанна');
    expect(controller.state().selection.active).toEqual(at(2, 0));
  });

  it('a double click begins with the content, Esc leaves it', async () => {
    const { controller, applied } = await open();
    await driver.doubleClick(at(2, 0));
    expect(controller.state().editor).toMatchObject({ cell: at(2, 0), mode: 'edit', initialText: 'Вера' });
    await driver.type('другое');
    await driver.key('Escape');
    expect(applied).toEqual([]);
    expect(driver.shown(at(2, 0))).toBe('Вера');
  });

  it.each([
    ['leading zeros', '007'],
    ['twelve digits', '123456789012'],
    ['what looks like a formula', '=1+1'],
    ['what looks like a date', '1-2'],
    ['what looks like a share', '5%'],
  ])('%s stay text, typed and pasted', async (_name, text) => {
    const { applied } = await open();
    await driver.press(at(0, 0));
    await driver.key(text[0] ?? '');
    await driver.type(text);
    await driver.key('Enter');
    await driver.paste(`${text}\r\n`);
    expect(applied.flat()).toEqual([
      { kind: 'set', sheet: 's', row: 'r0', cells: { c0: text } },
      { kind: 'set', sheet: 's', row: 'r1', cells: { c0: text } },
    ]);
    expect(driver.shown(at(0, 0))).toBe(text);
    expect(driver.shown(at(1, 0))).toBe(text);
  });

  it('a paste is one step, copied again it is the same, and cutting clears', async () => {
    const { applied, controller } = await open();
    await driver.press(at(0, 0));
    await driver.paste('Яна\t07\r\nЭмма\t8\r\n');
    expect(applied).toHaveLength(1);
    expect(driver.shown(at(0, 0))).toBe('Яна');
    expect(driver.shown(at(1, 1))).toBe('8');
    expect(rangeOf(controller.state().selection)).toEqual({ top: 0, bottom: 1, left: 0, right: 1 });
    expect(await driver.copy()).toBe('Яна\t7\r\nЭмма\t8');
    expect(await driver.cut()).toBe('Яна\t7\r\nЭмма\t8');
    expect(driver.shown(at(1, 0))).toBe('Пусто');
  });

  it('Delete blanks what is selected, and the cell can be filled again', async () => {
    const { applied } = await open();
    await driver.press(at(0, 0));
    await driver.press(at(1, 1), { shift: true });
    await driver.key('Delete');
    expect(applied).toHaveLength(1);
    expect(driver.shown(at(0, 0))).toBe('Пусто');
    await driver.paste('снова');
    expect(driver.shown(at(0, 0))).toBe('снова');
  });

  it('hostile texts stay texts', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    await open({ rows: [[hostile, 1, null]], errorOf: () => hostile });
    await driver.press(at(0, 0));
    await driver.paste(`<script>alert(1)</script>\t5`);
    expect(driver.root.querySelector('img, script')).toBeNull();
    expect(driver.spoken()).toContain(hostile);
    expect(driver.spoken()).toContain('<script>');
  });

  it('what others change, rows that come and rows that go are shown', async () => {
    const sheet = await open();
    await driver.settle(() =>
      sheet.replace([
        ['Анна', 1, null],
        ['Борис', 20, null],
        ['Вера', 3, null],
        ['Глеб', 4, null],
      ]),
    );
    expect(driver.shown(at(1, 1))).toBe('20');
    await driver.settle(() => sheet.replace([...rows, ['Дарья', 5, null]]));
    expect(driver.shown(at(4, 0))).toBe('Дарья');
    await driver.settle(() => sheet.replace(rows.slice(0, 2)));
    expect(driver.shown(at(1, 0))).toBe('Борис');
  });

  it('errors are said in words', async () => {
    await open({ errorOf: (text) => (text === 'Анна' ? 'Так не бывает' : null) });
    await driver.press(at(0, 0));
    expect(driver.spoken()).toContain('Ошибка: Так не бывает');
    await driver.key('ArrowDown');
    expect(driver.spoken()).toBe('Борис');
  });
});
