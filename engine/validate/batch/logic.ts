/** Logic over all rows at once. What has no vector form gives null, and is judged row by row. */
import { dayNumber, isIsoDate, isoOfDay } from '../../values/date';
import { substring } from '../../rules/textual';
import { codePointLength } from '../../values/text';
import * as numbers from './numbers';
import * as verdict from './verdicts';
import {
  allVerdicts,
  BLANK,
  type DateVector,
  filledMask,
  type LiteralText,
  NO,
  NOTHING,
  type NumberVector,
  type TextVector,
  UNKNOWN,
  type Vector,
  type VerdictVector,
  verdicts,
  YES,
} from './vectors';

/** What logic is asked of: all rows of a sheet, or all groups. */
export interface VectorScope {
  /** How many rows or groups. */
  readonly size: number;
  readonly variable: (name: string) => Vector | null;
  /** Replaces `$column`. */
  readonly column?: string;
  /** An operator over rows. */
  readonly aggregate: (name: string, args: readonly unknown[]) => Vector | null;
}

/** Logic that compiled, over all rows of the scope. */
export function evaluate(logic: unknown, scope: VectorScope): Vector | null {
  if (logic === null) return NOTHING;
  if (typeof logic === 'number') return numbers.constant(scope.size, logic);
  if (typeof logic === 'boolean') return allVerdicts(scope.size, logic ? YES : NO);
  if (typeof logic === 'string') return literal(logic, scope);
  if (typeof logic !== 'object' || Array.isArray(logic)) return null;
  const [entry] = Object.entries(logic) as [string, unknown][];
  if (!entry) return null;
  const [name, operand] = entry;
  const args: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (name === 'var') {
    if (args.length !== 1 || typeof args[0] !== 'string') return null;
    return scope.variable(scope.column === undefined ? args[0] : args[0].replaceAll('$column', scope.column));
  }
  if (ROW_OPERATORS.has(name)) return scope.aggregate(name, args);
  if (name === 'in') return contained(args, scope);
  const run = OPERATORS.get(name);
  if (!run) return null;
  const values: Vector[] = [];
  for (const arg of args) {
    const value = evaluate(arg, scope);
    if (!value) return null;
    values.push(value);
  }
  return run(values, scope.size);
}

const literal = (text: string, scope: VectorScope): LiteralText => ({
  kind: 'literal',
  text: text === '$column' ? (scope.column ?? text) : text,
});

/** Logic as verdicts; null where it has no vector form. */
export function evaluateVerdict(logic: unknown, scope: VectorScope): VerdictVector | null {
  const vector = evaluate(logic, scope);
  return vector && asVerdict(vector, scope.size);
}

const ROW_OPERATORS: ReadonlySet<string> = new Set([
  'count',
  'count_distinct',
  'sum',
  'avg',
  'lowest',
  'highest',
]);

type Operation = (args: readonly Vector[], size: number) => Vector | null;

function asVerdict(vector: Vector, size: number): VerdictVector | null {
  if (vector.kind === 'boolean') return vector;
  return vector.kind === 'blank' ? allVerdicts(size, BLANK) : null;
}

function asNumber(vector: Vector, size: number): NumberVector | null {
  if (vector.kind === 'number') return vector;
  if (vector.kind !== 'blank') return null;
  return { kind: 'number', data: new Float64Array(size).fill(NaN), scale: 0, bound: 0, error: 0 };
}

/** Text literals beside dates are dates. */
function asDate(vector: Vector, size: number): DateVector | null {
  if (vector.kind === 'date') return vector;
  if (vector.kind === 'blank') return { kind: 'date', data: new Float64Array(size).fill(NaN) };
  if (vector.kind !== 'literal' || !isIsoDate(vector.text)) return null;
  return { kind: 'date', data: new Float64Array(size).fill(dayNumber(vector.text)) };
}

function all<T>(
  args: readonly Vector[],
  size: number,
  as: (v: Vector, size: number) => T | null,
): T[] | null {
  const found: T[] = [];
  for (const arg of args) {
    const value = as(arg, size);
    if (!value) return null;
    found.push(value);
  }
  return found;
}

/** Folds numbers from the left. */
const folding =
  (step: (a: NumberVector, b: NumberVector) => NumberVector | null): Operation =>
  (args, size) => {
    const [first, ...rest] = all(args, size, asNumber) ?? [];
    let result: NumberVector | null = first ?? null;
    for (const next of rest) result = result && step(result, next);
    return result;
  };

const onNumber =
  (of: (a: NumberVector) => NumberVector | null): Operation =>
  ([arg], size) => {
    const value = arg && asNumber(arg, size);
    return value ? of(value) : null;
  };

const onDate =
  (of: (day: number) => number): Operation =>
  ([arg], size) => {
    const value = arg && asDate(arg, size);
    if (!value) return null;
    const data = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      const day = value.data[i] ?? NaN;
      data[i] = day === day ? of(day) : NaN;
    }
    return { kind: 'number', data, scale: 0, bound: 1e7, error: 0 };
  };

const hasDate = (args: readonly Vector[]): boolean => args.some((arg) => arg.kind === 'date');

function compareTwo(a: Vector, b: Vector, order: verdict.Order, size: number): VerdictVector | null {
  if (a.kind === 'blank' || b.kind === 'blank') return allVerdicts(size, BLANK);
  if (a.kind === 'number' && b.kind === 'number') return verdict.compareNumbers(a, b, order);
  if (hasDate([a, b])) {
    const [x, y] = [asDate(a, size), asDate(b, size)];
    return x && y && verdict.compareDates(x, y, order);
  }
  if (order !== '==' && order !== '!=') return null;
  if (a.kind === 'boolean' && b.kind === 'boolean') return sameVerdicts(a, b, order === '==');
  if (a.kind === 'text' && b.kind === 'literal')
    return matching(a, (text) => (text === b.text) === (order === '=='));
  if (a.kind === 'literal' && b.kind === 'text') return compareTwo(b, a, order, size);
  if (a.kind === 'literal' && b.kind === 'literal') {
    return allVerdicts(size, (a.text === b.text) === (order === '==') ? YES : NO);
  }
  if (a.kind === 'text' && b.kind === 'text' && a.dictionary.codeOf === b.dictionary.codeOf) {
    return sameCodes(a, b, order === '==');
  }
  return null;
}

function sameVerdicts(a: VerdictVector, b: VerdictVector, isSame: boolean): VerdictVector {
  return verdicts(
    a.data.map((x, i) => {
      const y = b.data[i] ?? BLANK;
      if (x === BLANK || y === BLANK) return BLANK;
      if (x === UNKNOWN || y === UNKNOWN) return UNKNOWN;
      return (x === y) === isSame ? YES : NO;
    }),
  );
}

function sameCodes(a: TextVector, b: TextVector, isSame: boolean): VerdictVector {
  const data = new Int8Array(a.data.length);
  for (let i = 0; i < data.length; i++) {
    const [x, y] = [a.data[i] ?? -1, b.data[i] ?? -1];
    data[i] = x === -1 || y === -1 ? BLANK : (x === y) === isSame ? YES : NO;
  }
  return verdicts(data);
}

/** A test of texts, asked once of each different one. */
function matching(vector: TextVector, test: (text: string) => boolean): VerdictVector {
  const answers = Int8Array.from(vector.dictionary.texts, (text) => (test(text) ? YES : NO));
  const data = new Int8Array(vector.data.length);
  for (let i = 0; i < data.length; i++) {
    const code = vector.data[i] ?? -1;
    data[i] = code === -1 ? BLANK : (answers[code] ?? UNKNOWN);
  }
  return verdicts(data);
}

const comparison =
  (order: verdict.Order): Operation =>
  (args, size) => {
    let result: VerdictVector | null = null;
    for (let i = 0; i + 1 < args.length; i++) {
      const [left = NOTHING, right = NOTHING] = [args[i], args[i + 1]];
      const two = compareTwo(left, right, order, size);
      if (!two) return null;
      // A chain is blank as soon as one comparison is.
      result = result ? chained(result, two) : two;
    }
    return result;
  };

function chained(a: VerdictVector, b: VerdictVector): VerdictVector {
  const both = verdict.both(a, b);
  for (let i = 0; i < both.data.length; i++) {
    if (a.data[i] === BLANK || b.data[i] === BLANK) both.data[i] = BLANK;
    else if (a.data[i] === UNKNOWN || b.data[i] === UNKNOWN) both.data[i] = UNKNOWN;
  }
  return both;
}

const connective =
  (combine: (a: VerdictVector, b: VerdictVector) => VerdictVector): Operation =>
  (args, size) => {
    const [first, ...rest] = all(args, size, asVerdict) ?? [];
    return first ? rest.reduce(combine, first) : null;
  };

const between: Operation = (args, size) => {
  const [value = NOTHING, low = NOTHING, high = NOTHING] = args;
  const isDates = hasDate(args);
  const [x, a, b] = isDates
    ? [asDate(value, size), asDate(low, size), asDate(high, size)]
    : [asNumber(value, size), asNumber(low, size), asNumber(high, size)];
  const above = x && a && compareTwo(x, a, '>=', size);
  const below = x && b && compareTwo(x, b, '<=', size);
  return above && below ? chained(above, below) : null;
};

const near: Operation = (args, size) => {
  const [a, b, tolerance] = all(args, size, asNumber) ?? [];
  if (!a || !b || !tolerance) return null;
  return verdict.compareNumbers(numbers.absolute(numbers.subtract(a, b)), tolerance, '<=');
};

const blank: Operation = ([arg], size) => {
  const filled = arg && filledMask(arg, size);
  return filled ? verdicts(chosen(filled, NO, YES)) : null;
};

function chosen(mask: Uint8Array, ifSet: number, ifNot: number): Int8Array {
  const data = new Int8Array(mask.length);
  for (let i = 0; i < data.length; i++) data[i] = mask[i] === 1 ? ifSet : ifNot;
  return data;
}

/** `if c then a else b`, any number of branches; a blank condition takes the else branch. */
const conditional: Operation = (args, size) => {
  const rest = args.length % 2 === 1 ? args.length - 1 : args.length;
  let result: Vector | null = args.length % 2 === 1 ? (args[rest] ?? null) : NOTHING;
  for (let i = rest - 2; i >= 0; i -= 2) {
    const test = asVerdict(args[i] ?? NOTHING, size);
    const then = args[i + 1];
    result = test && then && result ? choose(test, then, result, size) : null;
  }
  return result;
};

function choose(test: VerdictVector, then: Vector, other: Vector, size: number): Vector | null {
  if (then.kind === 'boolean' || other.kind === 'boolean') {
    const [a, b] = [asVerdict(then, size), asVerdict(other, size)];
    if (!a || !b) return null;
    const data = new Int8Array(size);
    for (let i = 0; i < size; i++) {
      const one = test.data[i];
      data[i] = one === UNKNOWN ? UNKNOWN : ((one === YES ? a.data[i] : b.data[i]) ?? UNKNOWN);
    }
    return verdicts(data);
  }
  if (test.data.includes(UNKNOWN)) return null;
  if (then.kind === 'number' || other.kind === 'number') {
    const [p, q] = [asNumber(then, size), asNumber(other, size)];
    if (!p || !q) return null;
    const [a, b] = numbers.aligned(p, q);
    const data = picked(test, a.data, b.data);
    return {
      kind: 'number',
      data,
      scale: a.scale,
      bound: Math.max(a.bound, b.bound),
      error: Math.max(a.error, b.error),
    };
  }
  const [a, b] = [asDate(then, size), asDate(other, size)];
  return a && b && { kind: 'date', data: picked(test, a.data, b.data) };
}

function picked(test: VerdictVector, a: Float64Array, b: Float64Array): Float64Array {
  const data = new Float64Array(a.length);
  for (let i = 0; i < data.length; i++) data[i] = (test.data[i] === YES ? a[i] : b[i]) ?? NaN;
  return data;
}

/** The first that is filled. */
const coalesce: Operation = (args, size) => {
  let result: Vector | null = args.at(-1) ?? null;
  for (const arg of args.slice(0, -1).reverse()) {
    const filled = filledMask(arg, size);
    const test = filled && verdicts(chosen(filled, YES, NO));
    result = test && result && choose(test, arg, result, size);
  }
  return result;
};

/** A value within literal ones of its kind. */
function contained(args: readonly unknown[], scope: VectorScope): Vector | null {
  const needle = evaluate(args[0], scope);
  const list = args[1];
  if (!needle || !Array.isArray(list) || list.length === 0) return null;
  if (needle.kind === 'text') {
    if (!list.every((item) => typeof item === 'string')) return null;
    const members = new Set<unknown>(list);
    return matching(needle, (text) => members.has(text));
  }
  if (needle.kind !== 'number' || !list.every((item) => typeof item === 'number')) return null;
  let result: VerdictVector | null = null;
  for (const item of list as readonly number[]) {
    const literal = numbers.constant(scope.size, item);
    if (!literal) return null;
    const same = verdict.compareNumbers(needle, literal, '==');
    result = result ? verdict.either(result, same) : same;
  }
  return result;
}

const length: Operation = ([arg]) => {
  if (arg?.kind !== 'text') return null;
  const lengths = arg.dictionary.texts.map(codePointLength);
  const data = new Float64Array(arg.data.length);
  for (let i = 0; i < data.length; i++) data[i] = lengths[arg.data[i] ?? -1] ?? NaN;
  return { kind: 'number', data, scale: 0, bound: lengths.reduce((a, b) => Math.max(a, b), 0), error: 0 };
};

const startsWith: Operation = ([text, prefix]) =>
  text?.kind === 'text' && prefix?.kind === 'literal'
    ? matching(text, (one) => one.startsWith(prefix.text))
    : null;

/** Parts of texts, cut once for each different one. */
const substr: Operation = ([text, start, most], size) => {
  const [first, length] = [sameNumber(start), most === undefined ? Infinity : sameNumber(most)];
  if (text?.kind !== 'text' || first === null || length === null || size === 0) return null;
  const codeOf = new Map<string, number>();
  const codes = text.dictionary.texts.map((whole) => {
    const part = substring(whole, first, length);
    const code = codeOf.get(part) ?? codeOf.size;
    codeOf.set(part, code);
    return code;
  });
  const data = new Int32Array(text.data.length);
  for (let i = 0; i < data.length; i++) data[i] = codes[text.data[i] ?? -1] ?? -1;
  return { kind: 'text', data, dictionary: { codeOf, texts: [...codeOf.keys()] } };
};

/** A whole number that is the same for all. */
function sameNumber(vector: Vector | undefined): number | null {
  if (vector?.kind !== 'number' || vector.scale > 0 || vector.error > 0) return null;
  const [first] = vector.data;
  return first === undefined || vector.data.some((value) => value !== first) ? null : first;
}

const daysBetween: Operation = ([from = NOTHING, to = NOTHING], size) => {
  const [a, b] = [asDate(from, size), asDate(to, size)];
  if (!a || !b) return null;
  const data = new Float64Array(size);
  for (let i = 0; i < size; i++) data[i] = (b.data[i] ?? NaN) - (a.data[i] ?? NaN);
  return { kind: 'number', data, scale: 0, bound: 1e7, error: 0 };
};

const round: Operation = ([value = NOTHING, digits], size) => {
  const number = asNumber(value, size);
  const places = digits ? sameNumber(digits) : 0;
  return number && places !== null ? numbers.roundTo(number, places) : null;
};

const minus: Operation = (args, size) =>
  args.length === 1 ? onNumber(numbers.negate)(args, size) : folding(numbers.subtract)(args, size);

const OPERATORS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['+', folding(numbers.add)],
  ['-', minus],
  ['*', folding(numbers.multiply)],
  ['/', folding(numbers.divide)],
  ['%', folding(numbers.modulo)],
  ['min', folding((a, b) => numbers.extreme(a, b, -1))],
  ['max', folding((a, b) => numbers.extreme(a, b, 1))],
  ['sum_filled', folding(numbers.addFilled)],
  ['abs', onNumber(numbers.absolute)],
  ['round', round],
  ['near', near],
  ['between', between],
  ['==', comparison('==')],
  ['===', comparison('==')],
  ['!=', comparison('!=')],
  ['!==', comparison('!=')],
  ['<', comparison('<')],
  ['<=', comparison('<=')],
  ['>', comparison('>')],
  ['>=', comparison('>=')],
  ['and', connective(verdict.both)],
  ['or', connective(verdict.either)],
  ['!', ([arg], size) => logicalNot(arg, size)],
  ['!!', ([arg], size) => (arg ? asVerdict(arg, size) : null)],
  ['if', conditional],
  ['?:', conditional],
  ['blank', blank],
  ['coalesce', coalesce],
  ['length', length],
  ['substr', substr],
  ['starts_with', startsWith],
  ['days_between', daysBetween],
  // 1970-01-01 was a Thursday; 1 = Monday.
  ['weekday', onDate((day) => ((((day + 3) % 7) + 7) % 7) + 1)],
  ['year', onDate((day) => Number(isoOfDay(day).slice(0, 4)))],
]);

function logicalNot(arg: Vector | undefined, size: number): Vector | null {
  const value = arg ? asVerdict(arg, size) : null;
  return value && verdict.not(value);
}
