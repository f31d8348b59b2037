import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { requestDownloadsReport } from '~/services/files/request-downloads-report.server';
import { pageScope } from '../request.server';

/** Starts a report of downloads (A18). The window in the page gets its number; without scripts the notifications follow. */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const form = await args.request.formData();
  const file = form.get('file');
  const about = { blockId: args.params.blockId ?? '', fileId: typeof file === 'string' ? file : null };
  const report = await requestDownloadsReport(em, viewer, about);
  if (report === null) throw new Response(null, { status: 404 });
  return form.has('window') ? Response.json({ number: report.number }) : redirect('/lk/notifications');
}

/** The address is for sending only. */
export function loader() {
  return redirect('/lk');
}
