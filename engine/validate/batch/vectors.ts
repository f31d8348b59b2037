/**
 * Values of many rows at once, one typed array a column: rules are asked of all rows in a few tight loops. A vector that
 * would not be exact says how far it may be off, and a verdict that depends on it is `UNKNOWN`: the row is judged by itself.
 */

/** Numbers as integer units of 10^-scale; NaN is blank. */
export interface NumberVector {
  readonly kind: 'number';
  readonly data: Float64Array;
  /** Digits after the point, from 0. */
  readonly scale: number;
  /** No value is larger, in units. */
  readonly bound: number;
  /** How far a value may be off, in units; 0 where all are exact. */
  readonly error: number;
}

/** Days since 1970-01-01; NaN is blank. */
export interface DateVector {
  readonly kind: 'date';
  readonly data: Float64Array;
}

/** The texts that codes stand for. */
export interface Dictionary {
  readonly codeOf: ReadonlyMap<string, number>;
  /** The text of each code, from 0. */
  readonly texts: readonly string[];
}

/** Texts by their position in a dictionary; -1 is blank. */
export interface TextVector {
  readonly kind: 'text';
  readonly data: Int32Array;
  readonly dictionary: Dictionary;
}

/** Verdicts: `NO`, `YES`, `BLANK` or `UNKNOWN`. */
export interface VerdictVector {
  readonly kind: 'boolean';
  readonly data: Int8Array;
}

/** One text for all rows, or no value at all. */
export interface LiteralText {
  readonly kind: 'literal';
  readonly text: string;
}
export interface BlankVector {
  readonly kind: 'blank';
}

export type Vector = NumberVector | DateVector | TextVector | VerdictVector | LiteralText | BlankVector;

export const NO = 0;
export const YES = 1;
export const BLANK = 2;
/** Not known without exact arithmetic. */
export const UNKNOWN = 3;

export const NOTHING: BlankVector = { kind: 'blank' };

/** Integers below this are exact in a double. */
export const EXACT = 2 ** 53;

export const verdicts = (data: Int8Array): VerdictVector => ({ kind: 'boolean', data });

/** The same verdict for all rows. */
export const allVerdicts = (rows: number, verdict: number): VerdictVector =>
  verdicts(new Int8Array(rows).fill(verdict));

/** Whether each value is there: 1, or 0 for blank. Null where nobody can say. */
export function filledMask(vector: Vector, rows: number): Uint8Array | null {
  const mask = new Uint8Array(rows);
  switch (vector.kind) {
    case 'blank':
      return mask;
    case 'literal':
      return mask.fill(1);
    case 'text':
      for (let i = 0; i < rows; i++) mask[i] = vector.data[i] === -1 ? 0 : 1;
      return mask;
    case 'boolean':
      for (let i = 0; i < rows; i++) {
        if (vector.data[i] === UNKNOWN) return null;
        mask[i] = vector.data[i] === BLANK ? 0 : 1;
      }
      return mask;
    default:
      for (let i = 0; i < rows; i++) {
        const value = vector.data[i] ?? NaN;
        mask[i] = value === value ? 1 : 0;
      }
      return mask;
  }
}
