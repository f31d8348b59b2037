import type { CompiledColumn } from '../compile/types';
import type { CellValue } from '../types';
import { encodeCell, normalizeCell } from '../values';
import { plainNumber } from '../values/number';
import { isRaw } from '../values/raw';
import { newNames } from './match';

/** The value in the column as it is now: codes renamed, types converted where nothing is lost, else kept as typed. */
export function carryValue(value: CellValue, from: CompiledColumn, to: CompiledColumn): CellValue {
  const stored = normalizeCell(value, from);
  if (stored === null) return null;
  const renamed = renameCodes(stored, from, to);
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

/** As a person would type it. */
function spelling(value: CellValue, column: CompiledColumn): string {
  return typeof value === 'number' ? plainNumber(value) : encodeCell(value, column, 'ru');
}

function renameCodes(value: CellValue, from: CompiledColumn, to: CompiledColumn): CellValue {
  if (!from.list || !to.list || isRaw(value)) return value;
  const names = codeNames(from, to);
  if (typeof value === 'string') return names.get(value) ?? value;
  return Array.isArray(value) ? (value as readonly string[]).map((code) => names.get(code) ?? code) : value;
}

/** Old code → new code between the lists of two columns. */
function codeNames(from: CompiledColumn, to: CompiledColumn): ReadonlyMap<string, string> {
  const named = (column: CompiledColumn): readonly { id: string; was?: string }[] =>
    (column.list?.codes ?? []).map(({ value, was }) => ({
      id: value,
      ...(was === undefined ? {} : { was }),
    }));
  return newNames(named(from), named(to));
}
