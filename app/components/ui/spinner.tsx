import styles from './spinner.module.css';

/** A turning ring beside words that say what is going on. Stands still where the user prefers no motion. */
export function Spinner() {
  return (
    <svg className={styles.spinner} viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">
      <circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" strokeWidth="2" opacity="0.25" />
      <path d="M9 2a7 7 0 0 1 7 7" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
