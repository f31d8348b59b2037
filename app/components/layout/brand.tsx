import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import styles from './brand.module.css';

/** The mark: answers that come together in one place. */
export function BrandMark() {
  return (
    <svg className={styles.mark} viewBox="0 0 28 28" width="28" height="28" aria-hidden="true">
      <rect className={styles.ground} width="28" height="28" rx="7" />
      <g fill="none" stroke="#fff" strokeWidth="2.25" strokeLinecap="round" strokeLinejoin="round">
        <path d="M7 7.5h14M9.5 13h9M12 18.5h4" />
        <path d="M14 21.75v.01" />
      </g>
    </svg>
  );
}

/** The product's name; leads to the publications. */
export function Brand({ to = '/lk' }: { readonly to?: string }) {
  const { t } = useTranslation();
  return (
    <Link to={to} className={styles.brand}>
      <BrandMark />
      <span className={styles.name}>{t('product')}</span>
    </Link>
  );
}
