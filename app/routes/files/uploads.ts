import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { scriptScope } from '../request.server';
import { answerTus } from './upload-protocol.server';

/** Begins an upload: `POST` of tus 1.0. */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  return answerTus(args.request, await scriptScope(args));
}

/** The address is for sending only. */
export function loader() {
  return redirect('/lk');
}
