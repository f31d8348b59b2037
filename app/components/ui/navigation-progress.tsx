import { useNavigation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import styles from './navigation-progress.module.css';
import { useDelayed } from './skeleton';

/** A thin line at the top of the window while the next page is on its way for longer than 300 ms. */
export function NavigationProgress() {
  const { t } = useTranslation();
  const late = useDelayed(useNavigation().state !== 'idle');
  return (
    <div role="status" className={styles.progress} data-print="hide">
      {late ? (
        <>
          <span className={styles.line} aria-hidden="true" />
          <span className="visually-hidden">{t('loading')}</span>
        </>
      ) : null}
    </div>
  );
}
