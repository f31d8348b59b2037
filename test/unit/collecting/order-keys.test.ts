import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderKeysBetween } from '../../../app/services/collecting/order-keys.server';

const isAscending = (keys: readonly string[]): boolean =>
  keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key);

/** Inserts runs of rows at places given as fractions, as people do. */
function insertAll(runs: readonly { readonly place: number; readonly count: number }[]): string[] {
  let keys: string[] = [];
  for (const { place, count } of runs) {
    const index = Math.round(place * keys.length);
    const added = orderKeysBetween(keys[index - 1] ?? null, keys[index] ?? null, count);
    keys = [...keys.slice(0, index), ...added, ...keys.slice(index)];
  }
  return keys;
}

describe('order keys', () => {
  it('stand in the order in which rows were inserted, wherever and however many', () => {
    const place = fc.oneof(fc.constantFrom(0, 1, 0.5), fc.double({ min: 0, max: 1, noNaN: true }));
    const run = fc.record({ place, count: fc.integer({ min: 0, max: 40 }) });
    fc.assert(
      fc.property(fc.array(run, { maxLength: 60 }), (runs) => {
        const keys = insertAll(runs);
        expect(keys).toHaveLength(runs.reduce((sum, { count }) => sum + count, 0));
        expect(isAscending(keys)).toBe(true);
      }),
    );
  });

  it('leave room between any two neighbours', () => {
    let [low = '', high = ''] = orderKeysBetween(null, null, 2);
    for (let round = 0; round < 300; round++) {
      const [middle = ''] = orderKeysBetween(low, high, 1);
      expect(isAscending([low, middle, high])).toBe(true);
      if (round % 3 === 0) low = middle;
      else high = middle;
    }
  });

  it('stay six digits long where rows are added at the end or at the beginning', () => {
    const appended = insertAll(Array.from({ length: 2_000 }, () => ({ place: 1, count: 5 })));
    const prepended = insertAll(Array.from({ length: 2_000 }, () => ({ place: 0, count: 5 })));
    for (const keys of [appended, prepended]) {
      expect(isAscending(keys)).toBe(true);
      expect(Math.max(...keys.map((key) => key.length))).toBe(6);
    }
  });

  it('go on past the last and before the first whole step', () => {
    expect(isAscending(['zzzzzz', ...orderKeysBetween('zzzzzz', null, 50)])).toBe(true);
    expect(isAscending([...orderKeysBetween(null, '000001', 50), '000001'])).toBe(true);
    expect(orderKeysBetween(null, '000001', 50).every((key) => key > '000000')).toBe(true);
  });

  it('stay short where rows are put one behind the other in the middle', () => {
    const last = orderKeysBetween(null, null, 2);
    let low = last[0] ?? null;
    for (let row = 0; row < 500; row++) low = orderKeysBetween(low, last[1] ?? null, 1)[0] ?? null;
    expect(low?.length).toBeLessThan(100);
  });

  it('refuse neighbours in the wrong order', () => {
    expect(() => orderKeysBetween('B00000', 'A00000', 1)).toThrow(RangeError);
    expect(() => orderKeysBetween('A00000', 'A00000', 1)).toThrow(RangeError);
  });
});
