import { Link } from '@remix-run/react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { classNames } from './class-names';
import { pageWindow } from './page-window';
import styles from './pagination.module.css';

export interface PaginationProps {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  /** Entries on all pages. */
  readonly total: number;
  /** Where a page is found: an address, or a handler for lists that live in the page. */
  readonly to: ((page: number) => string) | { readonly onPage: (page: number) => void };
}

/** Pages of a list: which entries are shown, neighbours and ends. Nothing where one page holds all. */
export function Pagination({ page, pageSize, total, to }: PaginationProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const pages = Math.ceil(total / pageSize);
  if (pages <= 1) return null;
  const shown = t('pages.shown', {
    from: format.integer((page - 1) * pageSize + 1),
    to: format.integer(Math.min(page * pageSize, total)),
    total: format.integer(total),
  });
  return (
    <nav className={styles.pagination} aria-label={t('pages.label')} data-print="hide">
      <p className={styles.shown}>{shown}</p>
      <ul className={styles.pages}>
        <li>
          <PageLink to={to} page={page - 1} enabled={page > 1} label={t('pages.previous')}>
            <ChevronLeft aria-hidden="true" />
          </PageLink>
        </li>
        {pageWindow(page, pages).map((entry, index) => (
          <li key={entry ?? `gap-${index}`}>
            {entry === null ? (
              <span className={styles.gap}>…</span>
            ) : (
              <PageLink
                to={to}
                page={entry}
                enabled
                current={entry === page}
                label={t('pages.page', { page: entry })}
              >
                {entry}
              </PageLink>
            )}
          </li>
        ))}
        <li>
          <PageLink to={to} page={page + 1} enabled={page < pages} label={t('pages.next')}>
            <ChevronRight aria-hidden="true" />
          </PageLink>
        </li>
      </ul>
    </nav>
  );
}

function PageLink({
  to,
  page,
  enabled,
  current = false,
  label,
  children,
}: {
  readonly to: PaginationProps['to'];
  readonly page: number;
  readonly enabled: boolean;
  readonly current?: boolean;
  readonly label: string;
  readonly children: ReactNode;
}) {
  const className = classNames(styles.page, current && styles.current, !enabled && styles.off);
  if (!enabled) {
    return (
      <span className={className} aria-hidden="true">
        {children}
      </span>
    );
  }
  if (typeof to === 'function') {
    return (
      <Link
        to={to(page)}
        className={className}
        aria-label={label}
        aria-current={current ? 'page' : undefined}
        preventScrollReset
      >
        {children}
      </Link>
    );
  }
  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      aria-current={current ? 'page' : undefined}
      onClick={() => to.onPage(page)}
    >
      {children}
    </button>
  );
}
