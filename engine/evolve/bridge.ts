/** What became of the parts of a form in another version of it, in both directions. */
import type { CompiledColumn, CompiledForm, CompiledSheet } from '../compile/types';
import type { CellValue } from '../types';
import { carryValue, type Meeting, readAlike } from './carry-value';
import { newNames } from './match';

/** A sheet that lives in both versions. All maps lead from names of the source to names of the target. */
export interface SheetBridge {
  readonly source: CompiledSheet;
  readonly target: CompiledSheet;
  readonly columns: ReadonlyMap<string, string>;
  /** Given rows only: rows that people make keep their ids. */
  readonly rows: ReadonlyMap<string, string>;
}

export interface Bridge {
  readonly source: CompiledForm;
  readonly target: CompiledForm;
  /** By the sheet's id in the source. */
  readonly sheets: ReadonlyMap<string, SheetBridge>;
  /** What a value of the source's column is in the target's one. */
  readonly value: (value: CellValue, source: CompiledColumn, target: CompiledColumn) => CellValue;
}

interface Named {
  readonly id: string;
  readonly was?: string | undefined;
}

/** From an older version to a newer one: names follow `was`. */
export function bridgeForward(from: CompiledForm, to: CompiledForm): Bridge {
  return bridgeOf(from, to, newNames);
}

/** From a newer version back to an older one: what was renamed gets its former name. */
export function bridgeBack(from: CompiledForm, to: CompiledForm): Bridge {
  return bridgeOf(to, from, (newer, older) => inverse(newNames(older, newer)));
}

type Follow = (source: readonly Named[], target: readonly Named[]) => ReadonlyMap<string, string>;

function bridgeOf(source: CompiledForm, target: CompiledForm, follow: Follow): Bridge {
  const sheetNames = follow(source.definition.sheets, target.definition.sheets);
  const sheets = source.sheets.flatMap((sheet): (readonly [string, SheetBridge])[] => {
    const other = target.sheetById.get(sheetNames.get(sheet.id) ?? '');
    if (!other) return [];
    const columns = follow(columnsOf(source, sheet), columnsOf(target, other));
    const rows = follow(givenRows(source, sheet), givenRows(target, other));
    return [[sheet.id, { source: sheet, target: other, columns, rows }]];
  });
  const meetings = new Map<CompiledColumn, Meeting>();
  // A column has one counterpart: what the two say about each other is asked for every cell and found once.
  const meeting = (before: CompiledColumn, after: CompiledColumn): Meeting => {
    const known = meetings.get(before);
    if (known) return known;
    const found = {
      isAlike: readAlike(before, after),
      codes: follow(codesOf(before), codesOf(after)),
    };
    meetings.set(before, found);
    return found;
  };
  return {
    source,
    target,
    sheets: new Map(sheets),
    value: (value, before, after) => carryValue(value, before, after, meeting(before, after)),
  };
}

const inverse = (names: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...names].map(([a, b]) => [b, a]));

const columnsOf = (form: CompiledForm, sheet: CompiledSheet): readonly Named[] =>
  form.definition.sheets[sheet.index]?.columns ?? [];

const codesOf = (column: CompiledColumn): readonly Named[] =>
  (column.list?.codes ?? []).map(({ value, was }) => ({ id: value, was }));

/** Given rows with the names they had: items of fixed rows, codes of per-code rows. */
function givenRows(form: CompiledForm, sheet: CompiledSheet): readonly Named[] {
  const source = form.definition.sheets[sheet.index]?.rows;
  if (source?.kind === 'fixed') return source.items;
  if (sheet.rows.kind !== 'perCode') return [];
  return (form.lists.get(sheet.rows.list)?.codes ?? []).map(({ value, was }) => ({ id: value, was }));
}

/** What neither version knows stays as it is, unless its name now belongs to something that was renamed. */
const stranger = (names: Iterable<string>, id: string): string | undefined => {
  for (const taken of names) if (taken === id) return undefined;
  return id;
};

/** The sheet's name in the target; undefined where it has no place there. */
export function sheetOver(bridge: Bridge, id: string): string | undefined {
  if (bridge.source.sheetById.has(id)) return bridge.sheets.get(id)?.target.id;
  return stranger(
    [...bridge.sheets.values()].map(({ target }) => target.id),
    id,
  );
}

/** The column's name in the target; undefined where it has no place there. */
export function columnOver({ source, columns }: SheetBridge, id: string): string | undefined {
  return source.columnById.has(id) ? columns.get(id) : stranger(columns.values(), id);
}

/** The row's id in the target; undefined where it has no place there. */
export function rowOver({ source, target, rows }: SheetBridge, id: string): string | undefined {
  const renamed = rows.get(id);
  if (renamed !== undefined) return renamed;
  if (target.rows.kind === 'open') return id;
  if (source.rows.kind === 'open') return target.givenById.has(id) ? id : undefined;
  return source.givenById.has(id) ? undefined : stranger(rows.values(), id);
}
