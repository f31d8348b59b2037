import type { LoaderFunctionArgs } from '@remix-run/node';
import { openFileDownload } from '~/services/files/open-file-download.server';
import { rangedFileResponse } from '../file-response.server';
import { pageScope } from '../request.server';

/** The content of a file of a storage, or a part of it; `?view` shows what browsers show harmlessly. */
export async function loader(args: LoaderFunctionArgs) {
  const { request, params } = args;
  // Nobody has asked for it yet, and a download that was not asked for would be noted.
  if (isPrefetch(request.headers)) return new Response(null, { status: 204 });
  const { em, viewer } = await pageScope(args);
  const file = await openFileDownload(em, viewer, params.fileId ?? '');
  if (!file.ok) throw new Response(null, { status: file.error === 'forbidden' ? 403 : 404 });
  return rangedFileResponse(request, file.value, { view: new URL(request.url).searchParams.has('view') });
}

const isPrefetch = (headers: Headers): boolean =>
  /prefetch|prerender/.test(headers.get('Sec-Purpose') ?? headers.get('Purpose') ?? '');
