import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { CloudOff, Compass, Hourglass, LockKeyhole, Wrench } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAutoRefresh } from '../hooks/use-auto-refresh';
import { Button, ButtonLink } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import styles from './page.module.css';

type Problem = 'notFound' | 'forbidden' | 'busy' | 'offline' | 'server';

const icons = {
  notFound: Compass,
  forbidden: LockKeyhole,
  busy: Hourglass,
  offline: CloudOff,
  server: Wrench,
} as const;

const retryMs = 5_000;

/** What went wrong with a page, what it means and the way out. `requestId` helps support to find it. */
export function ProblemPage({ requestId }: { readonly requestId?: string | undefined }) {
  const { t } = useTranslation();
  const problem = problemOf(useRouteError());
  const Icon = icons[problem];
  const text = t(`errors.${problem}.text`);
  const title = t(`errors.${problem}.title`);
  // What ends by itself needs no press.
  useAutoRefresh(retryMs, problem === 'offline' || problem === 'busy');
  useEffect(() => {
    document.title = `${title} – ${t('product')}`;
  }, [title, t]);
  return (
    <main id="content" tabIndex={-1} className={styles.page}>
      <h1 className="visually-hidden">{title}</h1>
      <EmptyState title={title} text={text} icon={<Icon aria-hidden="true" />}>
        {problem === 'server' && requestId !== undefined ? (
          <p>
            <small>{t('errors.server.request', { id: requestId })}</small>
          </p>
        ) : null}
        {problem === 'notFound' || problem === 'forbidden' ? (
          <ButtonLink to="/lk">{t('errors.home')}</ButtonLink>
        ) : (
          <Button onClick={() => window.location.reload()}>{t('retry')}</Button>
        )}
      </EmptyState>
    </main>
  );
}

function problemOf(error: unknown): Problem {
  if (!isRouteErrorResponse(error)) return isLostConnection(error) ? 'offline' : 'server';
  if (error.status === 404) return 'notFound';
  if (error.status === 403) return 'forbidden';
  return error.status === 503 || error.status === 429 ? 'busy' : 'server';
}

/** How browsers call a request that nobody answered: Chromium, Firefox, Safari. */
function isLostConnection(error: unknown): boolean {
  return (
    error instanceof TypeError &&
    /failed to fetch|networkerror|load failed|network connection/i.test(error.message)
  );
}
