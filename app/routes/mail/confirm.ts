import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { confirmMail } from '~/services/mail/mail-settings.server';
import { pageScope } from '../request.server';

/** The link of the confirming letter; whoever opens it signs in first, so that programs which look into letters confirm nothing. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const confirmed = await confirmMail(em, viewer, args.params.token ?? '');
  return redirect(`/lk/mail?result=${confirmed ? 'done' : 'expired'}`);
}
