import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import type { MonitoringPage, MonitoringQuery } from '../../../protocol/monitoring';
import { DataTable } from '../../ui/data-table';
import { writeMonitoringQuery } from './overview-address';
import { ProgressChart } from './progress-chart';
import styles from './progress.module.css';

const steps = ['day', 'hour'] as const;

/** The course over time: a chart, and beside it the same as a table, the newest first. */
export function ProgressSection({
  page,
  query,
}: {
  readonly page: MonitoringPage;
  readonly query: MonitoringQuery;
}) {
  const { t } = useTranslation('monitoring');
  const { progress, parent } = page;
  return (
    <section className={styles.progress} aria-labelledby="progress">
      <div className={styles.head}>
        <h2 id="progress">{t('overview.progress')}</h2>
        <nav aria-label={t('overview.step')} className={styles.steps}>
          {steps.map((step) => (
            <Link
              key={step}
              to={writeMonitoringQuery({ ...query, step })}
              replace
              preventScrollReset
              aria-current={step === progress.step ? 'true' : undefined}
            >
              {t(`overview.steps.${step}`)}
            </Link>
          ))}
        </nav>
      </div>
      {progress.points.length === 0 ? (
        <p className={styles.none}>{t('overview.notYet')}</p>
      ) : (
        <div className={styles.beside}>
          <figure className={styles.figure}>
            <ProgressChart
              progress={progress}
              closesAt={page.collection.window.closesAt}
              total={page.counts.total}
              parent={parent?.title ?? null}
            />
            <Legend parent={parent?.title ?? null} />
          </figure>
          <PointsTable progress={progress} hasParent={parent !== null} />
        </div>
      )}
    </section>
  );
}

function Legend({ parent }: { readonly parent: string | null }) {
  const { t } = useTranslation('monitoring');
  return (
    <figcaption className={styles.legend}>
      <span className={styles.key} data-of="done">
        {t('overview.submitted')}
      </span>
      <span className={styles.key} data-of="begun">
        {t('overview.begun')}
      </span>
      {parent === null ? null : (
        <span className={styles.key} data-of="parent">
          {t('overview.parentShare', { parent })}
        </span>
      )}
    </figcaption>
  );
}

function PointsTable({
  progress: { step, points },
  hasParent,
}: {
  readonly progress: MonitoringPage['progress'];
  readonly hasParent: boolean;
}) {
  const { t } = useTranslation('monitoring');
  const format = useFormat();
  return (
    // Scrolls by itself, so it can be reached by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.points} role="region" aria-label={t('overview.table')} tabIndex={0}>
      <DataTable className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t(`overview.columnsOfStep.${step}`)}</th>
            <th scope="col">{t('overview.begunBy')}</th>
            <th scope="col">{t('overview.added')}</th>
            <th scope="col">{t('overview.submittedBy')}</th>
            <th scope="col">{t('overview.columns.share')}</th>
            {hasParent ? <th scope="col">{t('overview.above')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {[...points].reverse().map(({ start, begun, added, submitted, share, parentShare }) => {
            return (
              <tr key={start}>
                <th scope="row">
                  <time dateTime={start}>
                    {step === 'hour' ? format.dateTimeShort(start) : format.dateTimeShort(start).slice(0, 10)}
                  </time>
                </th>
                <td>{format.integer(begun)}</td>
                <td>{added === 0 ? '' : `+${format.integer(added)}`}</td>
                <td>{format.integer(submitted)}</td>
                <td>{format.percent(share)}</td>
                {hasParent ? <td>{parentShare === null ? '' : format.percent(parentShare)}</td> : null}
              </tr>
            );
          })}
        </tbody>
      </DataTable>
    </div>
  );
}
