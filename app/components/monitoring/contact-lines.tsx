import { useTranslation } from 'react-i18next';
import type { ParticipantRow } from '../../protocol/views';
import styles from './contact-lines.module.css';

/** Whom to ask: a name, a number that a telephone dials, an address for letters. */
export function ContactLines({ contact: { name, phone, email } }: Pick<ParticipantRow, 'contact'>) {
  const { t } = useTranslation('monitoring');
  if (name === '' && phone === '' && email === '') {
    return <span className={styles.none}>{t('participants.noContact')}</span>;
  }
  return (
    <span className={styles.contact}>
      {name === '' ? null : <span>{name}</span>}
      {phone === '' ? null : <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a>}
      {email === '' ? null : <a href={`mailto:${email}`}>{email}</a>}
    </span>
  );
}
