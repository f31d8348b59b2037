import { createHash } from 'node:crypto';

/** SHA-256 of a JSON value in lower-case hexadecimal, the same however the names of its objects are ordered. */
export function fingerprintOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

/** JSON without white space, names of objects in the order of their UTF-16 units (as RFC 8785 has them). */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
