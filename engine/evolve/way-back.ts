/** What the way back needs: found by going back at once and noting what came out otherwise. */
import { sameValue } from '../edits/lapse';
import type { Answers, Cells, CellValue, Justification, Row } from '../types';
import type { Bridge } from './bridge';
import { type ConvertedValue, moveJustification, moveSheets, type Sheets, type Unplaced } from './move';
import { type CellRepair, emptyPocket, type LostRow, type PocketCell, type WayBack } from './pocket';

const NO_ROWS: readonly Row[] = [];

const rowsIn = (sheets: Sheets, id: string): readonly Row[] =>
  (Object.hasOwn(sheets, id) ? sheets[id] : undefined) ?? NO_ROWS;

const idsOf = (rows: readonly Row[]): ReadonlySet<string> => new Set(rows.map(({ id }) => id));

/** What to note beside `carried`, so that `comeBack` makes `former` of it again. */
export function noteWayBack(
  back: Bridge,
  former: Answers,
  carried: Answers,
  cells: readonly PocketCell[],
): WayBack {
  const moved = moveSheets(back, carried.sheets);
  const rows = lostRows(former.sheets, moved.sheets);
  const plain = emptyPocket(back, withRows(moved.sheets, rows), cells).sheets;
  const justifications = former.justifications ?? [];
  const isSame = sameJson(former.justifications, backJustifications(back, carried.justifications));
  return {
    rows,
    cells: repairs(former.sheets, plain),
    extra: extraParts(former.sheets, plain),
    made: moved.unplaced.map(({ sheet, row, column, value }) => ({ sheet, row, column, value })),
    ...(isSame ? {} : { justifications: { before: justifications, after: carried.justifications ?? [] } }),
  };
}

function grouped<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

interface CameBack {
  readonly answers: Answers;
  readonly unplaced: readonly Unplaced[];
  readonly converted: readonly ConvertedValue[];
  readonly lostJustifications: readonly Justification[];
  /** What the pocket still keeps. */
  readonly cells: readonly PocketCell[];
}

/** Answers in the places they had, with all that the pocket kept for them. */
export function comeBack(
  back: Bridge,
  answers: Answers,
  cells: readonly PocketCell[],
  way: WayBack | undefined,
): CameBack {
  const moved = moveSheets(back, answers.sheets);
  const emptied = emptyPocket(back, withRows(moved.sheets, way?.rows ?? {}), cells);
  const repaired = withRepairs(emptied.sheets, way?.cells ?? []);
  const sheets = withoutExtra(repaired, way?.extra ?? []);
  const cellIn = cellFinder(sheets);
  const justifications = way?.justifications
    ? returnedJustifications(back, answers.justifications ?? [], way.justifications)
    : backJustifications(back, answers.justifications);
  return {
    answers: { sheets, ...(justifications ? { justifications } : {}) },
    unplaced: withoutMade(moved.unplaced, way?.made ?? []),
    converted: moved.converted.map((one) => ({ ...one, to: cellIn(one) ?? one.to })),
    lostJustifications: (answers.justifications ?? []).filter((one) => !moveJustification(back, one)),
    cells: emptied.cells.filter((cell) => !sameEntry(cellIn(cell), cell.value)),
  };
}

/** What nobody wrote since needs no place: carrying over took it from somewhere, and there it is again. */
function withoutMade(unplaced: readonly Unplaced[], made: WayBack['made']): readonly Unplaced[] {
  const known = new Map(made.map((one) => [nameOf(one), one.value]));
  return unplaced.filter((one) => !sameEntry(known.get(nameOf(one)), one.value));
}

const nameOf = ({ sheet, row, column }: WayBack['made'][number]): string =>
  JSON.stringify([sheet, row, column]);

type CellFinder = (at: Omit<CellRepair, 'value' | 'instead'>) => CellValue | undefined;

function cellFinder(sheets: Sheets): CellFinder {
  const known = new Map<string, ReadonlyMap<string, Cells>>();
  return ({ sheet, row, column }) => {
    const rows = known.get(sheet) ?? new Map(rowsIn(sheets, sheet).map(({ id, cells }) => [id, cells]));
    known.set(sheet, rows);
    const cells = rows.get(row) ?? {};
    return Object.hasOwn(cells, column) ? cells[column] : undefined;
  };
}

function lostRows(former: Sheets, moved: Sheets): WayBack['rows'] {
  const lost = Object.entries(former).flatMap(([sheet, rows]): (readonly [string, readonly LostRow[]])[] => {
    const kept = idsOf(rowsIn(moved, sheet));
    const missing = rows.flatMap((row, i): LostRow[] =>
      kept.has(row.id)
        ? []
        : [{ id: row.id, after: rows[i - 1]?.id ?? null, ...(row.removed ? { removed: true } : {}) }],
    );
    return missing.length > 0 || !Object.hasOwn(moved, sheet) ? [[sheet, missing]] : [];
  });
  return Object.fromEntries(lost);
}

/** Lost rows behind those they stood behind: these are there, or lost rows that came before. */
function withRows(sheets: Sheets, lost: WayBack['rows']): Sheets {
  const filled = Object.entries(lost).map(([sheet, missing]): readonly [string, readonly Row[]] => {
    const present = rowsIn(sheets, sheet);
    const known = idsOf(present);
    const behind = grouped(
      missing.filter(({ id }) => !known.has(id)),
      ({ after }) => after,
    );
    const emit = function* (anchor: string | null): Generator<Row> {
      let next: readonly LostRow[] = behind.get(anchor) ?? [];
      behind.delete(anchor);
      while (next.length > 0) {
        const [row] = next;
        if (!row) return;
        yield { id: row.id, cells: {}, ...(row.removed ? { removed: true } : {}) };
        next = behind.get(row.id) ?? [];
        behind.delete(row.id);
      }
    };
    const rows = [...emit(null), ...present.flatMap((row) => [row, ...emit(row.id)])];
    const homeless = [...behind.keys()].flatMap((anchor) => [...emit(anchor)]);
    return [sheet, [...rows, ...homeless]];
  });
  return { ...sheets, ...Object.fromEntries(filled) };
}

function repairs(former: Sheets, plain: Sheets): readonly CellRepair[] {
  return Object.entries(former).flatMap(([sheet, rows]) => {
    const now = new Map(rowsIn(plain, sheet).map((row) => [row.id, row.cells]));
    return rows.flatMap((row) => {
      const instead = now.get(row.id) ?? {};
      const names = new Set([...Object.keys(row.cells), ...Object.keys(instead)]);
      return [...names].flatMap((column) => repair({ sheet, row: row.id, column }, row.cells, instead));
    });
  });
}

function repair(
  at: Omit<CellRepair, 'value' | 'instead'>,
  before: Cells,
  plain: Cells,
): readonly CellRepair[] {
  const value = Object.hasOwn(before, at.column) ? before[at.column] : undefined;
  const instead = Object.hasOwn(plain, at.column) ? plain[at.column] : undefined;
  if (sameEntry(value, instead)) return [];
  return [
    { ...at, ...(value === undefined ? {} : { value }), ...(instead === undefined ? {} : { instead }) },
  ];
}

const sameEntry = (a: CellValue | undefined, b: CellValue | undefined): boolean =>
  a === undefined || b === undefined ? a === b : sameValue(a, b);

function withRepairs(sheets: Sheets, cells: readonly CellRepair[]): Sheets {
  if (cells.length === 0) return sheets;
  const bySheet = grouped(cells, ({ sheet }) => sheet);
  const repaired = [...bySheet].map(([sheet, ofSheet]) => {
    const byRow = grouped(ofSheet, ({ row }) => row);
    const rows = rowsIn(sheets, sheet).map((row) => withRowRepairs(row, byRow.get(row.id) ?? []));
    return [sheet, rows] as const;
  });
  return { ...sheets, ...Object.fromEntries(repaired.filter(([sheet]) => Object.hasOwn(sheets, sheet))) };
}

/** What was written since stays: only what coming back alone made of the old value is put right. */
function withRowRepairs(row: Row, cells: readonly CellRepair[]): Row {
  const due = cells.filter(({ column, instead }) =>
    sameEntry(Object.hasOwn(row.cells, column) ? row.cells[column] : undefined, instead),
  );
  if (due.length === 0) return row;
  const named = new Map(due.map(({ column, value }) => [column, value]));
  const others = Object.entries(row.cells).filter(([id]) => !named.has(id));
  const put = [...named].flatMap(([id, value]): (readonly [string, CellValue])[] =>
    value === undefined ? [] : [[id, value]],
  );
  return { ...row, cells: Object.fromEntries([...others, ...put]) };
}

function extraParts(former: Sheets, plain: Sheets): WayBack['extra'] {
  return Object.entries(plain).flatMap(([sheet, rows]) => {
    if (!Object.hasOwn(former, sheet)) return [{ sheet }, ...rows.map((row) => ({ sheet, row: row.id }))];
    const before = idsOf(rowsIn(former, sheet));
    return rows.flatMap((row) => (before.has(row.id) ? [] : [{ sheet, row: row.id }]));
  });
}

function withoutExtra(sheets: Sheets, extra: WayBack['extra']): Sheets {
  if (extra.length === 0) return sheets;
  const extraRows = grouped(extra, ({ sheet }) => sheet);
  const left = Object.entries(sheets).flatMap(([sheet, rows]): (readonly [string, readonly Row[]])[] => {
    const named = extraRows.get(sheet);
    if (!named) return [[sheet, rows]];
    const ids = new Set(named.map(({ row }) => row));
    const kept = rows.filter((row) => !ids.has(row.id) || Object.keys(row.cells).length > 0);
    return kept.length === 0 && ids.has(undefined) ? [] : [[sheet, kept]];
  });
  return Object.fromEntries(left);
}

function backJustifications(
  back: Bridge,
  all: readonly Justification[] | undefined,
): readonly Justification[] | undefined {
  return all?.flatMap((one) => moveJustification(back, one) ?? []);
}

/** As they were, where nobody touched them since; else what there is now, and what had no place meanwhile. */
function returnedJustifications(
  back: Bridge,
  now: readonly Justification[],
  { before, after }: NonNullable<WayBack['justifications']>,
): readonly Justification[] {
  if (sameJson(now, after)) return before;
  const returned = backJustifications(back, now) ?? [];
  const carried = new Set((backJustifications(back, after) ?? []).map(placeOf));
  const here = new Set(returned.map(placeOf));
  const kept = before.filter((one) => !carried.has(placeOf(one)) && !here.has(placeOf(one)));
  return [...returned, ...kept];
}

const placeOf = ({ rule, sheet, row }: Justification): string => JSON.stringify([rule, sheet, row]);
