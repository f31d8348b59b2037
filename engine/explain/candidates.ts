/** Values that one cell might hold so that a rule no longer fails: guesses, to be tried. */
import { isNum, toJsonNumber } from '../rules/decimal';
import type { Value } from '../rules/types';
import type { CellValue, Edit } from '../types';
import { isReadOnly } from '../validate/cells';
import { sameCell } from '../validate/live/sync-rows';
import { dayNumber, isIsoDate } from '../values/date';
import { type Bench, resolved } from './bench';
import { addDays } from './days';
import type { Failing } from './failing';
import { digitsOf, sidesOf, solutionsFor, stepOf, worthOf } from './probe';
import { operationOf, variableOf } from './json-logic';
import { cellNamed, type Counted, type Seen } from './reads';

/** A change of one cell, or of rows, to be tried: lower tiers first, then nearer values. */
export interface Candidate {
  readonly edits: readonly Edit[];
  /** The cell; absent where a row is removed. */
  readonly cell?: Seen;
  readonly value: CellValue;
  readonly tier: number;
  readonly distance: number;
}

/** Tiers. Clearing what a row operator would skip costs nothing; clearing an operand only silences the rule. */
const FREE = 0;
const LONE_SIDE = 0;
const MEANT = 1;
const GUESSED = 2;
const LISTED = 3;
const SILENCED = 4;

export const MOST_CANDIDATES = 200;
/** Cells of which numbers are solved for. */
const MOST_SOLVED = 40;
/** Row visits that must be left for solving. */
const LEAST_WORK = 1e7;

export interface Evidence {
  readonly failing: readonly Failing[];
  /** Cells in the comparisons that failed. */
  readonly compared: readonly Seen[];
  /** Other cells that decided that they were compared. */
  readonly deciding: readonly Seen[];
  readonly counted: readonly Counted[];
}

/** At most 200, the most promising first. */
export function candidatesFor(bench: Bench, evidence: Evidence): readonly Candidate[] {
  const found: Candidate[] = [];
  const isKnown = new Set<string>();
  const add = (cell: Seen, value: CellValue, tier: number, distance: number): void => {
    const before = cell.row.cells[cell.column.index] ?? null;
    const name = `${cell.row.sheet.id}\n${cell.row.id}\n${cell.column.id}\n${JSON.stringify(value)}`;
    if (sameCell(before, value) || isKnown.has(name)) return;
    isKnown.add(name);
    found.push({ edits: [setCell(cell, value)], cell, value, tier, distance });
  };
  const solvable = evidence.failing.flatMap((failing) => sidesOf(bench, failing) ?? []);
  const worth = solvable.map((sides) => worthOf(bench, sides));
  const editable = [...evidence.compared, ...evidence.deciding].filter(isEditable);
  for (const [i, cell] of editable.entries()) {
    const late = evidence.compared.includes(cell) ? 0 : 1;
    if (cell.column.type === 'integer' || cell.column.type === 'number') {
      const sides = i < MOST_SOLVED && bench.work.left > LEAST_WORK ? solvable : [];
      for (const one of sides) {
        const { operator, left, right } = one.failing;
        const lone = operator === '==' && [left, right].some((side) => isAlone(bench, side, cell));
        for (const value of solutionsFor(bench, one, cell)) {
          add(cell, value, (lone ? LONE_SIDE : MEANT) + late, distanceOf(cell, value));
        }
      }
    }
    for (const value of meantValues(cell, worth, evidence.counted)) {
      add(cell, value, MEANT + late, distanceOf(cell, value) + rarity(cell, evidence.counted));
    }
    const guess = (cell.column.type === 'choice' ? LISTED : GUESSED) + late;
    for (const value of guessedValues(cell)) add(cell, value, guess, distanceOf(cell, value));
    add(cell, null, cell.isFolded ? FREE : SILENCED, 0);
  }
  return found.sort((a, b) => a.tier - b.tier || a.distance - b.distance).slice(0, MOST_CANDIDATES);
}

export const setCell = ({ row, column }: Seen, value: CellValue): Edit => ({
  kind: 'set',
  sheet: row.sheet.id,
  row: row.id,
  cells: { [column.id]: value },
});

/** A person may change it, and it counts. */
export const isEditable = ({ row, column }: Seen): boolean =>
  !isReadOnly(row, column) && (row.enabled[column.index] ?? false);

/** A side is this cell and nothing else. */
function isAlone(bench: Bench, side: unknown, { row, column, isVisited }: Seen): boolean {
  const path = variableOf(side);
  if (path !== null) return resolved(bench, path) === column.id && !isVisited;
  const operation = operationOf(side);
  const named = operation?.name === 'cell' ? cellNamed(bench, operation.args) : null;
  return named?.column === column && named.row === row.id;
}

/** Values of the other side, of the lists named, and values that were seen in the same column. */
function meantValues(
  cell: Seen,
  worth: readonly (readonly [Value, Value])[],
  counted: readonly Counted[],
): readonly CellValue[] {
  const { column } = cell;
  if (column.type === 'integer' || column.type === 'number') {
    return worth.flatMap(([, right]) =>
      Array.isArray(right)
        ? right.flatMap((part: Value) => (isNum(part) ? (toJsonNumber(part) ?? []) : []))
        : [],
    );
  }
  const seen = counted.filter((group) => group.column === column).map(({ value }) => value);
  const named = [...worth.flat(), ...seen].flatMap((value): readonly Value[] =>
    Array.isArray(value) ? (value as readonly Value[]) : [value],
  );
  if (column.type === 'boolean') return [];
  const texts = named.filter((value): value is string => typeof value === 'string' && value !== '');
  if (column.type === 'choices') return texts.flatMap((text) => toggled(cell, text));
  if (column.type !== 'date') return texts;
  const dates = texts.filter(isIsoDate);
  return dates.flatMap((date) => [date, addDays(date, 1), addDays(date, -1)]);
}

/** The codes with one more, or without it. */
function toggled({ row, column }: Seen, code: string): readonly CellValue[] {
  const value = row.values[column.index] ?? null;
  const parts: readonly Value[] = Array.isArray(value) ? value : [];
  const codes = parts.filter((part) => typeof part === 'string');
  if (!codes.includes(code)) return column.list?.codeByValue.has(code) ? [[...codes, code]] : [];
  return codes.length > 1 ? [codes.filter((one) => one !== code)] : [];
}

const MOST_CODES = 30;
const DAYS: readonly number[] = [1, -1, 2, -2, 3, -3];

/** Values next to the one that is there; nobody guesses what a blank cell should hold. */
function guessedValues(cell: Seen): readonly CellValue[] {
  const { row, column } = cell;
  const value = row.values[column.index] ?? null;
  switch (column.type) {
    case 'integer':
    case 'number': {
      const number = isNum(value) ? toJsonNumber(value) : null;
      if (number === null) return [];
      const bounds = [column.min, column.max].filter((bound) => typeof bound === 'number');
      const step = stepOf(digitsOf(cell));
      return [number + step, number - step, ...bounds].filter((one) => Number.isFinite(one));
    }
    case 'date':
      return typeof value === 'string' ? DAYS.map((days) => addDays(value, days)) : [];
    case 'boolean':
      return typeof value === 'boolean' ? [!value] : [];
    case 'choice':
      return value === null ? [] : (column.list?.codes ?? []).slice(0, MOST_CODES).map((code) => code.value);
    case 'choices':
      return withoutOne(value);
    case 'text':
      return [];
  }
}

/** Codes with one of them left out, while some are left. */
function withoutOne(value: Value): readonly CellValue[] {
  if (!Array.isArray(value) || value.length < 2) return [];
  const parts: readonly Value[] = value;
  const codes = parts.filter((part) => typeof part === 'string');
  return codes.map((_, i) => codes.filter((__, k) => k !== i));
}

/** How far a value is from the one that is there: numbers, days, places in the list. */
function distanceOf({ row, column }: Seen, value: CellValue): number {
  const before = row.values[column.index] ?? null;
  if (typeof value === 'number') {
    const number = isNum(before) ? (toJsonNumber(before) ?? 0) : 0;
    return Math.abs(value - number);
  }
  if (typeof value !== 'string' || typeof before !== 'string') return 0;
  if (column.type === 'date') return Math.abs(dayNumber(value) - dayNumber(before));
  const places = column.list?.indexByValue;
  return Math.abs((places?.get(value) ?? 0) - (places?.get(before) ?? 0));
}

/** What stands in many rows is less likely to be the odd one. */
function rarity({ row, column }: Seen, counted: readonly Counted[]): number {
  const own = row.values[column.index] ?? null;
  const group = counted.find((one) => one.column === column && one.value === own);
  return group ? (group.rows.length - 1) * 1000 : 0;
}
