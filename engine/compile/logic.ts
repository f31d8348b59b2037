import type { Sheet as SheetDefinition } from '../definition/generated/definition';
import { compileLogic, sharedScope } from '../rules/compile-logic';
import { kindOfColumn, type LogicProblem, type PreviousSheets, type Scope, sizeOf } from '../rules/scope';
import type { CompiledLogic, Kind } from '../rules/types';
import type { CompiledList } from './types';
import type { CellOverride, CompiledColumn, CompiledSheet, Condition } from './types';
import type { ColumnDraft, SheetDraft } from './sheets';

/** The names of a form while its logic is compiled. */
export interface FormNames {
  readonly sheets: ReadonlyMap<string, SheetDraft>;
  readonly previous: PreviousSheets;
  readonly problems: LogicProblem[];
}

/** Where a piece of logic stands. */
export interface Place {
  readonly names: FormNames;
  readonly own: CompiledSheet | null;
  readonly mode: Scope['mode'];
  readonly groupBy?: readonly CompiledColumn[];
  readonly column?: string;
  /** Kinds of attributes of codes; null where the codes are not at hand. */
  readonly attributes?: ReadonlyMap<string, Kind> | null;
}

/** Logic as a closure of the expected kind; what is wrong with it goes to the problems. */
export function compileAt(logic: unknown, place: Place, path: string, expected: Kind | null): CompiledLogic {
  const isOfRow = place.mode === 'row' || place.mode === 'code';
  const scope: Scope = {
    mode: place.mode,
    own: place.own,
    visited: null,
    element: null,
    groupBy: place.groupBy ?? [],
    column: place.column ?? null,
    shielded: false,
    accumulator: null,
    depth: 0,
    factor: isOfRow && place.own ? sizeOf(place.own) : 1,
    shared: sharedScope({ ...place.names, attributes: place.attributes ?? new Map() }),
  };
  return compileLogic(logic, scope, path, expected);
}

function compileCondition(source: unknown, place: Place, path: string, fallback: boolean): Condition {
  if (source === undefined) return fallback;
  return typeof source === 'boolean' ? source : compileAt(source, place, path, 'boolean');
}

/** The logic of columns and cells of one sheet, into its draft. */
export function compileSheetLogic(source: SheetDefinition, sheet: SheetDraft, names: FormNames): void {
  const path = `/sheets/${sheet.index}`;
  const place: Place = { names, own: sheet, mode: 'row' };
  for (const [i, column] of source.columns.entries()) {
    const draft = sheet.columns[i];
    if (draft) compileColumnLogic(column, draft, place, `${path}/columns/${i}`);
  }
  compileOverrides(source, sheet, place, `${path}/cells`);
}

function compileColumnLogic(
  source: SheetDefinition['columns'][number],
  draft: ColumnDraft,
  place: Place,
  path: string,
): void {
  draft.required = compileCondition(source.required, place, `${path}/required`, false);
  draft.enabled = compileCondition(source.enabled, place, `${path}/enabled`, true);
  const kind = kindOfColumn(draft);
  if (source.value !== undefined) draft.value = compileAt(source.value, place, `${path}/value`, kind);
  if (source.prefill !== undefined) draft.prefill = compileAt(source.prefill, place, `${path}/prefill`, kind);
  if (source.filter !== undefined) {
    const attributes = draft.list ? attributesOf(draft.list) : null;
    draft.filter = compileAt(
      source.filter,
      { ...place, mode: 'code', attributes },
      `${path}/filter`,
      'boolean',
    );
  }
  const from = draft.listSource;
  if (from && !place.names.sheets.get(from.sheet)?.columnById.has(from.column)) {
    place.names.problems.push({
      code: 'unknown_name',
      path: `${path}/list`,
      params: { name: `${from.sheet}.${from.column}` },
    });
  }
}

/** Kinds of attributes; null where the codes are not at hand. An attribute of several kinds is judged when it is read. */
function attributesOf(list: CompiledList): ReadonlyMap<string, Kind> | null {
  if (list.codes.length === 0) return null;
  const attributes = new Map<string, Kind>();
  for (const code of list.codes) {
    for (const [name, value] of Object.entries(code.attributes ?? {})) {
      const kind = kindOfScalar(value);
      const known = attributes.get(name) ?? kind;
      attributes.set(name, known === kind ? kind : 'any');
    }
  }
  return attributes;
}

function kindOfScalar(value: string | number | boolean): Kind {
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'text';
}

function compileOverrides(source: SheetDefinition, sheet: SheetDraft, place: Place, path: string): void {
  const { problems } = place.names;
  for (const [i, cell] of (source.cells ?? []).entries()) {
    const at = `${path}/${i}`;
    const column = sheet.columnById.get(cell.column);
    if (!column) {
      problems.push({ code: 'unknown_name', path: `${at}/column`, params: { name: cell.column } });
    }
    if (sheet.rows.kind === 'open') {
      problems.push({ code: 'cells_in_open_sheet', path: at, params: {} });
    } else if (!sheet.givenById.has(cell.row) && sheet.givenById.size > 0) {
      problems.push({ code: 'unknown_row', path: `${at}/row`, params: { row: cell.row, sheet: sheet.id } });
    }
    if (column?.value && cell.required !== undefined && cell.required !== false) {
      problems.push({ code: 'required_on_computed', path: `${at}/required`, params: {} });
    }
    const ofRow = sheet.overrides.get(cell.row) ?? new Map<string, CellOverride>();
    sheet.overrides.set(cell.row, ofRow);
    if (ofRow.has(cell.column)) {
      problems.push({ code: 'duplicate_id', path: at, params: { id: `${cell.row}.${cell.column}` } });
    }
    ofRow.set(cell.column, {
      ...(cell.hint === undefined ? {} : { hint: cell.hint }),
      ...(cell.readOnly === undefined ? {} : { readOnly: cell.readOnly }),
      ...(cell.required === undefined
        ? {}
        : { required: compileCondition(cell.required, place, `${at}/required`, false) }),
    });
  }
}
