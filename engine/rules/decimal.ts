/**
 * Exact decimal arithmetic. A plain number wherever the shortest spelling of a double is exactly the value, a `Big`
 * (integer units × 10^-scale) otherwise; so equal values are always represented alike. Division keeps 20 significant
 * digits. A result of more than 400 digits before the point is blank, digits after the 400th are rounded away: hostile
 * logic cannot make numbers grow without end.
 */
import { plainNumber } from '../values/number';

export class Big {
  constructor(
    readonly units: bigint,
    /** Digits after the point, never negative. */
    readonly scale: number,
  ) {}

  toString(): string {
    const digits = (this.units < 0n ? -this.units : this.units).toString().padStart(this.scale + 1, '0');
    const sign = this.units < 0n ? '-' : '';
    if (this.scale === 0) return sign + digits;
    return `${sign}${digits.slice(0, -this.scale)}.${digits.slice(-this.scale)}`;
  }
}

export type Num = number | Big;

const MOST_DIGITS = 400;
const TOO_LARGE = 10n ** BigInt(2 * MOST_DIGITS);
const DIVISION_DIGITS = 20;

/** Powers of ten that doubles hold exactly. */
const POWERS = Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
/** Below this, an integer divided by a power of ten is the double nearest to the decimal, and is spelled like it. */
const EXACT = 1e15;
const MOST_FAST_SCALE = 8;

const power = (exponent: number): bigint => 10n ** BigInt(exponent);

/** Digits after the point of a number, where that is quick to know; -1 otherwise. */
function quickScale(value: number): number {
  if (Number.isInteger(value)) return Math.abs(value) < EXACT ? 0 : -1;
  for (let scale = 1; scale <= MOST_FAST_SCALE; scale++) {
    const units = Math.round(value * (POWERS[scale] ?? 1));
    if (Math.abs(units) >= EXACT) return -1;
    if (units / (POWERS[scale] ?? 1) === value) return scale;
  }
  return -1;
}

function toBig(value: Num): Big {
  if (typeof value !== 'number') return value;
  const [whole = '0', fraction = ''] = plainNumber(value).split('.');
  return new Big(BigInt(whole + fraction), fraction.length);
}

/** The one representation of a value; blank where it is too large to hold. */
function normal(value: Big): Num | null {
  let { units, scale } = value;
  if (scale > MOST_DIGITS) {
    units = divideRounded(units, power(scale - MOST_DIGITS));
    scale = MOST_DIGITS;
  }
  if (units >= TOO_LARGE || -units >= TOO_LARGE) return null;
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale--;
  }
  const exact = new Big(units, scale);
  const text = exact.toString();
  const near = Number(text);
  return Number.isFinite(near) && plainNumber(near) === text ? near : exact;
}

/** Half away from zero. */
function divideRounded(units: bigint, by: bigint): bigint {
  const [a, b] = [units < 0n ? -units : units, by < 0n ? -by : by];
  const rounded = (2n * a + b) / (2n * b);
  return units < 0n === by < 0n ? rounded : -rounded;
}

function aligned(a: Big, b: Big): readonly [bigint, bigint, number] {
  if (a.scale === b.scale) return [a.units, b.units, a.scale];
  return a.scale > b.scale
    ? [a.units, b.units * power(a.scale - b.scale), a.scale]
    : [a.units * power(b.scale - a.scale), b.units, b.scale];
}

export function add(a: Num, b: Num): Num | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isInteger(a) && Number.isInteger(b) && Number.isSafeInteger(sum)) return sum;
    const [scaleA, scaleB] = [quickScale(a), quickScale(b)];
    if (scaleA >= 0 && scaleB >= 0) {
      const unit = POWERS[Math.max(scaleA, scaleB)] ?? 1;
      const [unitsA, unitsB] = [Math.round(a * unit), Math.round(b * unit)];
      const units = unitsA + unitsB;
      // Zero has one sign only.
      if (Math.abs(unitsA) < EXACT && Math.abs(unitsB) < EXACT && Math.abs(units) < EXACT) {
        return units === 0 ? 0 : units / unit;
      }
    }
  }
  const [x, y, scale] = aligned(toBig(a), toBig(b));
  return normal(new Big(x + y, scale));
}

export function negate(a: Num): Num {
  if (typeof a === 'number') return a === 0 ? 0 : -a;
  return new Big(-a.units, a.scale);
}

export const subtract = (a: Num, b: Num): Num | null => add(a, negate(b));

export function multiply(a: Num, b: Num): Num | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const [scaleA, scaleB] = [quickScale(a), quickScale(b)];
    if (scaleA >= 0 && scaleB >= 0) {
      const units = Math.round(a * (POWERS[scaleA] ?? 1)) * Math.round(b * (POWERS[scaleB] ?? 1));
      if (Math.abs(units) < EXACT) return units === 0 ? 0 : units / (POWERS[scaleA + scaleB] ?? 1);
    }
  }
  const [x, y] = [toBig(a), toBig(b)];
  return normal(new Big(x.units * y.units, x.scale + y.scale));
}

/** Blank (`null`) by zero. */
export function divide(a: Num, b: Num): Num | null {
  if (b === 0) return null;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number(a) % Number(b) === 0) {
    return Number(a) / Number(b) || 0;
  }
  const [x, y] = aligned(toBig(a), toBig(b));
  if (x === 0n) return 0;
  const length = (value: bigint): number => (value < 0n ? -value : value).toString().length;
  // One digit more than asked for is found first, so that the rounding sees the true size of the quotient.
  const shift = DIVISION_DIGITS + 1 + length(y) - length(x);
  const scaled = shift >= 0 ? x * power(shift) : x;
  const divisor = shift >= 0 ? y : y * power(-shift);
  const quotient = scaled / divisor;
  const drop = length(quotient) - DIVISION_DIGITS;
  const units = divideRounded(scaled, divisor * power(drop));
  const scale = shift - drop;
  return normal(scale >= 0 ? new Big(units, scale) : new Big(units * power(-scale), 0));
}

/** The remainder with the sign of the dividend; blank by zero. */
export function modulo(a: Num, b: Num): Num | null {
  if (b === 0) return null;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return Number(a) % Number(b) || 0;
  const [x, y, scale] = aligned(toBig(a), toBig(b));
  return normal(new Big(x % y, scale));
}

/** Negative, zero or positive. */
export function compare(a: Num, b: Num): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  const [x, y] = aligned(toBig(a), toBig(b));
  return x < y ? -1 : x > y ? 1 : 0;
}

export function absolute(a: Num): Num {
  if (typeof a === 'number') return Math.abs(a);
  return a.units < 0n ? negate(a) : a;
}

/** Half away from zero, to a number of digits after the point; a negative number of digits rounds tens, hundreds … */
export function roundTo(a: Num, digits: number): Num | null {
  if (digits >= 0 && Number.isInteger(a)) return a;
  const exact = toBig(a);
  if (exact.scale <= digits) return a;
  const units = divideRounded(exact.units, power(exact.scale - digits));
  return normal(digits >= 0 ? new Big(units, digits) : new Big(units * power(-digits), 0));
}

/** The nearest JSON number; blank where there is none. */
export function toJsonNumber(a: Num): number | null {
  const value = typeof a === 'number' ? a : Number(a.toString());
  return Number.isFinite(value) ? value : null;
}

/** Equal for equal numbers only; never equal to a text of a cell beside a number. */
export const numberKey = (a: Num): number | string => (typeof a === 'number' ? a : a.toString());

export const isNum = (value: unknown): value is Num => typeof value === 'number' || value instanceof Big;
