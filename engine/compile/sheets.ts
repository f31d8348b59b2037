import type {
  Column as ColumnDefinition,
  Sheet as SheetDefinition,
} from '../definition/generated/definition';
import type { LogicProblem } from '../rules/scope';
import type { Cells, CellValue } from '../types';
import { isIsoDate } from '../values/date';
import { isRaw } from '../values/raw';
import { normalizeCell } from '../values';
import type {
  CellOverride,
  CompiledColumn,
  CompiledList,
  CompiledRows,
  CompiledRule,
  CompiledSheet,
  GivenRow,
} from './types';

type Draft<T> = { -readonly [K in keyof T]: T[K] };
/** A column whose logic is still to be compiled. */
export type ColumnDraft = Draft<CompiledColumn>;

export interface SheetDraft extends CompiledSheet {
  readonly columns: readonly ColumnDraft[];
  readonly columnById: ReadonlyMap<string, ColumnDraft>;
  readonly overrides: Map<string, Map<string, Draft<CellOverride>>>;
  readonly rules: CompiledRule[];
}

type Lists = ReadonlyMap<string, CompiledList>;
const DEFAULT_MAX_ROWS = 10_000;
const EXPECTED_ROWS = 1000;

/** Everything of a sheet but its logic. */
export function compileSheet(
  source: SheetDefinition,
  index: number,
  lists: Lists,
  problems: LogicProblem[],
): SheetDraft {
  const path = `/sheets/${index}`;
  const columns = source.columns.map((column, i) =>
    compileColumn(column, i, source.id, lists, `${path}/columns/${i}`, problems),
  );
  const columnById = new Map<string, ColumnDraft>();
  for (const [i, column] of columns.entries()) {
    if (columnById.has(column.id))
      problems.push({ code: 'duplicate_id', path: `${path}/columns/${i}/id`, params: { id: column.id } });
    columnById.set(column.id, column);
  }
  const rows = compileRows(source, columnById, lists, path, problems);
  return {
    id: source.id,
    index,
    title: source.title,
    ...(source.hint === undefined ? {} : { hint: source.hint }),
    rows,
    givenById: new Map(rows.kind === 'open' ? [] : rows.items.map((item) => [item.id, item])),
    key: (source.key ?? []).flatMap((id, i) => {
      const column = columnById.get(id);
      if (!column) problems.push({ code: 'unknown_name', path: `${path}/key/${i}`, params: { name: id } });
      return column ? [column] : [];
    }),
    columns,
    columnById,
    overrides: new Map(),
    rules: [],
  };
}

function compileColumn(
  source: ColumnDefinition,
  index: number,
  sheet: string,
  lists: Lists,
  path: string,
  problems: LogicProblem[],
): ColumnDraft {
  const {
    id,
    title,
    type,
    group,
    hint,
    width,
    min,
    max,
    minLength,
    maxLength,
    pattern,
    format,
    fractionDigits,
    total,
  } = source;
  const column: ColumnDraft = {
    id,
    index,
    sheet,
    title,
    type,
    required: false,
    enabled: true,
    readOnly: source.readOnly ?? false,
    ...definedOnly({
      group,
      hint,
      width,
      min,
      max,
      minLength,
      maxLength,
      pattern,
      format,
      fractionDigits,
      total,
    }),
  };
  if (typeof source.list === 'string') {
    const list = lists.get(source.list);
    if (list) column.list = list;
    else problems.push({ code: 'unknown_name', path: `${path}/list`, params: { name: source.list } });
  } else if (source.list) {
    column.listSource = source.list;
  }
  checkColumn(source, path, problems);
  return column;
}

function definedOnly<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function checkColumn(source: ColumnDefinition, path: string, problems: LogicProblem[]): void {
  const note = (code: string, at: string, params: LogicProblem['params'] = {}): void => {
    problems.push({ code, path: `${path}${at}`, params });
  };
  const isChoice = source.type === 'choice' || source.type === 'choices';
  if (isChoice && source.list === undefined) note('list_missing', '');
  if (!isChoice && source.list !== undefined)
    note('not_for_type', '/list', { property: 'list', type: source.type });
  if (!isChoice && source.filter !== undefined)
    note('not_for_type', '/filter', { property: 'filter', type: source.type });
  const ofText = ['minLength', 'maxLength', 'pattern', 'format'] as const;
  for (const property of ofText) {
    if (source[property] !== undefined && source.type !== 'text')
      note('not_for_type', `/${property}`, { property, type: source.type });
  }
  if (source.fractionDigits !== undefined && source.type !== 'number') {
    note('not_for_type', '/fractionDigits', { property: 'fractionDigits', type: source.type });
  }
  checkBounds(source, note);
  if (source.value !== undefined && source.required !== undefined && source.required !== false)
    note('required_on_computed', '/required');
  if (source.total !== undefined && source.total !== 'count') {
    const summable = source.type === 'integer' || source.type === 'number';
    const ordered = source.total !== 'sum' && source.total !== 'avg' && source.type === 'date';
    if (!summable && !ordered) note('not_for_type', '/total', { property: 'total', type: source.type });
  }
}

function checkBounds(
  source: ColumnDefinition,
  note: (code: string, at: string, params?: LogicProblem['params']) => void,
): void {
  for (const property of ['min', 'max'] as const) {
    const bound = source[property];
    if (bound === undefined) continue;
    const fits =
      source.type === 'date'
        ? typeof bound === 'string' && isIsoDate(bound)
        : typeof bound === 'number' && (source.type === 'integer' || source.type === 'number');
    if (!fits) note('bound_of_wrong_type', `/${property}`, { property, type: source.type });
  }
  if (source.min !== undefined && source.max !== undefined && source.min > source.max)
    note('min_over_max', '/min');
  if (
    source.minLength !== undefined &&
    source.maxLength !== undefined &&
    source.minLength > source.maxLength
  ) {
    note('min_over_max', '/minLength');
  }
}

function compileRows(
  source: SheetDefinition,
  columns: ReadonlyMap<string, ColumnDraft>,
  lists: Lists,
  path: string,
  problems: LogicProblem[],
): CompiledRows {
  const rows = source.rows ?? { kind: 'open' };
  if (rows.kind === 'fixed') {
    const items = rows.items.map((item, i): GivenRow => {
      const at = `${path}/rows/items/${i}`;
      if (rows.items.findIndex((other) => other.id === item.id) !== i) {
        problems.push({ code: 'duplicate_id', path: `${at}/id`, params: { id: item.id } });
      }
      const cells = givenCells(item.cells ?? {}, columns, `${at}/cells`, problems);
      return { id: item.id, ...(item.title === undefined ? {} : { title: item.title }), cells };
    });
    return { kind: 'fixed', items };
  }
  if (rows.kind === 'perCode') {
    const list = lists.get(rows.list);
    const column = columns.get(rows.column);
    if (!list)
      problems.push({ code: 'unknown_name', path: `${path}/rows/list`, params: { name: rows.list } });
    if (!column)
      problems.push({ code: 'unknown_name', path: `${path}/rows/column`, params: { name: rows.column } });
    if (column && column.type !== 'text' && (column.type !== 'choice' || column.list !== list)) {
      problems.push({ code: 'per_code_column', path: `${path}/rows/column`, params: { list: rows.list } });
    }
    const items = (list?.codes ?? []).map((code): GivenRow => ({
      id: code.value,
      title: code.label,
      cells: { [rows.column]: code.value },
    }));
    return { kind: 'perCode', items, list: rows.list, column: rows.column };
  }
  const max = rows.max ?? DEFAULT_MAX_ROWS;
  if ((rows.min ?? 0) > max) problems.push({ code: 'min_over_max', path: `${path}/rows/min`, params: {} });
  return { kind: 'open', min: rows.min ?? 0, max, expected: rows.max ?? EXPECTED_ROWS };
}

function givenCells(
  source: Readonly<Record<string, unknown>>,
  columns: ReadonlyMap<string, ColumnDraft>,
  path: string,
  problems: LogicProblem[],
): Cells {
  const cells: Record<string, CellValue> = {};
  for (const [id, value] of Object.entries(source)) {
    const column = columns.get(id);
    if (!column) {
      problems.push({ code: 'unknown_name', path: `${path}/${id}`, params: { name: id } });
      continue;
    }
    const cell = normalizeCell(value, column);
    if (isRaw(cell))
      problems.push({ code: 'given_cell_unreadable', path: `${path}/${id}`, params: { text: cell.$raw } });
    cells[id] = cell;
  }
  return cells;
}
