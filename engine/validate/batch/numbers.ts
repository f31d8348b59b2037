/** Arithmetic on vectors: exact in integer units as long as doubles hold them, else with a bound on the error. */
import { fractionLength } from '../../values/number';
import { EXACT, type NumberVector } from './vectors';

/** Relative error of one operation on doubles, generously. */
const EPSILON = 2 ** -51;
const MOST_SCALE = 9;
const POWERS = Array.from({ length: 2 * MOST_SCALE + 1 }, (_, i) => 10 ** i);
const power = (exponent: number): number => POWERS[exponent] ?? Infinity;

export function constant(rows: number, value: number): NumberVector | null {
  const scale = fractionLength(value);
  if (scale > MOST_SCALE) return null;
  const units = Math.round(value * power(scale));
  if (Math.abs(units) >= EXACT || units / power(scale) !== value) return null;
  return {
    kind: 'number',
    data: new Float64Array(rows).fill(units),
    scale,
    bound: Math.abs(units),
    error: 0,
  };
}

/** Canonical numbers of cells; NaN is blank. Units of as few digits as all of them need. */
export function fromCells(data: Float64Array): NumberVector {
  let bound = 0;
  let isWhole = true;
  for (const value of data) {
    if (value !== value) continue;
    const size = Math.abs(value);
    if (size > bound) bound = size;
    if (isWhole && !Number.isInteger(value)) isWhole = false;
  }
  if (bound < EXACT) {
    if (isWhole) return { kind: 'number', data, scale: 0, bound, error: 0 };
    for (const scale of [2, 4, MOST_SCALE]) {
      const units = unitsOf(data, scale, bound);
      if (units) return { kind: 'number', data: units, scale, bound: bound * power(scale), error: 0 };
    }
  }
  return { kind: 'number', data, scale: 0, bound, error: bound * EPSILON };
}

/** Units of 10^-scale, where a double of that many digits identifies every value. */
function unitsOf(data: Float64Array, scale: number, bound: number): Float64Array | null {
  const unit = power(scale);
  // Up to 15 digits a decimal and the double next to it name each other.
  if (bound * unit >= 1e15) return null;
  const units = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const value = data[i] ?? NaN;
    const rounded = Math.round(value * unit);
    if (value === value && rounded / unit !== value) return null;
    units[i] = rounded;
  }
  return units;
}

/** Plain doubles, with their error. */
function inexact(vector: NumberVector): NumberVector {
  if (vector.scale === 0) return vector;
  const unit = power(vector.scale);
  const bound = vector.bound / unit;
  return {
    kind: 'number',
    data: times(vector.data, 1, unit),
    scale: 0,
    bound,
    error: vector.error / unit + bound * EPSILON,
  };
}

/** Each value multiplied, or divided where `by` is not exact. */
function times(values: Float64Array, by: number, divisor: number): Float64Array {
  const data = new Float64Array(values.length);
  if (divisor === 1) for (let i = 0; i < data.length; i++) data[i] = (values[i] ?? NaN) * by;
  else for (let i = 0; i < data.length; i++) data[i] = (values[i] ?? NaN) / divisor;
  return data;
}

function scaled(vector: NumberVector, scale: number): NumberVector {
  if (vector.scale === scale) return vector;
  const by = power(scale - vector.scale);
  return {
    kind: 'number',
    data: times(vector.data, by, 1),
    scale,
    bound: vector.bound * by,
    error: vector.error * by,
  };
}

/** Both in the same units: exact ones where they can be. */
export function aligned(a: NumberVector, b: NumberVector): readonly [NumberVector, NumberVector] {
  if (a.error === 0 && b.error === 0) {
    if (a.scale === b.scale) return [a, b];
    const scale = Math.max(a.scale, b.scale);
    const largest = Math.max(a.bound * power(scale - a.scale), b.bound * power(scale - b.scale));
    if (largest < EXACT) return [scaled(a, scale), scaled(b, scale)];
  }
  return [inexact(a), inexact(b)];
}

type Step = (a: number, b: number) => number;

function zip(a: Float64Array, b: Float64Array, step: Step): Float64Array {
  const data = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) data[i] = step(a[i] ?? NaN, b[i] ?? NaN);
  return data;
}

function linear(a: NumberVector, b: NumberVector, sign: 1 | -1): NumberVector {
  let [x, y] = aligned(a, b);
  if (x.error === 0 && y.error === 0 && x.bound + y.bound >= EXACT) [x, y] = [inexact(x), inexact(y)];
  const bound = x.bound + y.bound;
  const isExact = x.error === 0 && y.error === 0 && bound < EXACT;
  const data = new Float64Array(x.data.length);
  const [left, right] = [x.data, y.data];
  if (sign === 1) for (let i = 0; i < data.length; i++) data[i] = (left[i] ?? NaN) + (right[i] ?? NaN);
  else for (let i = 0; i < data.length; i++) data[i] = (left[i] ?? NaN) - (right[i] ?? NaN);
  return {
    kind: 'number',
    data,
    scale: x.scale,
    bound,
    error: isExact ? 0 : x.error + y.error + bound * EPSILON,
  };
}

export const add = (a: NumberVector, b: NumberVector): NumberVector => linear(a, b, 1);
export const subtract = (a: NumberVector, b: NumberVector): NumberVector => linear(a, b, -1);

export function multiply(a: NumberVector, b: NumberVector): NumberVector {
  const bound = a.bound * b.bound;
  const isExact = a.error === 0 && b.error === 0 && bound < EXACT && a.scale + b.scale <= MOST_SCALE;
  if (isExact) {
    return {
      kind: 'number',
      data: zip(a.data, b.data, (x, y) => x * y),
      scale: a.scale + b.scale,
      bound,
      error: 0,
    };
  }
  const [x, y] = [inexact(a), inexact(b)];
  const error = x.bound * y.error + y.bound * x.error + x.error * y.error + x.bound * y.bound * EPSILON;
  return {
    kind: 'number',
    data: zip(x.data, y.data, (p, q) => p * q),
    scale: 0,
    bound: x.bound * y.bound,
    error,
  };
}

/** By zero blank. Null where the divisor itself is not exact. */
export function divide(a: NumberVector, b: NumberVector): NumberVector | null {
  if (a.error > 0 || b.error > 0) return null;
  const by = 10 ** (b.scale - a.scale);
  const data = zip(a.data, b.data, (x, y) => (y === 0 ? NaN : (x / y) * by));
  let bound = 0;
  for (const value of data) if (Math.abs(value) > bound) bound = Math.abs(value);
  // Quotients are never taken for exact: 20 digits are more than a double holds.
  return { kind: 'number', data, scale: 0, bound, error: bound * EPSILON * 4 + Number.MIN_VALUE };
}

/** The remainder with the sign of the dividend; blank by zero. Exact numbers only. */
export function modulo(a: NumberVector, b: NumberVector): NumberVector | null {
  const [x, y] = aligned(a, b);
  if (x.error > 0 || y.error > 0) return null;
  // Adding 0 gives zero one sign.
  return {
    kind: 'number',
    data: zip(x.data, y.data, (p, q) => (p % q) + 0),
    scale: x.scale,
    bound: x.bound,
    error: 0,
  };
}

export const negate = (a: NumberVector): NumberVector => ({ ...a, data: times(a.data, -1, 1) });

export function absolute(a: NumberVector): NumberVector {
  const data = new Float64Array(a.data.length);
  for (let i = 0; i < data.length; i++) data[i] = Math.abs(a.data[i] ?? NaN);
  return { ...a, data };
}

/** `min` and `max`: blank if one is blank. */
export function extreme(a: NumberVector, b: NumberVector, sign: 1 | -1): NumberVector {
  const [x, y] = aligned(a, b);
  return {
    kind: 'number',
    data: zip(x.data, y.data, sign === 1 ? Math.max : Math.min),
    scale: x.scale,
    bound: Math.max(x.bound, y.bound),
    error: Math.max(x.error, y.error),
  };
}

/** The sum of the filled ones. */
export function addFilled(a: NumberVector, b: NumberVector): NumberVector {
  const sum = add(a, b);
  const [x, y] = aligned(a, b);
  if (x.scale !== sum.scale) return { ...sum, error: Infinity };
  for (let i = 0; i < sum.data.length; i++) {
    const [p, q] = [x.data[i] ?? NaN, y.data[i] ?? NaN];
    if (p !== p) sum.data[i] = q;
    else if (q !== q) sum.data[i] = p;
  }
  return sum;
}

/** Half away from zero to digits after the point; null where an error could tip it. */
export function roundTo(a: NumberVector, digits: number): NumberVector | null {
  if (digits < 0 || digits > MOST_SCALE) return null;
  if (a.error === 0 && a.scale <= digits) return a;
  // So that a quotient near a half is on its true side.
  if (a.error === 0 && a.bound >= EXACT / 8) return null;
  const by = a.error === 0 ? 1 / power(a.scale - digits) : power(digits);
  const data = new Float64Array(a.data.length);
  const slack = a.error === 0 ? 0 : a.error * by + EPSILON * a.bound * by;
  const bound = a.bound * by + 1;
  if (bound >= EXACT || slack >= 0.25) return null;
  for (let i = 0; i < data.length; i++) {
    const value = a.data[i] ?? NaN;
    const size = Math.abs(a.error === 0 ? value / power(a.scale - digits) : value * by);
    const floor = Math.floor(size);
    const rest = size - floor;
    if (a.error > 0 && Math.abs(rest - 0.5) <= slack) return null;
    const rounded = rest >= 0.5 ? floor + 1 : floor;
    data[i] = value < 0 ? 0 - rounded : rounded;
  }
  return { kind: 'number', data, scale: digits, bound, error: 0 };
}
