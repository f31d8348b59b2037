import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './skeleton.module.css';

/** Grey lines in the place of what is coming. They appear after 300 ms, so that quick answers do not flicker. */
export function Skeleton({ lines = 3 }: { readonly lines?: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.skeleton} role="status">
      <span className="visually-hidden">{t('loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={styles.line} aria-hidden="true" />
      ))}
    </div>
  );
}

/** True once `pending` has lasted `delayMs`; false at once when it ends. */
export function useDelayed(pending: boolean, delayMs = 300): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setLate(true), delayMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [pending, delayMs]);
  return pending && late;
}
