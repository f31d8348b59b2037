import type { Readable } from 'node:stream';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { canBeShown } from '~/services/files/file-names';
import { wantedBytes } from './files/byte-range';

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
      ...closed,
      'Cache-Control': 'private, no-store',
    },
  });
}

/** Whatever the bytes are: they run nothing and are taken for nothing else. */
const closed = {
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
};

/**
 * A file that can be gone on with after the line broke: ranges, and a strong tag made of the hash. `open` gives the bytes of a range,
 * or all of them; it is not called for HEAD. `view`: shown by the browser where that is harmless, else saved.
 */
export async function rangedFileResponse(
  request: Request,
  file: {
    readonly name: string;
    readonly mediaType: string;
    readonly sizeBytes: number;
    readonly hash: string;
    readonly open: (
      range: { readonly start: number; readonly end: number } | null,
    ) => Promise<Readable | null>;
  },
  { view }: { readonly view: boolean },
): Promise<Response> {
  const { sizeBytes } = file;
  const etag = `"${file.hash}"`;
  const isShown = view && canBeShown(file.mediaType);
  const headers = new Headers({
    ...closed,
    'Content-Type': file.mediaType,
    'Content-Disposition': contentDisposition(file.name, isShown ? 'inline' : 'attachment'),
    'Accept-Ranges': 'bytes',
    ETag: etag,
    // Packed on the way, its bytes would be others than the ranges count.
    'Cache-Control': 'private, no-store, no-transform',
  });
  // A sandbox forbids the browser's own viewer of PDF.
  if (isShown) headers.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'");
  const wanted = wantedBytes(request.headers, { etag, sizeBytes });
  if (wanted.kind === 'outside') {
    headers.delete('Content-Disposition');
    headers.set('Content-Range', `bytes */${sizeBytes}`);
    return new Response(null, { status: 416, headers });
  }
  const range = wanted.kind === 'range' ? wanted : null;
  headers.set('Content-Length', String(range ? range.end - range.start + 1 : sizeBytes));
  if (range) headers.set('Content-Range', `bytes ${range.start}-${range.end}/${sizeBytes}`);
  const status = range ? 206 : 200;
  if (request.method === 'HEAD') return new Response(null, { status, headers });
  const stream = await file.open(range);
  if (!stream) return new Response(null, { status: 404 });
  return new Response(createReadableStreamFromReadable(stream), { status, headers });
}

/** `attachment` with the name for every browser: RFC 6266, with RFC 8187's encoding for Cyrillic. */
export function contentDisposition(name: string, how: 'attachment' | 'inline' = 'attachment'): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
