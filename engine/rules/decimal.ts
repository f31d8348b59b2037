/**
 * Exact decimal arithmetic on the decimal spelling of numbers. Plain numbers wherever the result has at most 15
 * significant digits (then its double spells it exactly), a big decimal otherwise. Division keeps 20 digits.
 */
import Decimal from 'decimal.js-light';

export type Num = number | Decimal;

const Exact = Decimal.clone({ precision: 700, toExpNeg: -1e9, toExpPos: 1e9 });
const Quotient = Decimal.clone({ precision: 20, rounding: 4 });

const big = (value: Num): Decimal => new Exact(value);

function normal(value: Decimal): Num {
  return value.precision(false) <= 15 ? value.toNumber() : value;
}

export function add(a: Num, b: Num): Num {
  if (typeof a === 'number' && typeof b === 'number' && Number.isInteger(a) && Number.isInteger(b)) {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return normal(big(a).plus(b));
}

export function subtract(a: Num, b: Num): Num {
  return add(a, typeof b === 'number' ? -b : b.negated());
}

export function multiply(a: Num, b: Num): Num {
  if (typeof a === 'number' && typeof b === 'number' && Number.isInteger(a) && Number.isInteger(b)) {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product === 0 ? 0 : product;
  }
  return normal(big(a).times(b));
}

/** Blank (`null`) by zero. */
export function divide(a: Num, b: Num): Num | null {
  if (compare(b, 0) === 0) return null;
  return normal(new Quotient(a).dividedBy(b));
}

/** The remainder with the sign of the dividend; blank by zero. */
export function modulo(a: Num, b: Num): Num | null {
  if (compare(b, 0) === 0) return null;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return Number(a) % Number(b) || 0;
  return normal(big(a).modulo(b));
}

export function compare(a: Num, b: Num): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  return big(a).comparedTo(b);
}

export const absolute = (a: Num): Num => (typeof a === 'number' ? Math.abs(a) : a.absoluteValue());

/** Half away from zero, to a number of digits after the point. */
export function roundTo(a: Num, digits: number): Num {
  if (Number.isInteger(a) && digits >= 0) return a;
  // 4 is "half up" of magnitude: away from zero.
  return normal(big(a).toDecimalPlaces(digits, 4));
}

/** The nearest JSON number. */
export const toJsonNumber = (a: Num): number => (typeof a === 'number' ? a : a.toNumber());

export const isNum = (value: unknown): value is Num => typeof value === 'number' || value instanceof Decimal;
