import { aggregateOperators } from './aggregates';
import { arithmeticOperators } from './arithmetic';
import { compileCell } from './cell';
import { comparisonOperators } from './comparison';
import { logicalOperators } from './logical';
import { asDate, type Operator, type RawOperator } from './operator';
import { BLANK, type NameSpace, refuse, type Scope, shield, type SharedScope } from './scope';
import { textualOperators } from './textual';
import type { CompiledLogic, Expression, Kind } from './types';
import { compileVariable, namingOperators } from './variables';
import { walkOperators } from './walks';

const MAX_DEPTH = 64;
const MAX_NODES = 10_000;
const MAX_WORK = 1e8;

const operators: ReadonlyMap<string, Operator> = new Map(
  Object.entries({
    ...arithmeticOperators,
    ...comparisonOperators,
    ...logicalOperators,
    ...textualOperators,
  }),
);
const rawOperators: ReadonlyMap<string, RawOperator> = new Map(
  Object.entries({ ...aggregateOperators, ...walkOperators, ...namingOperators }),
);

/**
 * Logic to a typed closure of the kind that is expected (null: any). Problems go to `scope.shared.problems`; then the
 * result must not be run.
 */
export function compileLogic(
  logic: unknown,
  scope: Scope,
  path: string,
  expected: Kind | null,
): CompiledLogic {
  const { shared } = scope;
  const known = shared.problems.length;
  const compiled = compileNode(logic, scope, path);
  const expression = expected === 'date' ? asDate(compiled, scope, path) : compiled;
  const fits = [expected, 'blank', 'any'].includes(expression.kind) || isVerdict(expected, expression.kind);
  if (expected && !fits) refuse(scope, path, 'wrong_kind', { expected, found: expression.kind });
  if (!expected && expression.kind === 'rows') {
    refuse(scope, path, 'wrong_kind', { expected: 'number|text|date|boolean', found: 'rows' });
  }
  if (shared.work > MAX_WORK) refuse(scope, path, 'too_much_work', { visits: shared.work });
  for (const problem of shared.problems.splice(known)) {
    shared.problems.push({ ...problem, path: settled(problem.path, logic, path) });
  }
  const { reads, ownReads, dependencies, scoped, far, joined, scanned } = shared;
  return { ...expression, reads, ownReads, dependencies, scoped, far, joined, scanned };
}

/** Codes may be computed as a list of texts. */
const isVerdict = (expected: Kind | null, found: Kind): boolean => expected === 'codes' && found === 'list';

function compileNode(logic: unknown, scope: Scope, path: string): Expression {
  const { shared } = scope;
  shared.nodes++;
  if (shared.nodes > MAX_NODES) {
    return shared.nodes === MAX_NODES + 1 ? refuse(scope, path, 'logic_too_large') : BLANK;
  }
  if (scope.depth > MAX_DEPTH) return refuse(scope, path, 'logic_too_deep');
  if (logic === null) return BLANK;
  if (typeof logic === 'number') return { kind: 'number', literal: logic, run: () => logic };
  if (typeof logic === 'boolean') return { kind: 'boolean', literal: logic, run: () => logic };
  if (typeof logic === 'string') return literalText(logic, scope);
  if (Array.isArray(logic)) return compileList(logic, { ...scope, depth: scope.depth + 1 }, path);
  if (typeof logic !== 'object') return refuse(scope, path, 'not_logic');
  return compileOperation(logic, { ...scope, depth: scope.depth + 1 }, path);
}

function literalText(text: string, scope: Scope): Expression {
  const value = text === '$column' && scope.column !== null ? scope.column : text;
  return { kind: 'text', literal: value, run: () => value };
}

function compileList(items: readonly unknown[], scope: Scope, path: string): Expression {
  const parts = items.map((item, i) => compileNode(item, scope, `${path}/${i}`));
  for (const [i, part] of parts.entries()) {
    if (part.kind === 'rows')
      refuse(scope, `${path}/${i}`, 'wrong_kind', { expected: 'text', found: 'rows' });
  }
  const kinds = new Set(parts.map((part) => part.kind));
  const [kind] = kinds;
  const runs = parts.map((part) => part.run);
  return {
    kind: 'list',
    element: kinds.size === 1 && kind ? kind : 'any',
    literals: parts,
    run: (row, env) => runs.map((run) => run(row, env)),
  };
}

function compileOperation(logic: object, scope: Scope, path: string): Expression {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(logic);
  const [entry] = entries;
  if (entries.length !== 1 || !entry) return refuse(scope, path, 'not_logic');
  const [name, operand] = entry;
  // A single operand may stand without its array: it is compiled as if it stood in one, and so is its path.
  const args: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  const at = `${path}/${escapePointer(name)}`;
  if (name === 'var') return compileVar(args, scope, at);
  if (name === 'cell') return compileCell(args, scope, at);
  const raw = rawOperators.get(name);
  const operator = operators.get(name);
  const arity = (raw ?? operator)?.arity;
  if (!arity) return refuse(scope, path, 'unknown_operator', { name });
  if (args.length < arity[0] || args.length > arity[1]) {
    return refuse(scope, at, 'arity', { name, least: arity[0], most: arity[1], found: args.length });
  }
  if (raw) return raw.compileRaw(args, scope, at, compileNode);
  if (!operator) return BLANK;
  const inner = operator.shields ? shield(scope) : scope;
  const compiled = args.map((arg, i) => compileNode(arg, inner, `${at}/${i}`));
  return operator.compile(compiled, scope, at);
}

function compileVar(args: readonly unknown[], scope: Scope, path: string): Expression {
  const [name, fallback] = args;
  const isElement = name === '' && (scope.element !== null || scope.mode === 'data');
  if (typeof name !== 'string' || (name === '' && !isElement) || args.length > 2) {
    return refuse(scope, path, 'var_path');
  }
  if (fallback === undefined || fallback === null) return compileVariable(name, scope, path);
  if (typeof fallback === 'object') return refuse(scope, path, 'var_default');
  const variable = compileVariable(name, scope, path);
  const literal = compileNode(fallback, scope, `${path}/1`);
  const other = variable.kind === 'date' ? asDate(literal, scope, `${path}/1`) : literal;
  if (other.kind !== variable.kind && variable.kind !== 'any') {
    refuse(scope, path, 'kinds_differ', { first: variable.kind, second: other.kind });
  }
  const { kind, column, run } = variable;
  return {
    kind,
    ...(column ? { column } : {}),
    run: (row, env) => run(row, env) ?? other.run(row, env),
  };
}

/** A place as it is written: an operand that stands without its list has no `/0`. */
function settled(path: string, logic: unknown, base: string): string {
  if (!path.startsWith(`${base}/`)) return path;
  let found = base;
  let value = logic;
  for (const step of path.slice(base.length + 1).split('/')) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const isPart = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
    if (step === '0' && !isPart && !Array.isArray(value)) continue;
    found += `/${step}`;
    value = isPart ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
  }
  return found;
}

export const escapePointer = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

/** A fresh set of what one piece of logic gathers. */
export function sharedScope(names: NameSpace): SharedScope {
  return {
    ...names,
    reads: [],
    ownReads: [],
    dependencies: new Set(),
    scoped: new Set(),
    far: new Set(),
    joined: new Set(),
    scanned: new Set(),
    nodes: 0,
    unitReads: 0,
    outerReads: 0,
    work: 0,
  };
}
