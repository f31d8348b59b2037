/** Values that a single cell may have been meant to hold: guesses from what is there, to be tried. */
import { localize } from '../diagnostics/localize';
import type { CellValue, Finding } from '../types';
import { roundTo, toJsonNumber } from '../rules/decimal';
import { decodeCell } from '../values';
import { isRaw } from '../values/raw';
import { type FormState, isOffered, type RowState, runFor, toCell } from '../validate/state';
import { type Candidate, setCell } from './candidates';
import type { Seen } from './reads';

/** Candidates for findings that are no rules'; none where nothing is obvious. */
export function cellCandidates(state: FormState, finding: Finding, cell: Seen): readonly Candidate[] {
  return valuesFor(state, finding, cell).map((value, i) => ({
    edits: [setCell(cell, value)],
    cell,
    value,
    tier: 0,
    distance: i,
  }));
}

function valuesFor(state: FormState, finding: Finding, cell: Seen): readonly CellValue[] {
  const { row, column } = cell;
  const value = row.cells[column.index] ?? null;
  switch (finding.code) {
    case 'required':
      return firstValues(state, cell);
    case 'range':
      return nearestBound(finding, value);
    case 'format':
      return typeof value === 'number' ? rounded(value, finding.params['fractionDigits']) : [];
    case 'length':
    case 'pattern':
      return typeof value === 'string' ? [value.trim().replace(/\s+/g, ' ')] : [];
    case 'type':
      return isRaw(value) ? readAgain(value.$raw, cell) : [];
    case 'list':
      return isRaw(value)
        ? likeliestCodes(state, value.$raw, cell)
        : typeof value === 'string'
          ? likeliestCodes(state, value, cell)
          : [];
    case 'key':
    case 'rows':
    case 'rule':
    case 'justify':
      return [];
  }
}

/** What the form itself would put there, or the only code that can stand there. */
function firstValues(state: FormState, { row, column }: Seen): readonly CellValue[] {
  const given = column.prefill ? toCell(runFor(column.prefill, state, row), column) : null;
  if (given !== null) return [given];
  const offered = offeredTo(state, { row, column }, 2);
  return column.type === 'choice' && offered.length === 1 ? offered.map(({ value }) => value) : [];
}

function nearestBound({ params }: Finding, value: CellValue): readonly CellValue[] {
  const [min, max] = [params['min'] ?? null, params['max'] ?? null];
  if (typeof value === 'number') {
    if (typeof min === 'number' && value < min) return [min];
    return typeof max === 'number' ? [max] : [];
  }
  if (typeof value !== 'string') return [];
  if (typeof min === 'string' && value < min) return [min];
  return typeof max === 'string' ? [max] : [];
}

function rounded(value: number, digits: CellValue | undefined): readonly CellValue[] {
  const number = typeof digits === 'number' ? roundTo(value, digits) : null;
  return number === null ? [] : [toJsonNumber(number)];
}

/** One number within the text (`25 чел.`), a date in other signs (`05/05/2023`). */
function readAgain(raw: string, { column }: Seen): readonly CellValue[] {
  const texts =
    column.type === 'date'
      ? [raw.replace(/[^\d.]+/g, '.').replace(/^\.+|\.+$/g, '')]
      : (raw.match(/[-−]?\d[\d\s]*(?:[.,]\d+)?/g) ?? []);
  if (texts.length !== 1) return [];
  return texts.map((text) => decodeCell(text, column)).filter((value) => value !== null && !isRaw(value));
}

const MOST_OFFERED = 2000;

interface Offered {
  readonly value: string;
  readonly label: string;
}

/** Codes that can stand in the cell. */
function offeredTo(
  state: FormState,
  { row, column }: Pick<Seen, 'row' | 'column'>,
  most: number,
): readonly Offered[] {
  const codes: readonly Offered[] = column.list
    ? column.list.codes.map((code) => ({ value: code.value, label: localize(code.label, 'ru') }))
    : [...(state.offered.get(column) ?? [])].map((value) => ({ value, label: value }));
  const found: Offered[] = [];
  for (const code of codes.slice(0, MOST_OFFERED)) {
    if (found.length >= most) break;
    if (isOffered(state, row, column, code.value)) found.push(code);
  }
  return found;
}

/** Codes whose spelling is near to what was typed: at most a third of its letters differ. */
function likeliestCodes(state: FormState, typed: string, cell: Seen): readonly CellValue[] {
  const text = typed.trim().toLowerCase().slice(0, 100);
  const most = Math.floor(text.length / 3);
  return offeredTo(state, cell, MOST_OFFERED)
    .map(({ value, label }) => {
      const spellings = [value, label].map((one) => one.toLowerCase().slice(0, 100));
      const distances = spellings.map((one) =>
        text.length > 2 && one.startsWith(text) ? 1 : editDistance(text, one, most),
      );
      return { value, distance: Math.min(...distances) };
    })
    .filter(({ distance }) => distance <= Math.max(1, most))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ value }) => (cell.column.type === 'choices' ? [value] : value));
}

/** Letters to change, leave out or put in (Levenshtein); more than `most` is said as infinity. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const line = [i];
    for (let k = 1; k <= b.length; k++) {
      const replaced = (above[k - 1] ?? 0) + (a[i - 1] === b[k - 1] ? 0 : 1);
      line.push(Math.min(replaced, (above[k] ?? 0) + 1, (line[k - 1] ?? 0) + 1));
    }
    above = line;
  }
  const distance = above[b.length] ?? Infinity;
  return distance <= most ? distance : Infinity;
}

/** The row is removed where another one holds the very same. */
export function twinOf(row: RowState, others: readonly RowState[]): RowState | undefined {
  if (row.sheet.rows.kind !== 'open') return undefined;
  const own = JSON.stringify(row.cells);
  return others.find((other) => other !== row && JSON.stringify(other.cells) === own);
}
