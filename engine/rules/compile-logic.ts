import { rowOperators } from './aggregates';
import { arithmeticOperators } from './arithmetic';
import { compileCell } from './cell';
import { logicalOperators } from './logical';
import type { Operator } from './operator';
import { BLANK, refuse, type Scope, shield, type SharedScope } from './scope';
import { textualOperators } from './textual';
import type { CompiledLogic, Expression } from './types';
import { compileVariable } from './variables';

const MAX_DEPTH = 64;
const MAX_NODES = 10_000;

const operators: ReadonlyMap<string, Operator> = new Map(
  Object.entries({ ...arithmeticOperators, ...logicalOperators, ...textualOperators }),
);
const overRows = new Map(Object.entries(rowOperators));

/** Logic to a typed closure. Problems go to `scope.shared.problems`; then the result must not be run. */
export function compileLogic(logic: unknown, scope: Scope, path: string): CompiledLogic {
  const expression = compileNode(logic, scope, path);
  return { ...expression, reads: scope.shared.reads, dependencies: scope.shared.dependencies };
}

function compileNode(logic: unknown, scope: Scope, path: string): Expression {
  const { shared } = scope;
  shared.nodes++;
  if (shared.nodes > MAX_NODES)
    return shared.nodes === MAX_NODES + 1 ? refuse(scope, path, 'logic_too_large') : BLANK;
  if (path.split('/').length > MAX_DEPTH * 2) return refuse(scope, path, 'logic_too_deep');
  if (logic === null) return BLANK;
  if (typeof logic === 'number') return { kind: 'number', literal: logic, run: () => logic };
  if (typeof logic === 'boolean') return { kind: 'boolean', literal: logic, run: () => logic };
  if (typeof logic === 'string') return literalText(logic, scope);
  if (Array.isArray(logic)) return compileList(logic, scope, path);
  return typeof logic === 'object' ? compileOperation(logic, scope, path) : refuse(scope, path, 'not_logic');
}

function literalText(text: string, scope: Scope): Expression {
  const value = text === '$column' && scope.column !== null ? scope.column : text;
  return { kind: 'text', literal: value, run: () => value };
}

function compileList(items: readonly unknown[], scope: Scope, path: string): Expression {
  const parts = items.map((item, i) => compileNode(item, scope, `${path}/${i}`));
  return { kind: 'list', run: (env) => parts.map((part) => part.run(env)) };
}

function compileOperation(logic: object, scope: Scope, path: string): Expression {
  const entries = Object.entries(logic) as [string, unknown][];
  const [entry] = entries;
  if (entries.length !== 1 || !entry) return refuse(scope, path, 'not_logic');
  const [name, operand] = entry;
  const args: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  const at = Array.isArray(operand) ? `${path}/${escapePointer(name)}` : `${path}/${escapePointer(name)}`;
  if (name === 'var') return compileVar(args, scope, at);
  if (name === 'cell') return compileCell(args, scope, at);
  const rowOperator = overRows.get(name);
  const operator = operators.get(name);
  const arity = (rowOperator ?? operator)?.arity;
  if (!arity) return refuse(scope, path, 'unknown_operator', { name });
  if (args.length < arity[0] || args.length > arity[1]) {
    return refuse(scope, at, 'arity', { name, least: arity[0], most: arity[1], found: args.length });
  }
  if (rowOperator) return rowOperator.compileRaw(args, scope, at, compileNode);
  if (!operator) return BLANK;
  const inner = operator.shields ? shield(scope) : scope;
  const compiled = args.map((arg, i) => compileNode(arg, inner, `${at}/${i}`));
  return operator.compile(compiled, scope, at);
}

function compileVar(args: readonly unknown[], scope: Scope, path: string): Expression {
  const [name, fallback] = args;
  if (typeof name !== 'string' || name === '') return refuse(scope, path, 'var_path');
  const variable = compileVariable(name, scope, path);
  if (fallback === undefined || fallback === null) return variable;
  if (typeof fallback === 'object') return refuse(scope, path, 'var_default');
  const other = compileNode(fallback, scope, `${path}/1`);
  if (other.kind !== variable.kind)
    refuse(scope, path, 'kinds_differ', { first: variable.kind, second: other.kind });
  return { kind: variable.kind, run: (env) => variable.run(env) ?? other.run(env) };
}

export const escapePointer = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

/** A fresh set of what one piece of logic gathers. */
export function sharedScope(base: Omit<SharedScope, 'reads' | 'dependencies' | 'nodes'>): SharedScope {
  return { ...base, reads: [], dependencies: new Set(), nodes: 0 };
}
