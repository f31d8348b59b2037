import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ReviewMark } from '../../protocol/review';
import type { ParticipantQuery } from '../../protocol/views';
import { classNames } from '../ui/class-names';
import { writeParticipantQuery } from './participant-address';
import styles from './participants-filter.module.css';

const states: readonly ReviewMark['state'][] = ['waiting', 'returned', 'accepted'];

/** Submitted reports by the mark of their review. A second press takes the choice away. */
export function ReviewFilter({ query }: { readonly query: ParticipantQuery }) {
  const { t } = useTranslation();
  const { review: chosen, ...rest } = query;
  return (
    <nav aria-label={t('review.title')} className={styles.statuses} data-print="hide">
      {states.map((state) => {
        const isCurrent = state === chosen;
        return (
          <Link
            key={state}
            to={writeParticipantQuery({ ...rest, page: 1, ...(isCurrent ? {} : { review: state }) })}
            replace
            preventScrollReset
            className={classNames(styles.status, isCurrent && styles.current)}
            aria-current={isCurrent ? 'true' : undefined}
          >
            {t(`review.${state}`)}
          </Link>
        );
      })}
    </nav>
  );
}
