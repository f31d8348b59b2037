import { Link } from '@remix-run/react';
import { ChevronRight, Mail } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MailView } from '../../protocol/mail';
import styles from './mail-card.module.css';

/** Leads from the preferences to the settings of letters, and says how they stand. */
export function MailCard({ mail }: { readonly mail: MailView }) {
  const { t } = useTranslation('notifications');
  const { address, confirmed } = mail;
  return (
    <Link to="/lk/mail" className={styles.card}>
      <Mail aria-hidden="true" />
      <span className={styles.words}>
        <span className={styles.title}>{t('mail.title')}</span>
        <span>
          {address === null
            ? t('mail.none')
            : t(confirmed ? 'mail.confirmed' : 'mail.unconfirmed', { address })}
        </span>
      </span>
      <ChevronRight aria-hidden="true" />
    </Link>
  );
}
