import type { CellValue } from 'engine';
import type { CellPosition } from '../adapter';

/** The sheet shown, as pasting, filling and clearing need it. */
export interface SheetAccess {
  readonly sheet: string;
  readonly columnIds: readonly string[];
  readonly rowIds: readonly string[];
  /** How many rows may still be added at the end; 0 where rows are given. */
  readonly spareRows: number;
  /** The form gives the rows: none can be added. */
  readonly hasGivenRows: boolean;
  /** False for computed, given and read-only cells. A cell that is merely not enabled may be written. */
  readonly isWritable: (cell: CellPosition) => boolean;
  readonly isComputed: (columnIndex: number) => boolean;
  readonly value: (cell: CellPosition) => CellValue;
  /** As copied: what people would type to get the same value. */
  readonly text: (cell: CellPosition) => string;
  /** What cannot be read comes back as `{"$raw": …}`. */
  readonly decode: (columnIndex: number, text: string) => CellValue;
  readonly newRowId: () => string;
}

/** Equality of canonical values; lists of codes are compared in order. */
export function sameValue(a: CellValue | undefined, b: CellValue | undefined): boolean {
  const left = a ?? null;
  const right = b ?? null;
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if ('$raw' in left || '$raw' in right) return '$raw' in left && '$raw' in right && left.$raw === right.$raw;
  return left.length === right.length && left.every((code, index) => code === right[index]);
}
