import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './button.module.css';

/** A file to fetch, looking like a button. The browser loads it itself, outside the page's own navigation. */
export function DownloadLink({
  href,
  variant = 'secondary',
  icon,
  onClick,
  children,
}: {
  readonly href: string;
  readonly variant?: 'primary' | 'secondary';
  readonly icon: ReactNode;
  readonly onClick?: () => void;
  readonly children: ReactNode;
}) {
  return (
    <a href={href} download className={classNames(styles.button, styles[variant])} onClick={onClick}>
      {icon}
      <span>{children}</span>
    </a>
  );
}
