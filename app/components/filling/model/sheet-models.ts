/** The sheets of a session as the grid reads them. Rows are computed when asked for, and stay the same object unless changed. */
import type {
  CellState,
  CellValue,
  CompiledColumn,
  CompiledSheet,
  Finding,
  GridColumn as EngineColumn,
  GridSheet,
  Locale,
} from 'engine';
import { decodeCell, encodeCell, isRaw, toGridModel } from 'engine';
import type { CellPosition, CellView, GridColumn, GridModel, GridTotal, RowView } from '../../grid/adapter';
import type { SheetAccess } from '../../grid/controller/sheet-access';
import type { EditorOption } from '../../grid/editors/types';
import type { EditorSource } from '../../grid/grid';
import type { FillingSession } from '../session/filling-session';
import type { PlaceMarks } from './place-marks';
import type { CellIssues, Issues } from './issues';
import { indexFindings } from './issues';
import { speltAs } from '../../../wording/spelling';

/** Words of the interface that stand in cells. */
export interface ModelTexts {
  readonly placeholders: Readonly<Record<EngineColumn['placeholder'] | 'off', string>>;
  readonly totals: Readonly<Record<NonNullable<CompiledColumn['total']>, string>>;
}

export interface SheetModels {
  readonly sheets: readonly GridSheet[];
  readonly model: (sheet: string) => GridModel;
  readonly access: (sheet: string) => SheetAccess;
  readonly source: (sheet: string, today: string) => EditorSource;
  readonly issues: () => Issues;
}

interface Parts {
  readonly session: FillingSession;
  readonly locale: Locale;
  readonly texts: ModelTexts;
  readonly issues: () => Issues;
  readonly marks: () => PlaceMarks | null;
}

const ends = new Set(['integer', 'number']);

const gridColumn = (column: EngineColumn): GridColumn => ({
  id: column.id,
  title: column.title,
  group: column.group,
  hint: column.hint,
  type: column.type,
  width: column.width,
  align: ends.has(column.type) ? 'end' : 'start',
  remark: null,
});

const joined = (messages: readonly string[] | undefined): string | null =>
  messages && messages.length > 0 ? messages.join('\n') : null;

function cellView(
  { session, locale, texts, issues, marks }: Parts,
  grid: GridSheet,
  row: string,
  column: EngineColumn,
): CellView {
  const state = session.live.cellState(grid.id, row, column.id);
  const compiled = session.form.sheetById.get(grid.id)?.columnById.get(column.id);
  const found: CellIssues | null = issues().ofCell(grid.id, row, column.id);
  const notEnabled = !state.enabled && !state.computed;
  const text =
    compiled && !notEnabled ? encodeCell(state.value, speltAs(session.form, compiled), locale) : '';
  const expected = `${texts.placeholders[column.placeholder]}${state.required ? '*' : ''}`;
  return {
    text,
    placeholder: notEnabled ? texts.placeholders.off : state.readOnly || session.readOnly ? '' : expected,
    kind: column.type,
    required: state.required,
    notEnabled,
    readOnly: state.readOnly,
    computed: state.computed,
    // A rule may point at a whole column; a cell that is not filled has nothing to be mended.
    error: notEnabled ? null : joined(found?.errors),
    warning: notEnabled ? null : joined(found?.warnings),
    remark: marks()?.ofCell(grid.id, row, column.id) ?? null,
    hint: grid.cellHints[row]?.[column.id] ?? null,
  };
}

const isSameCell = (a: CellView, b: CellView): boolean =>
  a.text === b.text &&
  a.placeholder === b.placeholder &&
  a.required === b.required &&
  a.notEnabled === b.notEnabled &&
  a.readOnly === b.readOnly &&
  a.error === b.error &&
  a.warning === b.warning &&
  a.remark === b.remark;

/** The old row where nothing that is painted differs, or the new one with its unchanged cells. */
function keepSame(old: RowView | undefined, fresh: RowView): RowView {
  if (!old) return fresh;
  const cells = fresh.cells.map((cell, index) => {
    const before = old.cells[index];
    return before && isSameCell(before, cell) ? before : cell;
  });
  const isSame =
    cells.every((cell, index) => cell === old.cells[index]) &&
    old.rowNumber === fresh.rowNumber &&
    old.ghost === fresh.ghost &&
    old.error === fresh.error &&
    old.remark === fresh.remark;
  return isSame ? old : { ...fresh, cells };
}

function rowReader(parts: Parts, grid: GridSheet): (rowIndex: number) => RowView {
  const { session } = parts;
  const known = new Map<
    string,
    { readonly version: number; readonly marks: PlaceMarks | null; readonly view: RowView }
  >();
  const titles = new Map(grid.givenRows.map((row) => [row.id, row.title]));
  return (rowIndex) => {
    const id = session.rowIds(grid.id)[rowIndex] ?? '';
    const before = known.get(id);
    const marks = parts.marks();
    const isCurrent = before?.version === session.version() && before.marks === marks;
    if (isCurrent && before.view.rowNumber === rowIndex + 1) return before.view;
    const found = parts.issues().ofRow(grid.id, id);
    const view = keepSame(before?.view, {
      id,
      rowNumber: rowIndex + 1,
      title: titles.get(id) || null,
      ghost: session.isGhost(grid.id, id),
      cells: grid.columns.map((column) => cellView(parts, grid, id, column)),
      error: joined(found ? [...found.errors, ...found.warnings] : undefined),
      remark: marks?.ofRow(grid.id, id) ?? null,
    });
    known.set(id, { version: session.version(), marks, view });
    return view;
  };
}

function totalsOf({ session, locale, texts }: Parts, sheet: CompiledSheet): (GridTotal | null)[] | null {
  if (!sheet.columns.some((column) => column.total)) return null;
  const totals = session.live.totals(sheet.id);
  return sheet.columns.map((column) =>
    column.total
      ? { label: texts.totals[column.total], text: encodeCell(totals[column.id], column, locale) }
      : null,
  );
}

function accessOf({ session, locale }: Parts, sheet: CompiledSheet): SheetAccess {
  const rowIds = session.rowIds(sheet.id);
  const spelt = sheet.columns.map((column) => speltAs(session.form, column));
  const stateOf = (cell: CellPosition): CellState | null => {
    const column = sheet.columns[cell.columnIndex];
    // Rows behind the last one are still to be added; all of them are alike.
    return column ? session.live.cellState(sheet.id, rowIds[cell.rowIndex] ?? '', column.id) : null;
  };
  const valueOf = (cell: CellPosition): CellValue =>
    rowIds[cell.rowIndex] === undefined ? null : (stateOf(cell)?.value ?? null);
  return {
    sheet: sheet.id,
    columnIds: sheet.columns.map((column) => column.id),
    rowIds,
    spareRows: sheet.rows.kind === 'open' ? Math.max(0, sheet.rows.max - rowIds.length) : 0,
    hasGivenRows: sheet.rows.kind !== 'open',
    isWritable: (cell) => !session.readOnly && stateOf(cell)?.readOnly === false,
    isComputed: (columnIndex) => sheet.columns[columnIndex]?.value !== undefined,
    value: valueOf,
    text: (cell) => {
      const column = spelt[cell.columnIndex];
      return column ? encodeCell(valueOf(cell), column, locale) : '';
    },
    decode: (columnIndex, text) => decodeAs(sheet.columns[columnIndex], spelt[columnIndex], text),
    newRowId: session.newRowId,
  };
}

/** What the other sheet's column cannot read is a text of this one. */
function decodeAs(
  column: CompiledColumn | undefined,
  spelt: CompiledColumn | undefined,
  text: string,
): CellValue {
  if (!column || !spelt) return null;
  const value = decodeCell(text, spelt);
  return spelt === column || !isRaw(value) ? value : decodeCell(text, column);
}

function optionsOf({ session, locale }: Parts, column: CompiledColumn, row: string): readonly EditorOption[] {
  if (column.type === 'boolean') {
    return [true, false].map((value) => ({ value: String(value), label: encodeCell(value, column, locale) }));
  }
  return session.live.options(column.sheet, row, column.id);
}

const dateBound = (bound: number | string | undefined): string | null =>
  typeof bound === 'string' ? bound : null;

/** Opens the sheets of a session in a language. */
export function createSheetModels(
  session: FillingSession,
  locale: Locale,
  texts: ModelTexts,
  marks: () => PlaceMarks | null = () => null,
): SheetModels {
  const { sheets } = toGridModel(session.form, locale);
  let indexed: { readonly findings: readonly Finding[]; readonly issues: Issues } | null = null;
  const issues = (): Issues => {
    const { findings } = session.live;
    if (indexed?.findings !== findings) indexed = { findings, issues: indexFindings(findings) };
    return indexed.issues;
  };
  const parts: Parts = { session, locale, texts, issues, marks };
  const statics = new Map(
    sheets.map((grid) => [
      grid.id,
      { grid, columns: grid.columns.map(gridColumn), rowView: rowReader(parts, grid) },
    ]),
  );
  const compiled = (id: string): CompiledSheet => {
    const sheet = session.form.sheetById.get(id);
    if (!sheet) throw new Error(`no sheet ${id}`);
    return sheet;
  };
  const columnsOf = (sheet: string, columns: readonly GridColumn[]): readonly GridColumn[] => {
    const remarks = marks()?.ofColumns(sheet);
    return remarks
      ? columns.map((column) => ({ ...column, remark: remarks.get(column.id) ?? null }))
      : columns;
  };
  const models = new Map<
    string,
    { readonly version: number; readonly marks: PlaceMarks | null; readonly model: GridModel }
  >();
  return {
    sheets,
    issues,
    model: (id) => {
      const known = models.get(id);
      if (known?.version === session.version() && known.marks === marks()) return known.model;
      const fixed = statics.get(id);
      if (!fixed) throw new Error(`no sheet ${id}`);
      const model: GridModel = {
        sheetId: id,
        title: fixed.grid.title,
        columns: columnsOf(id, fixed.columns),
        hasRowTitles: fixed.grid.givenRows.some((row) => row.title !== ''),
        readOnly: session.readOnly,
        rowIds: session.rowIds(id),
        rowView: fixed.rowView,
        totals: totalsOf(parts, compiled(id)),
      };
      models.set(id, { version: session.version(), marks: marks(), model });
      return model;
    },
    access: (id) => accessOf(parts, compiled(id)),
    source: (id, today) => {
      const sheet = compiled(id);
      const columnAt = (index: number): CompiledColumn | undefined => sheet.columns[index];
      return {
        value: (cell) => accessOf(parts, sheet).value(cell),
        options: ({ rowIndex, columnIndex }) => {
          const column = columnAt(columnIndex);
          return column ? optionsOf(parts, column, session.rowIds(id)[rowIndex] ?? '') : [];
        },
        bounds: (columnIndex) => ({
          min: dateBound(columnAt(columnIndex)?.min),
          max: dateBound(columnAt(columnIndex)?.max),
        }),
        today,
      };
    },
  };
}
