import type { CompiledForm, CompiledSheet } from '../../compile/types';
import { localize } from '../../diagnostics/localize';
import type { CellValue } from '../../types';
import { columnName, readAddress } from '../open/addresses';
import type { OpenedCell, OpenedRow, OpenedSheet, OpenedWorkbook } from '../open/types';
import { IDENTITY_SHEET, readIdentity } from '../template/identity';
import { type CellReader, readCell } from './cell-value';
import { findHeadings, plainHeading, SheetTexts, unknownColumns } from './headings';
import type {
  ReadColumn,
  ReadOptions,
  ReadRow,
  ReadSheet,
  ReadWorkbook,
  SheetMapping,
  WorkbookAliases,
} from './types';

/** What row 1 of a worksheet made from a form says before the id of its sheet. */
const SHEET_MARK = 'sbor:';
const REMARKS = 'sbor:remarks';

/** Which columns of a worksheet are which, and where its data begin. */
interface Recognised {
  readonly opened: OpenedSheet;
  readonly headingRow: number;
  /** Column numbers from 1. */
  readonly columns: ReadonlyMap<string, number>;
  readonly by: ReadColumn['by'];
  /** Column with the ids of rows; 0 where there is none. */
  readonly ids: number;
}

/**
 * A workbook in the terms of a form: made from it, however changed and by whatever program saved, or any other whose columns
 * bear the same headings or were mapped by people. Nothing is judged here, and nothing that was entered is dropped.
 */
export function readWorkbook(
  form: CompiledForm,
  workbook: OpenedWorkbook,
  options: ReadOptions = {},
): ReadWorkbook {
  const identity = findIdentity(workbook);
  const reader: CellReader = { form, date1904: workbook.date1904 };
  const taken = new Set<OpenedSheet>();
  const sheets = recogniseAll(form, workbook, options).map(([sheet, found]) => {
    taken.add(found.opened);
    return readSheet(sheet, found, reader);
  });
  const leftOut = workbook.sheets
    .filter((one) => !taken.has(one) && one.state === 'visible' && one.rows.length > 0 && !isOurs(one))
    .map(({ name }) => name);
  return { ...(identity ? { identity } : {}), sheets, leftOut };
}

function findIdentity(workbook: OpenedWorkbook): ReturnType<typeof readIdentity> {
  const sheet = workbook.sheets.find(({ name }) => name === IDENTITY_SHEET);
  if (!sheet) return undefined;
  const text = (row: OpenedRow, column: number): string =>
    String(row.cells.find((cell) => cell.column === column)?.value ?? '');
  return readIdentity(sheet.rows.map((row) => [text(row, 1), text(row, 2)] as const));
}

/** The worksheet of checks, which bears no mark of its own but a hidden column of keys. */
const isOurs = ({ rows }: OpenedSheet): boolean =>
  rows
    .slice(0, 12)
    .some(({ cells }) =>
      cells.some(({ column, value }) => column === 7 && /^(error|warning):\w+:/.test(String(value))),
    );

type Found = readonly [CompiledSheet, Recognised];

function recogniseAll(
  form: CompiledForm,
  workbook: OpenedWorkbook,
  { mapping, aliases }: ReadOptions,
): readonly Found[] {
  const free = new Set(workbook.sheets.filter((one) => one.name !== IDENTITY_SHEET));
  const found = new Map<CompiledSheet, Recognised>();
  const take = (sheet: CompiledSheet, recognised: Recognised | null): void => {
    if (!recognised || found.has(sheet) || !free.delete(recognised.opened)) return;
    found.set(sheet, recognised);
  };
  for (const sheet of form.sheets) {
    const mapped = mapping && Object.hasOwn(mapping, sheet.id) ? mapping[sheet.id] : undefined;
    if (mapped) take(sheet, byMapping(sheet, workbook, mapped));
  }
  const isMapped = (sheet: CompiledSheet): boolean =>
    mapping !== undefined && Object.hasOwn(mapping, sheet.id);
  const sought = form.sheets.filter((sheet) => !isMapped(sheet));
  for (const sheet of sought) for (const opened of [...free]) take(sheet, byIds(sheet, opened));
  for (const sheet of sought)
    for (const opened of [...free])
      if (isNamed(sheet, opened, aliases?.[sheet.id]))
        take(sheet, byHeadings(sheet, opened, aliases?.[sheet.id]));
  for (const [sheet, recognised] of byLikeness(sought, free, found, aliases)) take(sheet, recognised);
  return form.sheets.flatMap((sheet): readonly Found[] => {
    const recognised = found.get(sheet);
    return recognised ? [[sheet, recognised]] : [];
  });
}

function byMapping(sheet: CompiledSheet, workbook: OpenedWorkbook, mapped: SheetMapping): Recognised | null {
  const opened = workbook.sheets.find(({ name }) => name === mapped.worksheet);
  if (!opened) return null;
  const columns = new Map(
    Object.entries(mapped.columns)
      .filter(([id]) => sheet.columnById.has(id))
      .map(([id, letter]) => [id, readAddress(`${letter}1`).column]),
  );
  return { opened, headingRow: mapped.headingRow, columns, by: 'mapping', ids: 0 };
}

/** By the hidden ids of a worksheet made from the form. They move along where columns are moved. */
function byIds(sheet: CompiledSheet, opened: OpenedSheet): Recognised | null {
  const marks = opened.rows.find(
    ({ number, cells }) => number <= 20 && cells.some(({ value }) => value === SHEET_MARK + sheet.id),
  );
  if (!marks) return null;
  const columns = new Map<string, number>();
  let ids = 0;
  for (const { column, value } of marks.cells) {
    const text = String(value);
    if (text === SHEET_MARK + sheet.id) ids = column;
    else if (sheet.columnById.has(text) && !columns.has(text)) columns.set(text, column);
  }
  const headingRow = lastHeadingRow(sheet, opened, marks.number, columns);
  return { opened, headingRow, columns, by: 'id', ids };
}

/** The last of the rows under the marks that bear headings; rows may have been inserted among them. */
function lastHeadingRow(
  sheet: CompiledSheet,
  opened: OpenedSheet,
  marksRow: number,
  columns: ReadonlyMap<string, number>,
): number {
  const hasGroups = sheet.columns.some((column) => column.group !== undefined);
  const usual = marksRow + (hasGroups ? 4 : 3);
  const found = findHeadings(sheet, new SheetTexts(opened), { below: marksRow });
  if (!found) return usual;
  const agrees = [...found.columns].filter(([id, column]) => columns.get(id) === column).length;
  return agrees * 2 >= columns.size ? found.row : usual;
}

type SheetAliases = WorkbookAliases[string] | undefined;

const isNamed = (sheet: CompiledSheet, { name }: OpenedSheet, aliases: SheetAliases): boolean =>
  (aliases?.worksheets.includes(plainHeading(name)) ?? false) ||
  (['ru', 'en'] as const).some((locale) => {
    const title = plainHeading(localize(sheet.title, locale));
    const own = plainHeading(name);
    // Names of worksheets are cut at 31 characters.
    return own !== '' && title !== '' && (own === title || (name.length > 25 && title.startsWith(own)));
  });

function byHeadings(sheet: CompiledSheet, opened: OpenedSheet, aliases: SheetAliases): Recognised | null {
  const found = findHeadings(sheet, new SheetTexts(opened), { aliases: aliases?.columns ?? {} });
  return found && { opened, headingRow: found.row, columns: found.columns, by: 'heading', ids: 0 };
}

/**
 * The pairs of sheets and worksheets that are most alike, best first: a third of the sheet's columns must be there, or two that
 * make up half of the worksheet's.
 */
function byLikeness(
  sheets: readonly CompiledSheet[],
  free: ReadonlySet<OpenedSheet>,
  found: ReadonlyMap<CompiledSheet, Recognised>,
  aliases: WorkbookAliases | undefined,
): readonly Found[] {
  const pairs = sheets
    .filter((sheet) => !found.has(sheet))
    .flatMap((sheet) =>
      [...free].flatMap((opened): readonly (readonly [CompiledSheet, Recognised, number])[] => {
        const recognised = opened.state === 'visible' ? byHeadings(sheet, opened, aliases?.[sheet.id]) : null;
        if (!recognised) return [];
        const { size } = recognised.columns;
        const headings =
          opened.rows.find(({ number }) => number === recognised.headingRow)?.cells.length ?? 0;
        const share = size / sheet.columns.length;
        const isAlike = share >= 1 / 3 || (size >= 2 && size * 2 >= headings);
        return isAlike ? [[sheet, recognised, share]] : [];
      }),
    );
  return pairs.sort((a, b) => b[2] - a[2]).map(([sheet, recognised]) => [sheet, recognised]);
}

function readSheet(sheet: CompiledSheet, found: Recognised, reader: CellReader): ReadSheet {
  const { opened, headingRow, columns, by, ids } = found;
  const texts = new SheetTexts(opened);
  const known = new Set([...columns.values(), ...(ids > 0 ? [ids] : []), ...remarksOf(opened)]);
  const titles = titleColumn(sheet, found);
  if (titles > 0) known.add(titles);
  const seen = new Set<string>();
  const rows: ReadRow[] = [];
  const limit = (sheet.rows.kind === 'open' ? sheet.rows.max : sheet.rows.items.length) + MOST_BEYOND;
  const merged = by === 'id' ? NO_CELLS : mergedCells(opened, headingRow);
  const totals: number[] = [];
  let beyond = 0;
  for (const row of opened.rows) {
    if (row.number <= headingRow) continue;
    if (by !== 'id' && isTotals(row)) {
      totals.push(row.number);
      continue;
    }
    const read = readRow(sheet, row, { found, titles, seen, merged }, reader);
    if (read && rows.length >= limit) beyond++;
    else if (read) rows.push(read);
  }
  return {
    totals,
    beyond,
    sheet: sheet.id,
    worksheet: opened.name,
    columns: [...columns].map(([column, number]) => ({
      column,
      letter: columnName(number),
      heading: texts.heading(headingRow, number),
      by,
    })),
    unknown: unknownColumns(opened, texts, headingRow, known),
    rows,
  };
}

const remarksOf = ({ rows }: OpenedSheet): readonly number[] =>
  rows
    .slice(0, 20)
    .flatMap(({ cells }) => cells.filter(({ value }) => value === REMARKS).map(({ column }) => column));

/** Rows beyond what a sheet takes that are still told one by one. */
const MOST_BEYOND = 1000;
const NO_CELLS: ReadonlyMap<string, OpenedCell> = new Map();
const MOST_MERGED = 20_000;

/** A line of totals under somebody's own table is no row of data. */
const isTotals = ({ cells }: OpenedRow): boolean => {
  const first = cells.find(({ value }) => typeof value === 'string' && value.trim() !== '');
  return first !== undefined && /^(итого|всего|total)(\s*:)?$/i.test(String(first.value).trim());
};

/** What cells merged downwards say in the rows below the first, by `row column`. */
function mergedCells(opened: OpenedSheet, headingRow: number): ReadonlyMap<string, OpenedCell> {
  const found = new Map<string, OpenedCell>();
  const merges = opened.merges.filter(
    ({ top, bottom, left, right }) => top > headingRow && bottom > top && left === right,
  );
  if (merges.length === 0) return found;
  const rows = new Map(opened.rows.map((row) => [row.number, row]));
  for (const { top, bottom, left } of merges) {
    const cell = rows.get(top)?.cells.find((one) => one.column === left);
    if (!cell) continue;
    for (let row = top + 1; row <= bottom && found.size < MOST_MERGED; row++)
      found.set(`${row} ${left}`, cell);
  }
  return found;
}

interface RowSearch {
  readonly merged: ReadonlyMap<string, OpenedCell>;
  readonly found: Recognised;
  readonly titles: number;
  /** Ids that came already: copied rows bear one id twice. */
  readonly seen: Set<string>;
}

function readRow(
  sheet: CompiledSheet,
  row: OpenedRow,
  { found, titles, seen, merged }: RowSearch,
  reader: CellReader,
): ReadRow | null {
  const byColumn = new Map(row.cells.map((cell) => [cell.column, cell]));
  const cells: Record<string, CellValue> = {};
  let isBlank = true;
  for (const [id, number] of found.columns) {
    const column = sheet.columnById.get(id);
    const cell = byColumn.get(number) ?? merged.get(`${row.number} ${number}`);
    if (!column || column.value !== undefined) continue;
    const value = cell ? readCell(cell, column, reader) : null;
    cells[id] = value;
    if (value !== null) isBlank = false;
  }
  const stored = String(byColumn.get(found.ids)?.value ?? '').trim();
  const given =
    sheet.rows.kind === 'open' ? stored : givenRow(sheet, stored, byColumn.get(titles)?.value, cells);
  const id = given !== '' && !seen.has(given) ? given : null;
  if (sheet.rows.kind !== 'open' && id === null) return null;
  if (isBlank && id === null) return null;
  if (id !== null) seen.add(id);
  return { id, number: row.number, cells };
}

/** The column with the titles of given rows: the one in which most of them stand. */
function titleColumn({ rows }: CompiledSheet, { opened, headingRow, columns, ids }: Recognised): number {
  if (rows.kind !== 'fixed') return 0;
  const titles = new Set(
    rows.items
      .flatMap((item) => [item.id, localize(item.title, 'ru'), localize(item.title, 'en')])
      .map(plainHeading),
  );
  const used = new Set([...columns.values(), ids]);
  const counts = new Map<number, number>();
  for (const { number, cells } of opened.rows) {
    if (number <= headingRow) continue;
    for (const { column, value } of cells) {
      if (!used.has(column) && titles.has(plainHeading(String(value))))
        counts.set(column, (counts.get(column) ?? 0) + 1);
    }
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best?.[0] ?? 0;
}

/** The id of a given row: by its title or code, which people see, else as the workbook says. */
function givenRow(
  { rows }: CompiledSheet,
  stored: string,
  title: string | number | boolean | undefined,
  cells: Readonly<Record<string, CellValue>>,
): string {
  if (rows.kind === 'open') return '';
  const known = rows.items.some((item) => item.id === stored) ? stored : '';
  if (rows.kind === 'perCode') {
    const code = cells[rows.column];
    return typeof code === 'string' && rows.items.some((item) => item.id === code) ? code : known;
  }
  const text = plainHeading(String(title ?? ''));
  const named = rows.items.filter((item) =>
    [item.id, localize(item.title, 'ru'), localize(item.title, 'en')].some(
      (one) => plainHeading(one) === text,
    ),
  );
  return text !== '' && named.length === 1 ? (named[0]?.id ?? '') : known;
}
