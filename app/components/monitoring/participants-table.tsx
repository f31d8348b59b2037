import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { ParticipantPage, ParticipantQuery, ParticipantRow } from '../../protocol/views';
import { DataTable, SortHeader } from '../ui/data-table';
import { IconLink } from '../ui/icon-button';
import { Timestamp } from '../ui/timestamp';
import { participantColumns, sortedBy, writeParticipantQuery } from './participant-address';
import styles from './participants-table.module.css';
import { ParticipantStatus } from './status';

/** The organisations of a collection, one a row, with the eye that opens their data (A41). */
export function ParticipantsTable({
  collectionId,
  rows,
  query,
  showsRegion,
}: {
  readonly collectionId: string;
  readonly rows: ParticipantPage['rows'];
  readonly query: ParticipantQuery;
  /** Where organisations of several regions are listed. */
  readonly showsRegion: boolean;
}) {
  const { t } = useTranslation('monitoring');
  return (
    <DataTable className={styles.participants}>
      <thead>
        <tr>
          {participantColumns.map((column) => (
            <SortHeader
              key={column}
              to={sortedBy(query, column)}
              direction={query.sort === column ? (query.descending ? 'descending' : 'ascending') : null}
              label={t('participants.sortBy', { column: t(`participants.columns.${column}`) })}
            >
              {t(`participants.columns.${column}`)}
            </SortHeader>
          ))}
          <th scope="col">
            <span className="visually-hidden">{t('participants.columns.view')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Participant
            key={row.submissionId}
            row={row}
            to={`/lk/collections/${collectionId}/participants/${row.submissionId}${writeParticipantQuery(query)}`}
            showsRegion={showsRegion}
          />
        ))}
      </tbody>
    </DataTable>
  );
}

function Participant({
  row,
  to,
  showsRegion,
}: {
  readonly row: ParticipantRow;
  readonly to: string;
  readonly showsRegion: boolean;
}) {
  const { t } = useTranslation('monitoring');
  const place = showsRegion ? `${row.region}, ${row.municipality}` : row.municipality;
  return (
    <tr>
      <th scope="row" className={styles.login}>
        {row.login}
      </th>
      <td className={styles.organisation}>
        <span className={styles.who}>
          {row.organisation}
          <span className={styles.place}>{place}</span>
        </span>
      </td>
      <td className={styles.status}>
        <ParticipantStatus status={row.status} />
      </td>
      <Instant at={row.startedAt} label={t('participants.columns.startedAt')} />
      <Instant at={row.submittedAt} label={t('participants.columns.submittedAt')} />
      <td className={styles.eye}>
        <IconLink
          to={to}
          preventScrollReset
          label={t('participants.view', { organisation: row.organisation })}
          icon={<Eye aria-hidden="true" />}
          className={styles.eyeLink}
        />
      </td>
    </tr>
  );
}

function Instant({ at, label }: { readonly at: string | null; readonly label: string }) {
  const format = useFormat();
  return (
    <td className={styles.instant} data-label={label} data-blank={at === null || undefined}>
      {at === null ? '' : <Timestamp at={at}>{format.dateTimeShort(at)}</Timestamp>}
    </td>
  );
}
