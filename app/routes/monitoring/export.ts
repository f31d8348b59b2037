import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { requestExport } from '~/services/request-export.server';
import { pageScope } from '../request.server';

/** Starts an export (A43). The window in the page gets its number; without scripts the notifications follow. */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const form = await args.request.formData();
  const report = await requestExport(em, viewer, args.params.collectionId ?? '');
  if (report === null) throw new Response(null, { status: 404 });
  return form.has('window') ? Response.json({ number: report.number }) : redirect('/lk/notifications');
}

/** The address is for sending only; whoever opens it gets the list. */
export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/lk/collections/${params.collectionId ?? ''}/participants`);
}
