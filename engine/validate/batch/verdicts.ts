/** Comparison of vectors, and logic over verdicts with three values and one for "not known". */
import { aligned } from './numbers';
import {
  BLANK,
  type DateVector,
  NO,
  type NumberVector,
  UNKNOWN,
  type VerdictVector,
  verdicts,
  YES,
} from './vectors';

export type Order = '<' | '<=' | '>' | '>=' | '==' | '!=';

const HOLDS: Readonly<Record<Order, readonly [below: number, same: number, above: number]>> = {
  '<': [YES, NO, NO],
  '<=': [YES, YES, NO],
  '>': [NO, NO, YES],
  '>=': [NO, YES, YES],
  '==': [NO, YES, NO],
  '!=': [YES, NO, YES],
};

export function compareNumbers(a: NumberVector, b: NumberVector, order: Order): VerdictVector {
  const [x, y] = aligned(a, b);
  const error = x.error + y.error;
  return error === 0 ? exactOrder(x.data, y.data, order) : looseOrder(x.data, y.data, order, error);
}

export const compareDates = (a: DateVector, b: DateVector, order: Order): VerdictVector =>
  exactOrder(a.data, b.data, order);

function exactOrder(a: Float64Array, b: Float64Array, order: Order): VerdictVector {
  const [below, same, above] = HOLDS[order];
  const data = new Int8Array(a.length);
  for (let i = 0; i < data.length; i++) {
    const distance = (a[i] ?? NaN) - (b[i] ?? NaN);
    data[i] = distance < 0 ? below : distance > 0 ? above : distance === 0 ? same : BLANK;
  }
  return verdicts(data);
}

function looseOrder(a: Float64Array, b: Float64Array, order: Order, error: number): VerdictVector {
  const [below, , above] = HOLDS[order];
  const data = new Int8Array(a.length);
  for (let i = 0; i < data.length; i++) {
    const distance = (a[i] ?? NaN) - (b[i] ?? NaN);
    if (distance !== distance) data[i] = BLANK;
    else data[i] = distance < -error ? below : distance > error ? above : UNKNOWN;
  }
  return verdicts(data);
}

// By [a * 4 + b], in the order of NO, YES, BLANK, UNKNOWN. A deciding operand decides whatever is not known.
const AND = Int8Array.from([
  NO, NO, NO, NO,
  NO, YES, BLANK, UNKNOWN,
  NO, BLANK, BLANK, UNKNOWN,
  NO, UNKNOWN, UNKNOWN, UNKNOWN,
]); // prettier-ignore
const OR = Int8Array.from([
  NO, YES, BLANK, UNKNOWN,
  YES, YES, YES, YES,
  BLANK, YES, BLANK, UNKNOWN,
  UNKNOWN, YES, UNKNOWN, UNKNOWN,
]); // prettier-ignore
const NOT = Int8Array.from([YES, NO, BLANK, UNKNOWN]);

function combine(a: VerdictVector, b: VerdictVector, table: Int8Array): VerdictVector {
  const data = new Int8Array(a.data.length);
  for (let i = 0; i < data.length; i++)
    data[i] = table[((a.data[i] ?? 0) << 2) | (b.data[i] ?? 0)] ?? UNKNOWN;
  return verdicts(data);
}

export const both = (a: VerdictVector, b: VerdictVector): VerdictVector => combine(a, b, AND);
export const either = (a: VerdictVector, b: VerdictVector): VerdictVector => combine(a, b, OR);
export function not(a: VerdictVector): VerdictVector {
  const data = new Int8Array(a.data.length);
  for (let i = 0; i < data.length; i++) data[i] = NOT[a.data[i] ?? UNKNOWN] ?? UNKNOWN;
  return verdicts(data);
}
