import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Link, useFetcher, useLoaderData } from '@remix-run/react';
import { CheckCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { Page } from '~/components/layout/page';
import { NotificationList } from '~/components/notifications/notification-list';
import styles from '~/components/notifications/notification-list.module.css';
import { UnfinishedReports } from '~/components/notifications/unfinished-reports';
import { Button } from '~/components/ui/button';
import { EmptyState } from '~/components/ui/empty-state';
import { Pagination } from '~/components/ui/pagination';
import { NOTIFICATIONS_A_PAGE } from '~/protocol/notifications';
import { listNotifications } from '~/services/notifications/list-notifications.server';
import { markNotifications } from '~/services/notifications/mark-notifications.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

const querySchema = z.object({
  show: z.enum(['all', 'unread']).catch('all'),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
});

export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const query = querySchema.parse(Object.fromEntries(new URL(args.request.url).searchParams));
  const unreadOnly = query.show === 'unread';
  const [page, notifications, common] = await Promise.all([
    listNotifications(em, viewer, { unreadOnly, page: query.page }),
    textsOf(args, 'notifications'),
    textsOf(args, 'common'),
  ]);
  return { page, unreadOnly, documentTitle: `${notifications('title')} – ${common('product')}` };
}

const formSchema = z.object({ intent: z.enum(['read', 'unread']), ids: z.array(z.string()).max(500) });

/** Marks notifications as read or unread: those that are named by `id`, or all. */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const form = await args.request.formData();
  const parsed = formSchema.safeParse({ intent: form.get('intent') ?? 'read', ids: form.getAll('id') });
  if (!parsed.success) throw new Response(null, { status: 400 });
  const { intent, ids } = parsed.data;
  await markNotifications(em, viewer, { ids: ids.length === 0 ? null : ids, read: intent === 'read' });
  return null;
}

const addressOf = (unreadOnly: boolean, page: number) =>
  `/lk/notifications?${new URLSearchParams({ ...(unreadOnly ? { show: 'unread' } : {}), ...(page > 1 ? { page: String(page) } : {}) })}`;

export default function Notifications() {
  const { page, unreadOnly } = useLoaderData<typeof loader>();
  const { t } = useTranslation('notifications');
  const read = useFetcher();
  return (
    <Page title={t('title')}>
      <div className={styles.bar}>
        <nav className={styles.show} aria-label={t('show.label')}>
          {[false, true].map((unread) => (
            <Link
              key={String(unread)}
              to={addressOf(unread, 1)}
              aria-current={unread === unreadOnly ? 'page' : undefined}
            >
              {t(unread ? 'show.unread' : 'show.all')}
              {unread && page.unread > 0 ? ` (${page.unread})` : null}
            </Link>
          ))}
        </nav>
        {page.unread > 0 ? (
          <read.Form method="post">
            <Button type="submit" icon={<CheckCheck aria-hidden="true" />} busy={read.state !== 'idle'}>
              {t('markRead')}
            </Button>
          </read.Form>
        ) : null}
      </div>
      <UnfinishedReports reports={page.unfinished} />
      {page.items.length === 0 && (unreadOnly || page.unfinished.length === 0) ? (
        <EmptyState
          title={t(unreadOnly ? 'noneUnread.title' : 'none.title')}
          text={t(unreadOnly ? 'noneUnread.text' : 'none.text')}
        />
      ) : (
        <NotificationList items={page.items} />
      )}
      <Pagination
        page={page.page}
        pageSize={NOTIFICATIONS_A_PAGE}
        total={page.total}
        to={(number) => addressOf(unreadOnly, number)}
      />
    </Page>
  );
}
