/** Logic as it is written. */

export interface Operation {
  readonly name: string;
  readonly args: readonly unknown[];
}

/** Name and operands of an operation; null for literals and lists. */
export function operationOf(logic: unknown): Operation | null {
  if (typeof logic !== 'object' || logic === null || Array.isArray(logic)) return null;
  const [entry] = Object.entries(logic as Readonly<Record<string, unknown>>);
  if (!entry) return null;
  const [name, operand] = entry;
  return { name, args: Array.isArray(operand) ? operand : [operand] };
}

/** The path of a variable without default; null for anything else. */
export function variableOf(logic: unknown): string | null {
  const operation = operationOf(logic);
  const path = operation?.name === 'var' ? operation.args[0] : null;
  return typeof path === 'string' ? path : null;
}

/** Operators whose first operand is rows (or a list), and whose others are asked of each. */
export const ROW_OPERATORS: ReadonlySet<string> = new Set([
  'count',
  'count_distinct',
  'sum',
  'avg',
  'lowest',
  'highest',
  'lookup',
  'filter',
  'map',
  'reduce',
  'all',
  'some',
  'none',
]);
