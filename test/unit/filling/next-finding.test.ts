import type { Finding } from 'engine';
import { expect, it } from 'vitest';
import { nextFinding, type Place } from '../../../app/components/filling/errors/next-finding';

const finding = (message: string): Finding => ({ code: 'rule', severity: 'error', message, params: {} });
const place = (sheetIndex: number, rowIndex: number, columnIndex: number): Place => ({
  sheetIndex,
  rowIndex,
  columnIndex,
});
const places = new Map([
  ['c', place(1, 0, 0)],
  ['a', place(0, 2, 1)],
  ['b', place(0, 2, 3)],
]);
const findings = ['form', ...places.keys()].map(finding);
const next = (from: Place, direction: 1 | -1) =>
  nextFinding(findings, ({ message }) => places.get(message) ?? null, from, direction)?.message ?? null;

it.each([
  [place(0, 0, 0), 1, 'a'],
  [place(0, 2, 1), 1, 'b'],
  [place(0, 9, 0), 1, 'c'],
  [place(1, 0, 0), 1, 'a'],
  [place(1, 0, 0), -1, 'b'],
  [place(0, 0, 0), -1, 'c'],
] as const)('[A30] from %o in direction %i the next finding is %s', (from, direction, expected) => {
  expect(next(from, direction)).toBe(expected);
});

it('[A30] findings about the form as a whole have no place to go to', () => {
  expect(nextFinding([finding('form')], () => null, place(0, 0, 0), 1)).toBeNull();
});
