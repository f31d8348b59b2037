import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { openNotification } from '~/services/notifications/open-notification.server';
import { pageScope } from '../request.server';

/** Where the links of notifications lead, also from letters: to what it is about, and it is read. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const notification = await openNotification(em, viewer, args.params.notificationId ?? '');
  return redirect(notification?.path ?? '/lk/notifications');
}
