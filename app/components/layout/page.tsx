import { Link } from '@remix-run/react';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names';
import styles from './page.module.css';

/** The content of a page: its heading, a way back where there is one, and what it is about. At most 1200 px where people read. */
export function Page({
  title,
  back,
  wide = false,
  aside,
  children,
}: {
  readonly title: string;
  readonly back?: { readonly to: string; readonly label: string };
  /** Full width, for tables. */
  readonly wide?: boolean;
  /** Beside the heading. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <main id="content" tabIndex={-1} className={classNames(styles.page, wide && styles.wide)}>
      <div className={styles.head}>
        {back === undefined ? null : (
          <Link to={back.to} className={styles.back} data-print="hide">
            <ArrowLeft aria-hidden="true" />
            {back.label}
          </Link>
        )}
        <h1 className={styles.title}>{title}</h1>
        {aside}
      </div>
      {children}
    </main>
  );
}
