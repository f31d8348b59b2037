import fc from 'fast-check';
import { expect, it } from 'vitest';
import { add, compare, divide, multiply, type Num, roundTo, subtract } from '../../engine/rules/decimal';
import { plainNumber } from '../../engine/values/number';

/** Decimals of up to 15 digits as the nearest doubles, with their exact value in units of 10^-6. */
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, scale]) => ({
    number: Number(`${digits}e-${scale}`),
    units: digits * 10n ** BigInt(6 - scale),
  }));

const spell = (value: Num | null): string =>
  value === null ? 'blank' : typeof value === 'number' ? plainNumber(value) : value.toString();

/** Plain spelling of units × 10^-scale. */
function spellUnits(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const text = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, '');
  return units < 0n ? `-${text}` : text;
}

it('[L3] sums, differences, products and order are those of exact integers', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      expect(spell(add(a.number, b.number))).toBe(spellUnits(a.units + b.units, 6));
      expect(spell(subtract(a.number, b.number))).toBe(spellUnits(a.units - b.units, 6));
      expect(spell(multiply(a.number, b.number))).toBe(spellUnits(a.units * b.units, 12));
      expect(Math.sign(compare(a.number, b.number))).toBe(a.units < b.units ? -1 : a.units > b.units ? 1 : 0);
    }),
    { numRuns: 2000 },
  );
});

it('[L3] a quotient times the divisor is the dividend, to 19 digits', () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const quotient = divide(a.number, b.number);
      if (b.units === 0n) {
        expect(quotient).toBeNull();
        return;
      }
      const back = quotient === null ? null : multiply(quotient, b.number);
      const error = back === null ? null : subtract(back, a.number);
      const bound = multiply(Math.abs(a.number), 1e-19);
      expect(error !== null && bound !== null && compare(error, bound) <= 0).toBe(true);
      expect(error !== null && bound !== null && compare(subtract(0, error) ?? 1, bound) <= 0).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

it('[L3] rounding goes half away from zero', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), (thousandths) => {
      const magnitude = thousandths < 0n ? -thousandths : thousandths;
      const hundredths = (magnitude + 5n) / 10n;
      const rounded = roundTo(Number(`${thousandths}e-3`), 2);
      expect(spell(rounded)).toBe(spellUnits(thousandths < 0n ? -hundredths : hundredths, 2));
    }),
  );
});
