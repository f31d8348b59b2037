import type { LoaderFunctionArgs } from '@remix-run/node';
import { openFileDownload } from '~/services/open-file-download.server';
import { fileResponse } from '../file-response.server';
import { pageScope } from '../request.server';

/** The content of a file of a storage. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const file = await openFileDownload(em, viewer, args.params.fileId ?? '');
  if (!file.ok) throw new Response(null, { status: file.error === 'forbidden' ? 403 : 404 });
  return fileResponse(file.value);
}
