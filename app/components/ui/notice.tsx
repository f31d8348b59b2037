import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './notice.module.css';

const icons = { info: Info, done: CircleCheck, warning: TriangleAlert, error: CircleAlert } as const;

/** A message in the page: what happened, what it means, what to do. `live` ones are read aloud when they appear. */
export function Notice({
  tone,
  title,
  live = false,
  children,
}: {
  readonly tone: keyof typeof icons;
  readonly title?: string;
  readonly live?: boolean;
  readonly children?: ReactNode;
}) {
  const Icon = icons[tone];
  return (
    <div className={classNames(styles.notice, styles[tone])} role={live ? 'alert' : undefined}>
      <Icon aria-hidden="true" />
      <div className={styles.words}>
        {title === undefined ? null : <p className={styles.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}
