import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { endSession } from '~/auth/sessions.server';

export const loader = () => redirect('/lk');

/** Ends the session. Only by a form: a link from elsewhere signs nobody out. */
export async function action({ request }: ActionFunctionArgs) {
  requireSameOrigin(request);
  return redirect('/login', { headers: { 'Set-Cookie': await endSession(request) } });
}
