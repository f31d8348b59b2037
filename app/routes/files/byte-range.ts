/** What a request wants of a content: all of it, some bytes (both ends included), or bytes that are not there. */
export type Wanted =
  | { readonly kind: 'all' }
  | { readonly kind: 'range'; readonly start: number; readonly end: number }
  | { readonly kind: 'outside' };

const all: Wanted = { kind: 'all' };

/**
 * What `Range` and `If-Range` ask for (RFC 9110, 13.1.5 and 14.2). Several ranges, other units and what cannot be read count as not
 * asked, and so does a range of a content that has changed since: only the strong tag itself says that it has not.
 */
export function wantedBytes(
  headers: Pick<Headers, 'get'>,
  content: { readonly etag: string; readonly sizeBytes: number },
): Wanted {
  const range = headers.get('Range');
  const condition = headers.get('If-Range');
  if (range === null || (condition !== null && condition.trim() !== content.etag)) return all;
  const [, first, last] = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(range) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return all;
  const { sizeBytes } = content;
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0
      ? { kind: 'outside' }
      : { kind: 'range', start: sizeBytes - length, end: sizeBytes - 1 };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return all;
  if (start >= sizeBytes) return { kind: 'outside' };
  return { kind: 'range', start, end: last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1) };
}
