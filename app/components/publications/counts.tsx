import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { ParticipantCounts } from '../../protocol/views';
import styles from './counts.module.css';

/** «Всего», «Не приступило», «В работе», «Сдано» as figures, and their shares as a thin bar (A38). */
export function Counts({ counts }: { readonly counts: ParticipantCounts }) {
  const { t } = useTranslation('publications');
  const format = useFormat();
  const figures = [
    { key: 'total', value: counts.total, mark: undefined },
    { key: 'notStarted', value: counts.notStarted, mark: styles.rest },
    { key: 'inProgress', value: counts.inProgress, mark: styles.progress },
    { key: 'submitted', value: counts.submitted, mark: styles.done },
  ] as const;
  return (
    <div className={styles.counts}>
      <dl className={styles.figures} aria-label={t('collection.counts.label')}>
        {figures.map(({ key, value, mark }) => (
          <div key={key} className={styles.figure}>
            <dt>
              {mark === undefined ? null : (
                <span className={`${styles.mark ?? ''} ${mark}`} aria-hidden="true" />
              )}
              {t(`collection.counts.${key}`)}
            </dt>
            <dd>{format.integer(value)}</dd>
          </div>
        ))}
      </dl>
      <ShareBar counts={counts} />
    </div>
  );
}

/** Drawn as SVG: widths as attributes need no inline styles, which the content policy forbids. */
function ShareBar({ counts }: { readonly counts: ParticipantCounts }) {
  const total = Math.max(1, counts.total);
  const submitted = (counts.submitted / total) * 100;
  const inProgress = (counts.inProgress / total) * 100;
  return (
    <svg className={styles.bar} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect className={styles.rest} width="100" height="1" />
      <rect className={styles.progress} width={submitted + inProgress} height="1" />
      <rect className={styles.done} width={submitted} height="1" />
    </svg>
  );
}
