import { Link } from '@remix-run/react';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ReactNode, TableHTMLAttributes } from 'react';
import { classNames } from './class-names';
import styles from './data-table.module.css';

/**
 * A dense table: hairlines, a header that stays in sight, rows of 32 px. At 900 px and less its rows become cards; each cell says
 * its column by `data-label`.
 */
export function DataTable({ className, ...rest }: TableHTMLAttributes<HTMLTableElement>) {
  return <table {...rest} className={classNames(styles.table, className)} />;
}

export type SortDirection = 'ascending' | 'descending';

/** A column heading that sorts: a link, so it works before scripts arrive and the order has an address. */
export function SortHeader({
  to,
  direction,
  label,
  children,
}: {
  readonly to: string;
  readonly direction: SortDirection | null;
  /** What a press does, for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
}) {
  const Icon = direction === null ? ChevronsUpDown : direction === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th scope="col" aria-sort={direction ?? 'none'}>
      <Link
        to={to}
        preventScrollReset
        className={classNames(styles.sort, direction !== null && styles.sorted)}
        title={label}
      >
        {children}
        <Icon aria-hidden="true" />
      </Link>
    </th>
  );
}
