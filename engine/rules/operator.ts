import { refuse, type Scope } from './scope';
import type { Expression, Kind } from './types';

/** One operator, one table entry. Arguments come compiled, unless the operator wants its logic raw. */
export interface Operator {
  /** Least and most number of arguments. */
  readonly arity: readonly [number, number];
  /** Cells read in the arguments do not make a rule wait for them. */
  readonly shields?: boolean;
  readonly compile: (args: readonly Expression[], scope: Scope, path: string) => Expression;
}

/** An operator whose later arguments see another row than the one around it. */
export interface RowOperator {
  readonly arity: readonly [number, number];
  readonly compileRaw: (
    args: readonly unknown[],
    scope: Scope,
    path: string,
    compile: CompileLogic,
  ) => Expression;
}

export type CompileLogic = (logic: unknown, scope: Scope, path: string) => Expression;

/**
 * Checks that all operands are of one of the kinds and of the same one (a blank literal fits anywhere).
 * Returns that kind, or the first allowed where nothing says.
 */
export function operandKinds(
  args: readonly Expression[],
  allowed: readonly [Kind, ...Kind[]],
  scope: Scope,
  path: string,
): Kind {
  let found: Kind | undefined;
  for (const [i, arg] of args.entries()) {
    if (arg.kind === 'blank') continue;
    const at = `${path}/${i}`;
    if (!allowed.includes(arg.kind)) {
      refuse(scope, at, 'wrong_kind', { expected: allowed.join('|'), found: arg.kind });
    } else if (found && found !== arg.kind) {
      refuse(scope, at, 'kinds_differ', { first: found, second: arg.kind });
    } else {
      found = arg.kind;
    }
  }
  return found ?? allowed[0];
}
