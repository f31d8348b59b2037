import { Link, useFetcher } from '@remix-run/react';
import { Bell as BellIcon } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NotificationPage } from '../../protocol/notifications';
import { EmptyState } from '../ui/empty-state';
import { Skeleton } from '../ui/skeleton';
import styles from './bell.module.css';
import { NotificationList } from './notification-list';
import { UnfinishedReports } from './unfinished-reports';
import { useKeepsNew } from './use-keeps-new';

const shownInPanel = 5;

/**
 * The bell with the number of unread notifications. A press unfolds the latest ones and marks these as read; before scripts arrive it is
 * a link to the page with all of them.
 */
export function Bell({ unread }: { readonly unread: number }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const wrap = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLAnchorElement>(null);
  const panelId = useId();
  useDismiss(open, wrap, () => {
    setOpen(false);
    if (wrap.current?.contains(document.activeElement)) trigger.current?.focus();
  });
  const label = unread > 0 ? t('header.unread', { count: unread }) : t('header.notifications');
  return (
    <div ref={wrap} className={styles.bell}>
      <Link
        ref={trigger}
        to="/lk/notifications"
        className={styles.trigger}
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? panelId : undefined}
        title={label}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          setOpen(!open);
        }}
      >
        <BellIcon aria-hidden="true" />
        {unread > 0 ? <span className={styles.count}>{unread > 99 ? '99+' : unread}</span> : null}
      </Link>
      {open ? (
        <section id={panelId} className={styles.panel} aria-label={t('header.notifications')}>
          <LatestNotifications onLeave={() => setOpen(false)} />
        </section>
      ) : null}
    </div>
  );
}

function LatestNotifications({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('notifications');
  const list = useFetcher<{ readonly page: NotificationPage }>();
  const read = useFetcher();
  const { load } = list;
  const { submit } = read;
  const page = list.data?.page;
  useEffect(() => {
    load('/lk/notifications');
  }, [load]);
  const items = useKeepsNew((page?.items ?? []).slice(0, shownInPanel));
  // Others, further down, stay unread.
  const looked = items.filter(({ id }) => page?.items.some((item) => item.id === id && !item.read));
  const lookedAt = looked.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (lookedAt === '') return;
    const form = new FormData();
    form.set('intent', 'read');
    lookedAt.split(' ').forEach((id) => form.append('id', id));
    submit(form, { method: 'post', action: '/lk/notifications' });
  }, [lookedAt, submit]);
  return (
    <>
      {page === undefined ? null : <UnfinishedReports reports={page.unfinished} compact />}
      {page === undefined ? (
        <Skeleton lines={3} />
      ) : items.length === 0 ? (
        page.unfinished.length > 0 ? null : (
          <EmptyState title={t('none.title')} text={t('none.text')} />
        )
      ) : (
        <NotificationList items={items} compact onLeave={onLeave} />
      )}
      <Link to="/lk/notifications" className={styles.all} onClick={onLeave}>
        {t('all')}
      </Link>
    </>
  );
}

function useDismiss(open: boolean, wrap: React.RefObject<HTMLElement>, dismiss: () => void) {
  const latest = useRef(dismiss);
  useEffect(() => {
    latest.current = dismiss;
  });
  useEffect(() => {
    if (!open) return;
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && !wrap.current?.contains(event.target)) latest.current();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') latest.current();
    };
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('keydown', onKey);
    };
  }, [open, wrap]);
}
