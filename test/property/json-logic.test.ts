import fc from 'fast-check';
import { apply } from 'json-logic-js';
import { expect, it } from 'vitest';
import { isNum, toJsonNumber } from '../../engine/rules/decimal';
import { evaluatePlain } from '../../engine/rules/plain';
import type { Value } from '../../engine/rules/types';
import { anyData, anyLogic } from './logic-arbitraries';

/** As JSON writes it: exact decimals as numbers, and no negative zero. */
function asJson(value: Value): unknown {
  if (Array.isArray(value)) return value.map(asJson);
  return isNum(value) ? (toJsonNumber(value) ?? NaN) + 0 : value;
}

it('[L40] logic without blanks and without mixed types means what json-logic-js makes of it', () => {
  const logic = fc.oneof(anyLogic.number, anyLogic.text, anyLogic.verdict, anyLogic.numbers, anyLogic.texts);
  fc.assert(
    fc.property(logic, anyData, (asked, data) => {
      const found = evaluatePlain(asked, data);
      if (!found.ok) throw new Error(JSON.stringify(found.error));
      expect(asJson(found.value)).toEqual(asJson(apply(asked, data) as Value));
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 5000) },
  );
});
