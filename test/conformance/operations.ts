export interface Operation {
  readonly name: string;
  readonly args: readonly unknown[];
  /** Whether the operands stood in a list. */
  readonly isListed: boolean;
}

export const isObject = (json: unknown): json is object =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** Every operation of the logic, the outermost first. */
export function operationsIn(logic: unknown): readonly Operation[] {
  if (Array.isArray(logic)) return logic.flatMap(operationsIn);
  if (!isObject(logic)) return [];
  const entries: readonly (readonly [string, unknown])[] = Object.entries(logic);
  return entries.flatMap(([name, operand]) => {
    const isListed = Array.isArray(operand);
    const args: readonly unknown[] = isListed ? operand : [operand];
    return [{ name, args, isListed }, ...args.flatMap(operationsIn)];
  });
}
