import { setImmediate } from 'node:timers/promises';
import type ExcelJS from 'exceljs';
import type {
  TemplateCell,
  TemplateColumn,
  TemplateRow,
  TemplateSheet,
  TemplateValidation,
  TemplateValue,
} from '../../project/template/types';
import type { TemplateWords } from '../../project/template/words';
import { textCell } from '../export/cell-values';
import { dataStyle, HEADING, HINT, LOOKS, REMARK, ROW_ID, ROW_TITLE, TITLE } from './styles';
import { inOrder } from './writer';

const PIXELS_PER_CHARACTER = 7;
const ROWS_AT_ONCE = 500;
const WIDEST = 60;
/** Excel's limits. */
const LONGEST_MESSAGE = 255;
const LONGEST_NOTE = 2000;

/** The worksheet that people fill. */
export async function writeDataSheet(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  model: TemplateSheet,
  words: TemplateWords,
): Promise<void> {
  const sheet = inOrder(
    workbook.addWorksheet(model.name, {
      views: [{ state: 'frozen', xSplit: 2, ySplit: model.headingRow, showGridLines: true }],
      pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    }),
  );
  const styles = model.columns.map((column) => ({
    open: dataStyle(column.format, column.isNumber, column.locked),
    locked: dataStyle(column.format, column.isNumber, true),
  }));
  sheet.columns = [
    { width: 4, hidden: true, style: ROW_ID },
    ...(model.hasRowTitles ? [{ width: 40 }] : []),
    ...model.columns.map((column, i) => ({
      width: Math.min(WIDEST, Math.max(10, column.width / PIXELS_PER_CHARACTER)),
      style: styles[i]?.open ?? {},
    })),
    ...(model.remarks ? [{ width: 60, style: REMARK }] : []),
  ];
  writeHead(sheet, model, words);
  await writeRows(sheet, model, styles);
  for (const column of model.columns) addValidation(sheet, model, column);
  for (const { look, range, formula } of model.highlights) {
    const { priority, style } = LOOKS[look];
    sheet.addConditionalFormatting({
      ref: range,
      rules: [{ type: 'expression', formulae: [formula], priority, style }],
    });
  }
  await sheet.protect('', {
    selectLockedCells: true,
    selectUnlockedCells: true,
    formatColumns: true,
    formatRows: true,
    formatCells: true,
    sort: true,
    autoFilter: true,
    insertRows: model.isOpen,
    deleteRows: model.isOpen,
  });
  sheet.commit();
}

const before = (model: TemplateSheet): number => (model.hasRowTitles ? 2 : 1);

function writeHead(sheet: ExcelJS.Worksheet, model: TemplateSheet, words: TemplateWords): void {
  const width = before(model) + model.columns.length + (model.remarks ? 1 : 0);
  const first = before(model) + 1;
  const ids = sheet.getRow(1);
  ids.hidden = true;
  ids.getCell(1).value = `sbor:${model.id}`;
  if (model.remarks) ids.getCell(width).value = 'sbor:remarks';
  model.columns.forEach((column, i) => (ids.getCell(first + i).value = column.id));
  const title = sheet.getRow(2);
  title.height = 24;
  title.getCell(2).value = textCell(model.title);
  title.getCell(2).style = TITLE;
  const hint = sheet.getRow(3);
  if (model.hint !== null) {
    hint.getCell(2).value = textCell(model.hint);
    hint.getCell(2).style = HINT;
    hint.height = Math.min(180, 16 * Math.max(1, Math.ceil(model.hint.length / 110)));
  }
  if (width > 2) {
    sheet.mergeCells(2, 2, 2, Math.min(width, 9));
    sheet.mergeCells(3, 2, 3, Math.min(width, 9));
  }
  const groups = model.groupRow === null ? null : sheet.getRow(model.groupRow);
  const headings = sheet.getRow(model.headingRow);
  headings.height = 48;
  const heading = (at: number, text: string, group: string | null): void => {
    const top = groups && group === null ? groups : headings;
    top.getCell(at).value = textCell(text);
    headings.getCell(at).style = HEADING;
    if (!groups) return;
    groups.getCell(at).style = HEADING;
    if (group === null) sheet.mergeCells(model.groupRow ?? 0, at, model.headingRow, at);
    else groups.getCell(at).value = textCell(group);
  };
  if (model.hasRowTitles) heading(2, words.row, null);
  model.columns.forEach((column, i) => {
    heading(first + i, headingText(column), column.group);
    const master = groups && column.group === null ? groups : headings;
    if (column.note !== null) master.getCell(first + i).note = column.note.slice(0, LONGEST_NOTE);
  });
  if (model.remarks) heading(width, model.remarks.heading, null);
  for (const [from, to] of groupRuns(model.columns)) {
    if (to > from) sheet.mergeCells(model.groupRow ?? 0, first + from, model.groupRow ?? 0, first + to);
  }
  headings.commit();
}

/** The sign of cells that must be filled, as on the screen. */
const headingText = (column: TemplateColumn): string =>
  column.required === 'always' ? `${column.heading} *` : column.heading;

/** First and last position of each run of columns under one group heading. */
function groupRuns(columns: readonly TemplateColumn[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  columns.forEach(({ group }, i) => {
    const last = found.at(-1);
    if (group === null) return;
    if (last && last[1] === i - 1 && columns[i - 1]?.group === group) last[1] = i;
    else found.push([i, i]);
  });
  return found;
}

interface ColumnStyles {
  readonly open: Partial<ExcelJS.Style>;
  readonly locked: Partial<ExcelJS.Style>;
}

async function writeRows(
  sheet: ExcelJS.Worksheet,
  model: TemplateSheet,
  styles: readonly ColumnStyles[],
): Promise<void> {
  const first = before(model) + 1;
  const last = Math.max(model.rows.length, model.remarks ? model.calculatedTo - model.firstRow + 1 : 0);
  for (let i = 0; i < last; i++) {
    const row = sheet.getRow(model.firstRow + i);
    const source: TemplateRow | undefined = model.rows[i];
    if (source) writeRow(row, source, model, styles, first);
    if (model.remarks && model.firstRow + i <= model.calculatedTo) {
      const remark = row.getCell(first + model.columns.length);
      remark.value = { formula: model.remarks.formula, date1904: false };
      remark.style = REMARK;
    }
    row.commit();
    if (i % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await setImmediate();
  }
}

function writeRow(
  row: ExcelJS.Row,
  source: TemplateRow,
  model: TemplateSheet,
  styles: readonly ColumnStyles[],
  first: number,
): void {
  if (source.id !== null) row.getCell(1).value = textCell(source.id);
  if (model.hasRowTitles) {
    row.getCell(2).value = textCell(source.title ?? '');
    row.getCell(2).style = ROW_TITLE;
  }
  source.cells.forEach((cell, i) => {
    const isLocked = cell.locked && !model.columns[i]?.locked;
    if (cell.value === null && !isLocked && cell.note === undefined) return;
    writeCell(row.getCell(first + i), cell, styles[i]?.[isLocked ? 'locked' : 'open'] ?? {});
  });
}

function writeCell(target: ExcelJS.Cell, cell: TemplateCell, style: Partial<ExcelJS.Style>): void {
  if (cell.value) target.value = cellValue(cell.value);
  target.style = style;
  if (cell.note !== undefined) target.note = cell.note.slice(0, LONGEST_NOTE);
}

function cellValue(value: TemplateValue): ExcelJS.CellValue {
  switch (value.kind) {
    case 'text':
      return textCell(value.text);
    case 'number':
      return value.number;
    case 'day':
      return new Date(`${value.iso}T00:00:00Z`);
    case 'formula':
      return value.shown === null
        ? { formula: value.formula, date1904: false }
        : { formula: value.formula, result: value.shown, date1904: false };
  }
}

const cut = (text: string, length = LONGEST_MESSAGE): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;

function addValidation(sheet: ExcelJS.Worksheet, model: TemplateSheet, column: TemplateColumn): void {
  const { validation } = column;
  if (!validation) return;
  const range = `${column.letter}${model.firstRow}:${column.letter}${model.lastRow}`;
  const { dataValidations } = sheet as unknown as {
    readonly dataValidations: { add: (range: string, rule: ExcelJS.DataValidation) => void };
  };
  dataValidations.add(range, {
    ...validationRule(validation.rule),
    allowBlank: true,
    ...(validation.prompt === null
      ? {}
      : { showInputMessage: true, promptTitle: cut(column.heading, 32), prompt: cut(validation.prompt) }),
    ...(validation.rule.kind === 'any'
      ? {}
      : {
          showErrorMessage: true,
          errorStyle: 'stop',
          errorTitle: cut(column.heading, 32),
          error: cut(validation.error, 225),
        }),
  });
}

/** Days are written as their numbers. */
function validationRule(rule: TemplateValidation['rule']): ExcelJS.DataValidation {
  switch (rule.kind) {
    case 'any':
      return { type: 'any' } as unknown as ExcelJS.DataValidation;
    case 'list':
      return { type: 'list', formulae: [rule.formula] };
    case 'length':
      return { type: 'textLength', ...bounds(rule.min ?? 0, rule.max ?? 32_767) };
    case 'whole':
    case 'decimal':
      return { type: rule.kind, ...bounds(rule.min ?? -1e15, rule.max ?? 1e15) };
    case 'date':
      // A number is a day for the library only where it is called one.
      return { type: 'decimal', ...bounds(rule.min ?? 1, rule.max ?? 2_958_465) };
  }
}

const bounds = (min: number, max: number): { operator: 'between'; formulae: [number, number] } => ({
  operator: 'between',
  formulae: [min, max],
});
