import type { CompiledColumn, CompiledSheet } from '../compile/types';

/** Whether a person may fill the cell. */
export function writable(sheet: CompiledSheet, row: string, column: CompiledColumn): boolean {
  if (column.value || column.readOnly || sheet.overrides.get(row)?.get(column.id)?.readOnly) return false;
  return !Object.hasOwn(sheet.givenById.get(row)?.cells ?? {}, column.id);
}
