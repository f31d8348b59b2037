import type { CompiledColumn, CompiledList } from '../compile/types';
import type { CellValue } from '../types';
import { encodeCell, normalizeCell } from '../values';
import { plainNumber } from '../values/number';
import { isRaw } from '../values/raw';

type CodeNames = ReadonlyMap<string, string>;

/** What two columns say about each other. */
export interface Meeting {
  readonly isAlike: boolean;
  /** Old code → new code. */
  readonly codes: CodeNames;
}

/**
 * The value in the column as it is now: exactly as it stands where both columns read alike; else codes renamed, types
 * converted where nothing is lost, and what cannot be read kept as typed.
 */
export function carryValue(
  value: CellValue,
  from: CompiledColumn,
  to: CompiledColumn,
  { isAlike, codes }: Meeting,
): CellValue {
  if (isAlike) return value;
  const stored = normalizeCell(value, from);
  if (stored === null) return null;
  const renamed = from.list && to.list ? renameCodes(stored, codes) : stored;
  if (from.type === to.type) return normalizeCell(renamed, to);
  if (to.type === 'choices' && typeof renamed === 'string') return normalizeCell([renamed], to);
  if (from.type === 'integer' && to.type === 'number') return normalizeCell(renamed, to);
  const [only] = Array.isArray(renamed) ? (renamed as readonly string[]) : [];
  if (from.type === 'choices' && to.type === 'choice' && only !== undefined && isSingle(renamed)) {
    return normalizeCell(only, to);
  }
  return normalizeCell(spelling(stored, from), to);
}

const isSingle = (value: CellValue): boolean => Array.isArray(value) && value.length === 1;

/** Whether everything that one column holds means the same in the other: types and codes decide. */
export function readAlike(from: CompiledColumn, to: CompiledColumn): boolean {
  return from.type === to.type && sameCodes(from.list, to.list);
}

function sameCodes(from: CompiledList | undefined, to: CompiledList | undefined): boolean {
  if (from === to) return true;
  if (!from || !to || from.codes.length !== to.codes.length) return false;
  return from.codes.every((code, i) => {
    const other = to.codes[i];
    return code.value === other?.value && JSON.stringify(code.label) === JSON.stringify(other.label);
  });
}

/** As a person would type it. */
export function spelling(value: CellValue, column: CompiledColumn): string {
  return typeof value === 'number' ? plainNumber(value) : encodeCell(value, column, 'ru');
}

function renameCodes(value: CellValue, names: CodeNames): CellValue {
  if (isRaw(value)) return value;
  if (typeof value === 'string') return names.get(value) ?? value;
  return Array.isArray(value) ? (value as readonly string[]).map((code) => names.get(code) ?? code) : value;
}
