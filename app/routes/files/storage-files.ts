import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { safeReturnTo } from '~/auth/viewer.server';
import type { ManageRefusal, ManageReply } from '~/protocol/files';
import { addSmallFile } from '~/services/files/add-small-file.server';
import { manageFile } from '~/services/files/manage-file.server';
import { parseFileChange } from '~/services/files/parse-change.server';
import { pageScope } from '../request.server';

/**
 * Changes a file of a storage, or puts in one that came with a form. Scripts (`script` in the form) get an answer; without them the
 * page that the form stood on is shown again.
 */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const blockId = args.params.blockId ?? '';
  const form = await args.request.formData();
  const file = form.get('file');
  const fields = Object.fromEntries(form);
  const change = parseFileChange(fields);
  const refusal: ManageRefusal | null =
    file !== null && typeof file !== 'string'
      ? refusalOf(
          await addSmallFile(em, viewer, blockId, {
            name: file.name,
            bytes: new Uint8Array(await file.arrayBuffer()),
          }),
        )
      : change === null
        ? { reason: 'malformed' }
        : refusalOf(await manageFile(em, viewer, blockId, change));
  if (form.has('script')) return reply(refusal);
  if (refusal) throw new Response(null, { status: statusOf(refusal) });
  return redirect(safeReturnTo(typeof fields.returnTo === 'string' ? fields.returnTo : null));
}

const refusalOf = (
  result: { readonly ok: true } | { readonly ok: false; readonly error: ManageRefusal },
): ManageRefusal | null => (result.ok ? null : result.error);

const statusOf = ({ reason }: ManageRefusal): number =>
  reason === 'not_found' ? 404 : reason === 'removed' ? 410 : 400;

function reply(refusal: ManageRefusal | null): Response {
  const body: ManageReply = refusal ? { outcome: 'refused', ...refusal } : { outcome: 'done' };
  return Response.json(body, { status: refusal ? statusOf(refusal) : 200 });
}

/** The address is for sending only. */
export function loader() {
  return redirect('/lk');
}
