import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { findUpload, viewUpload } from '~/services/files/find-upload.server';
import { scriptScope } from '../request.server';
import { answerTus } from './upload-protocol.server';

/** Goes on with an upload (`PATCH`) or gives it up (`DELETE`), as tus 1.0 has it. */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  return answerTus(args.request, await scriptScope(args));
}

/** How far it is: `HEAD` of the protocol; `GET` also tells what became of it. */
export async function loader(args: LoaderFunctionArgs) {
  const scope = await scriptScope(args);
  if (args.request.method === 'HEAD') return answerTus(args.request, scope);
  const upload = await findUpload(scope.em, scope.viewer, args.params.uploadId ?? '');
  if (!upload) throw new Response(null, { status: 404 });
  return Response.json(viewUpload(upload), { headers: { 'Cache-Control': 'no-store' } });
}
