import type { Readable } from 'node:stream';
import { createReadableStreamFromReadable } from '@remix-run/node';

/** An answer that the browser saves as a file; it is never shown as a page of this site. */
export function fileResponse({
  name,
  mediaType,
  sizeBytes,
  stream,
}: {
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly stream: Readable;
}): Response {
  return new Response(createReadableStreamFromReadable(stream), {
    headers: {
      'Content-Type': mediaType,
      'Content-Length': String(sizeBytes),
      'Content-Disposition': contentDisposition(name),
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  });
}

/** `attachment` with the name for every browser: RFC 6266, with RFC 8187's encoding for Cyrillic. */
export function contentDisposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
