import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { CheckCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { useAutoRefresh } from '~/components/hooks/use-auto-refresh';
import { Page } from '~/components/layout/page';
import { NotificationList } from '~/components/notifications/notification-list';
import { useKeepsNew } from '~/components/notifications/use-keeps-new';
import { Button } from '~/components/ui/button';
import { listNotifications } from '~/services/list-notifications.server';
import { markNotificationsRead } from '~/services/mark-notifications-read.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const [page, notifications, common] = await Promise.all([
    listNotifications(em, viewer),
    textsOf(args, 'notifications'),
    textsOf(args, 'common'),
  ]);
  return { page, documentTitle: `${notifications('title')} – ${common('product')}` };
}

/** Marks everything as read. */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  await markNotificationsRead(em, viewer);
  return null;
}

const refreshMs = 10_000;

export default function Notifications() {
  const { page } = useLoaderData<typeof loader>();
  const { t } = useTranslation('notifications');
  const read = useFetcher();
  useAutoRefresh(refreshMs);
  const items = useKeepsNew(page.items);
  return (
    <Page title={t('title')}>
      {page.unread > 0 ? (
        <read.Form method="post">
          <Button type="submit" icon={<CheckCheck aria-hidden="true" />} busy={read.state !== 'idle'}>
            {t('markRead')}
          </Button>
        </read.Form>
      ) : null}
      <NotificationList items={items} />
    </Page>
  );
}
