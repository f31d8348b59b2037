const keyPattern = /^[a-z0-9_-][a-z0-9._-]*(\/[a-z0-9_-][a-z0-9._-]*)*$/;

/** The key itself; throws where it is none, so that no key leaves its folder or bucket. */
export function checkedKey(key: string): string {
  if (!keyPattern.test(key)) throw new Error(`not a key of a file: ${JSON.stringify(key)}`);
  return key;
}

/** Throws `RangeError` unless the range is inside a content of this size. */
export function checkRange(range: { readonly start: number; readonly end: number }, sizeBytes: number): void {
  const { start, end } = range;
  if (start < 0 || end < start || end >= sizeBytes) {
    throw new RangeError(`bytes ${start} to ${end} are not in a content of ${sizeBytes}`);
  }
}
