import type { Formula } from './types';

/** The operator and its operands. */
export function operationOf(
  logic: unknown,
): { readonly name: string; readonly args: readonly unknown[] } | null {
  if (typeof logic !== 'object' || logic === null || Array.isArray(logic)) return null;
  const [entry] = Object.entries(logic) as readonly (readonly [string, unknown])[];
  if (!entry) return null;
  const [name, operand] = entry;
  return { name, args: Array.isArray(operand) ? (operand as readonly unknown[]) : [operand] };
}

/** What was read from a cell and changed since is no longer that cell. */
export const withoutCell = ({ text, kind, sure, whole, column }: Formula): Formula => ({
  text,
  kind,
  sure,
  ...(whole === undefined ? {} : { whole }),
  ...(column ? { column } : {}),
});
