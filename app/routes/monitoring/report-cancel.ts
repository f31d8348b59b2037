import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { cancelReport } from '~/services/cancel-report.server';
import { pageScope } from '../request.server';
import { reportNumber } from './report-number';

/** Stops a report that is being formed; one that is finished already stays as it is. Without scripts the notifications follow. */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const form = await args.request.formData();
  const outcome = await cancelReport(em, viewer, reportNumber(args.params));
  if (outcome === null) throw new Response(null, { status: 404 });
  return form.has('window') ? Response.json({ outcome }) : redirect('/lk/notifications');
}

/** The address is for sending only. */
export function loader() {
  return redirect('/lk/notifications');
}
