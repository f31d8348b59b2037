import type { Locale } from '../types';
import type { ValueType } from './types';

const READINGS: ReadonlyMap<string, boolean> = new Map([
  ['да', true],
  ['true', true],
  ['yes', true],
  ['1', true],
  ['нет', false],
  ['false', false],
  ['no', false],
  ['0', false],
]);

/** «Да» or «Нет», "Yes" or "No". */
export function formatBoolean(value: boolean, locale: Locale): string {
  if (locale === 'ru') return value ? 'Да' : 'Нет';
  return value ? 'Yes' : 'No';
}

export const booleanType: ValueType = {
  placeholder: 'list',
  decode: (typed) => READINGS.get(typed.trim().toLowerCase()) ?? { $raw: typed },
  fromJson(value) {
    if (typeof value === 'boolean') return value;
    return value === 1 || value === 0 ? value === 1 : undefined;
  },
  encode: (value, _column, locale) => (typeof value === 'boolean' ? formatBoolean(value, locale) : ''),
  check: () => [],
};
