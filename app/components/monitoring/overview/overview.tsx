import { Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MonitoringPage, MonitoringQuery } from '../../../protocol/monitoring';
import { CollectionWindow } from '../../publications/collection-window';
import { Counts } from '../../publications/counts';
import { ButtonLink } from '../../ui/button';
import summaryStyles from '../participants.module.css';
import styles from './overview.module.css';
import { ProgressSection } from './progress-section';
import { TerritoriesTable } from './territories-table';
import { TerritoryPath } from './territory-path';

/** «Ход сбора»: where it stands in a territory, how it got there, and the territories below beside each other (A38). */
export function Overview({
  page,
  query,
  timeZone,
}: {
  readonly page: MonitoringPage;
  readonly query: MonitoringQuery;
  readonly timeZone: string;
}) {
  const { t } = useTranslation('monitoring');
  const { collection, counts, path, territories } = page;
  const unit = path.at(-1);
  const of = path.length > 1 && unit ? `?unit=${encodeURIComponent(unit.code)}` : '';
  return (
    <>
      <section className={summaryStyles.summary} aria-labelledby="collection-title">
        <div className={summaryStyles.which}>
          <h2 id="collection-title" className={summaryStyles.title}>
            {collection.title}
          </h2>
          <CollectionWindow window={collection.window} timeZone={timeZone} />
        </div>
        <Counts counts={counts} />
        <ButtonLink
          to={`/lk/collections/${collection.id}/participants${of}`}
          icon={<Users aria-hidden="true" />}
        >
          {t('overview.participants')}
        </ButtonLink>
      </section>
      <TerritoryPath path={path} query={query} />
      <ProgressSection page={page} query={query} />
      {territories.length === 0 ? null : (
        <section className={styles.section} aria-labelledby="territories">
          <h2 id="territories" className={styles.heading}>
            {t(unit?.kind === 'country' ? 'overview.regions' : 'overview.municipalities')}
          </h2>
          <TerritoriesTable
            rows={territories}
            counts={counts}
            query={query}
            participants={`/lk/collections/${collection.id}/participants`}
            unit={unit}
          />
        </section>
      )}
    </>
  );
}
