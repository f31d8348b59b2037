import { isIsoDate } from '../values/date';
import { refuse, type Scope } from './scope';
import type { Expression, Kind, Value } from './types';

/** One operator, one table entry. Arguments come compiled. */
export interface Operator {
  /** Least and most number of arguments. */
  readonly arity: readonly [number, number];
  /** Cells read in the arguments do not make a rule wait for them. */
  readonly shields?: boolean;
  readonly compile: (args: readonly Expression[], scope: Scope, path: string) => Expression;
}

/** An operator that compiles its own arguments: they see other rows, or are names. */
export interface RawOperator {
  readonly arity: readonly [number, number];
  readonly compileRaw: (
    args: readonly unknown[],
    scope: Scope,
    path: string,
    compile: CompileLogic,
  ) => Expression;
}

export type CompileLogic = (logic: unknown, scope: Scope, path: string) => Expression;

export interface Unified {
  readonly kind: Kind;
  readonly args: readonly Expression[];
}

const FITS_ANYWHERE: ReadonlySet<Kind> = new Set<Kind>(['blank', 'any']);

/** A text literal where a date is meant is an ISO date, or refused. */
export function asDate(arg: Expression, scope: Scope, path: string): Expression {
  if (arg.kind !== 'text' || typeof arg.literal !== 'string') return arg;
  if (!isIsoDate(arg.literal)) return refuse(scope, path, 'not_a_date', { text: arg.literal });
  return { ...arg, kind: 'date' };
}

/**
 * Checks that all operands are of one of the kinds and of the same one. Text literals beside dates, or where only dates
 * are allowed, become dates. The kind is the first allowed one where nothing says which it is. `positions` tells where the
 * operands stand among all operands.
 */
export function unify(
  given: readonly Expression[],
  allowed: readonly [Kind, ...Kind[]],
  scope: Scope,
  path: string,
  positions?: readonly number[],
): Unified {
  const at = (i: number): string => `${path}/${positions?.[i] ?? i}`;
  const dates = given.some((arg) => arg.kind === 'date') || (allowed[0] === 'date' && allowed.length === 1);
  const args = dates ? given.map((arg, i) => asDate(arg, scope, at(i))) : given;
  let found: Kind | undefined;
  for (const [i, arg] of args.entries()) {
    if (FITS_ANYWHERE.has(arg.kind)) continue;
    if (!allowed.includes(arg.kind)) {
      refuse(scope, at(i), 'wrong_kind', { expected: allowed.join('|'), found: arg.kind });
    } else if (found && found !== arg.kind) {
      refuse(scope, at(i), 'kinds_differ', { first: found, second: arg.kind });
    } else {
      found = arg.kind;
    }
  }
  return { kind: found ?? (args.some((arg) => arg.kind === 'any') ? 'any' : allowed[0]), args };
}

/** A verdict: true, false or blank. Lists are true where they hold something (what `missing` gives is asked so). */
export function verdictOf(value: Value): boolean | null {
  if (typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value)) return value.length > 0;
  return value !== 0 && value !== '';
}

/** Kinds that may stand where a verdict is asked for. */
export const VERDICTS: readonly [Kind, ...Kind[]] = ['boolean', 'list', 'codes'];

/** Conditions may differ in kind: each is asked by itself. */
export function conditions(
  args: readonly Expression[],
  scope: Scope,
  path: string,
  positions?: readonly number[],
): void {
  for (const [i, arg] of args.entries()) {
    if (!FITS_ANYWHERE.has(arg.kind) && !VERDICTS.includes(arg.kind)) {
      refuse(scope, `${path}/${positions?.[i] ?? i}`, 'wrong_kind', { expected: 'boolean', found: arg.kind });
    }
  }
}

/** Blank for people: nothing, or a list without elements. */
export const isEmptyValue = (value: Value): boolean =>
  value === null || (Array.isArray(value) && value.length === 0);
