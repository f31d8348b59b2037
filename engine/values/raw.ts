import type { RawValue } from '../types';

/** What could not be read, as typed. */
export function isRaw(value: unknown): value is RawValue {
  return typeof value === 'object' && value !== null && '$raw' in value && typeof value.$raw === 'string';
}
