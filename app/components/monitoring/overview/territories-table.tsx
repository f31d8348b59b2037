import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import type { MonitoringQuery, TerritoryName, TerritoryRow } from '../../../protocol/monitoring';
import type { ParticipantCounts } from '../../../protocol/views';
import { DataTable, SortHeader } from '../../ui/data-table';
import { territoryColumns, writeMonitoringQuery } from './overview-address';
import { ShareCell } from './share-cell';
import styles from './territories-table.module.css';

/** Territories beside each other; the foot is their sum, which is the whole. */
export function TerritoriesTable({
  rows,
  counts,
  query,
  participants,
  unit,
}: {
  readonly rows: readonly TerritoryRow[];
  readonly counts: ParticipantCounts;
  readonly query: MonitoringQuery;
  /** Address of the list of participants. */
  readonly participants: string;
  /** The territory whose parts are compared. */
  readonly unit: TerritoryName | undefined;
}) {
  const { t } = useTranslation('monitoring');
  return (
    <DataTable className={styles.territories}>
      <thead>
        <tr>
          {territoryColumns.map((column) => (
            <SortHeader
              key={column}
              to={writeMonitoringQuery({
                ...query,
                sort: column,
                descending: query.sort === column && !query.descending,
              })}
              direction={query.sort === column ? (query.descending ? 'descending' : 'ascending') : null}
              label={t('participants.sortBy', { column: t(`overview.columns.${column}`) })}
            >
              {t(`overview.columns.${column}`)}
            </SortHeader>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ territory, counts: of, share }) => (
          <tr key={territory?.code ?? ''}>
            <th scope="row">
              {territory === null ? (
                <Link to={`${participants}?unit=${encodeURIComponent(unit?.code ?? '')}&direct=yes`}>
                  {t('overview.direct')}
                </Link>
              ) : (
                <Link to={writeMonitoringQuery({ ...query, unit: territory.code })}>{territory.title}</Link>
              )}
            </th>
            <Figures counts={of} share={share} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('overview.sum')}</th>
          <Figures counts={counts} share={counts.total === 0 ? 0 : (counts.submitted / counts.total) * 100} />
        </tr>
      </tfoot>
    </DataTable>
  );
}

const figures = ['total', 'notStarted', 'inProgress', 'submitted'] as const;

function Figures({ counts, share }: { readonly counts: ParticipantCounts; readonly share: number }) {
  const { t } = useTranslation('monitoring');
  const format = useFormat();
  return (
    <>
      {figures.map((key) => (
        <td key={key} className={styles.figure} data-label={t(`overview.columns.${key}`)}>
          {format.integer(counts[key])}
        </td>
      ))}
      <td className={styles.share} data-label={t('overview.columns.share')}>
        <ShareCell share={share} counts={counts} />
      </td>
    </>
  );
}
