import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ParticipantQuery } from '../../protocol/views';
import { Disclosure } from '../ui/disclosure';
import { participantColumns, sortedBy } from './participant-address';
import styles from './participants-sort.module.css';

/** The order of the list where its heading has no room. */
export function ParticipantsSort({ query }: { readonly query: ParticipantQuery }) {
  const { t } = useTranslation('monitoring');
  const order = t(query.descending ? 'participants.descending' : 'participants.ascending');
  return (
    <div className={styles.sort} data-print="hide">
      <Disclosure
        key={`${query.sort} ${query.descending}`}
        summary={`${t('participants.sort')}: ${t(`participants.columns.${query.sort}`)}, ${order}`}
      >
        <ul className={styles.orders}>
          {participantColumns.map((column) => (
            <li key={column}>
              <Link to={sortedBy(query, column)} replace preventScrollReset className={styles.order}>
                {t(`participants.columns.${column}`)}
              </Link>
            </li>
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}
