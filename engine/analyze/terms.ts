/** Numbers and days in logic as linear forms. */
import type { CompiledColumn } from '../compile/types';
import { dayNumber, isIsoDate } from '../values/date';
import { plainNumber } from '../values/number';
import { add, divide, type LinearForm, literal, multiply, variable } from './linear';
import type { Variable, VariableKind, Vocabulary } from './vocabulary';

/** A number or a day, and the variables without which it is blank. */
export interface Term {
  readonly kind: 'number' | 'date';
  readonly form: LinearForm;
  readonly needs: readonly string[];
}

/** The only operation of an object, with its operands. */
export function operationOf(logic: unknown): readonly [string, readonly unknown[]] | null {
  if (typeof logic !== 'object' || logic === null || Array.isArray(logic)) return null;
  const [entry] = Object.entries(logic) as [string, unknown][];
  if (!entry) return null;
  return [entry[0], Array.isArray(entry[1]) ? entry[1] : [entry[1]]];
}

/** The variable that logic names, if it names one. */
export function variableIn(logic: unknown, words: Vocabulary): Variable | null {
  const operation = operationOf(logic);
  if (!operation) return null;
  const [name, args] = operation;
  if (name === 'cell') return cellIn(args, words);
  const [path] = args;
  if (name !== 'var' || args.length !== 1 || typeof path !== 'string') return null;
  if (path === '$today') return words.opaque(logic, 'date');
  if (path.startsWith('$collection.')) return words.opaque(logic, 'date');
  if (path.startsWith('$org.') || path === '$code.value') return words.opaque(logic, 'text');
  const id = path.startsWith('$row.') ? path.slice('$row.'.length) : path;
  const column = words.sheet?.columnById.get(id);
  return column ? (words.cell(column) ?? null) : null;
}

function cellIn(args: readonly unknown[], words: Vocabulary): Variable | null {
  const [sheetId, row, id] = args.length === 3 ? args : [words.sheet?.id, ...args];
  if (typeof sheetId !== 'string' || typeof row !== 'string' || typeof id !== 'string') return null;
  const column: CompiledColumn | undefined = words.form.sheetById.get(sheetId)?.columnById.get(id);
  return column ? (words.cell(column, row) ?? null) : null;
}

/** What is told of an operator's result without looking into it. */
const OPAQUE: ReadonlyMap<
  string,
  { readonly kind: VariableKind; readonly isCount: boolean; readonly isFilled: boolean }
> = new Map([
  ['count', { kind: 'number', isCount: true, isFilled: true }],
  ['count_distinct', { kind: 'number', isCount: true, isFilled: true }],
  ['sum', { kind: 'number', isCount: false, isFilled: true }],
  ['length', { kind: 'number', isCount: true, isFilled: false }],
  ['year', { kind: 'number', isCount: true, isFilled: false }],
  ['weekday', { kind: 'number', isCount: true, isFilled: false }],
]);

/** A number or a day as a linear form; null for logic of another kind. `isDate` is asked of literals. */
export function termOf(logic: unknown, words: Vocabulary, isDate = false): Term | null {
  if (typeof logic === 'number') {
    const form = literal(plainNumber(logic));
    return form ? { kind: 'number', form, needs: [] } : null;
  }
  if (typeof logic === 'string') {
    const form = isDate && isIsoDate(logic) ? literal(String(dayNumber(logic))) : undefined;
    return form ? { kind: 'date', form, needs: [] } : null;
  }
  const named = variableIn(logic, words);
  if (named) return named.kind === 'number' || named.kind === 'date' ? ofVariable(named) : null;
  const operation = operationOf(logic);
  if (!operation) return null;
  return arithmetic(operation[0], operation[1], words) ?? opaqueTerm(logic, operation[0], words);
}

const ofVariable = ({ name, kind }: Variable): Term => ({
  kind: kind === 'date' ? 'date' : 'number',
  form: variable(name),
  needs: [name],
});

/** Sums, differences and products with constants; undefined for everything else. */
function arithmetic(name: string, args: readonly unknown[], words: Vocabulary): Term | undefined {
  if (!['+', '-', '*', '/', 'days_between'].includes(name) || args.length === 0) return undefined;
  const terms: Term[] = [];
  for (const arg of args) {
    const term = termOf(arg, words, name === 'days_between');
    if (!term) return undefined;
    terms.push(term);
  }
  const [first, ...rest] = terms;
  if (!first) return undefined;
  const needs = [...new Set(terms.flatMap((term) => term.needs))];
  let form: LinearForm | undefined = first.form;
  if (name === '-' && rest.length === 0)
    form = multiply(form, { terms: new Map(), constant: -1n, divisor: 1n });
  for (const { form: next } of rest) {
    if (!form) return undefined;
    if (name === '+') form = add(form, next);
    else if (name === '-') form = add(form, next, -1n);
    else if (name === '*') form = multiply(form, next);
    else if (name === '/') form = divide(form, next);
    else form = add(next, form, -1n);
  }
  return form && { kind: 'number', form, needs };
}

/** Kinds of results of operators that are not looked into. */
const DATE_OR_NUMBER: ReadonlySet<string> = new Set([
  'lowest',
  'highest',
  'min',
  'max',
  'if',
  'coalesce',
  'lookup',
]);
const NUMERIC: ReadonlySet<string> = new Set([
  '+',
  '-',
  '*',
  '/',
  '%',
  'days_between',
  'abs',
  'round',
  'sum_filled',
  'avg',
  'reduce',
]);

function opaqueTerm(logic: unknown, name: string, words: Vocabulary): Term | null {
  const known = OPAQUE.get(name);
  if (known) {
    const one = words.opaque(logic, known.kind, known.isCount);
    return { kind: 'number', form: variable(one.name), needs: known.isFilled ? [] : [one.name] };
  }
  if (NUMERIC.has(name)) return ofVariable(words.opaque(logic, 'number'));
  // Whatever it is worth, it is compared with something of its own kind.
  return DATE_OR_NUMBER.has(name) || name === 'var' ? ofVariable(words.opaque(logic, 'number')) : null;
}
