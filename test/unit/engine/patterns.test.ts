import { checkDefinition } from 'engine';
import { describe, expect, it } from 'vitest';
import { oneSheet, parsed } from './support';

const isRefused = (pattern: string): boolean =>
  checkDefinition(parsed(oneSheet([{ id: 'a', title: 'A', type: 'text', pattern }]))).some(
    ({ code, severity }) => code === 'unsafe_pattern' && severity === 'error',
  );

const REFUSED = [
  [
    '(a+)+',
    '(a*)*',
    '(a|a)*',
    '(a|aa)+',
    '([a-z]+)*',
    '((ab)*)*',
    '(a|b|ab)*',
    '(a{0,9}){20}',
    '((a|a){9}){9}',
  ],
  ['(\\d{1,3} ?)+', '(a*b?)*', '(x+x+)+y', '(\\w|\\d)+', '([а-яё]+\\s?)+', '(\\w+\\s*)+:', '(\\p{L}|[а-я])+'],
  ['(.*,)*x*(.*;)+', '(?=x)x', 'x(?!y)', '(?<=x)y', '(x)\\1', '(?<n>x)\\k<n>', '(', 'a**', '[', 'x{2'],
].flat();

const ALLOWED = [
  ['a+', '(a|b)+', '(а|б|в)*', '.*', '.+@.+\\..+', '\\(?\\d+\\)?', '[(?=]+', '\\(?=x', '[^;]+(;[^;]+)*'],
  [
    '\\d{2}(\\.\\d{2})*',
    '\\d{10}|\\d{12}',
    '(\\d{2} ?){5}',
    '(\\d{3}-){2}\\d{4}',
    '(\\d{1,3}\\.){3}\\d{1,3}',
  ],
  ['[А-ЯЁ][а-яё]+(-[А-ЯЁ][а-яё]+)*', '\\p{L}+([ -]\\p{L}+)*', '\\d{1,3}( \\d{3})*', '(?<year>\\d{4})-\\d\\d'],
  ['(https?://)?[\\w.-]+\\.[a-z]{2,6}(/[\\w/.-]*)?', '\\d{2}\\.\\d{2}(,\\s*\\d{2}\\.\\d{2})*', 'x{0}y'],
].flat();

describe('[D7] patterns that could hang whoever matches them are refused, others are not', () => {
  it.each(REFUSED)('refused: %s', (pattern) => {
    expect(isRefused(pattern)).toBe(true);
  });

  it.each(ALLOWED)('allowed: %s', (pattern) => {
    expect(isRefused(pattern)).toBe(false);
  });
});
