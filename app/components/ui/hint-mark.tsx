import { CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useHint } from './hint';
import styles from './hint.module.css';

/** A question mark, or another icon, whose bubble explains what stands beside it: hover, focus or tap. */
export function HintMark({
  label,
  icon = <CircleHelp aria-hidden="true" />,
  children,
}: {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}) {
  const { target, bubble, toggle } = useHint(children);
  return (
    <>
      <button type="button" className={styles.mark} aria-label={label} {...target} onClick={toggle}>
        {icon}
      </button>
      {bubble}
    </>
  );
}
