import styles from './progress-bar.module.css';

/** How much of a long piece of work is done; without a total it only says that something goes on. */
export function ProgressBar({
  label,
  done,
  total,
}: {
  readonly label: string;
  readonly done: number;
  readonly total: number;
}) {
  return (
    <progress className={styles.bar} aria-label={label} {...(total > 0 ? { value: done, max: total } : {})} />
  );
}
