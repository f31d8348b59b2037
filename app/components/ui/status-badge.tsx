import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './status-badge.module.css';

export type Tone = 'neutral' | 'info' | 'done' | 'warning' | 'error';

/** Colour, icon and word together: none of them alone carries the meaning. */
export function StatusBadge({
  tone,
  icon,
  children,
}: {
  readonly tone: Tone;
  readonly icon: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <span className={classNames(styles.badge, styles[tone])}>
      {icon}
      {children}
    </span>
  );
}
