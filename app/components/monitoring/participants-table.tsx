import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type {
  ExtraColumn,
  ParticipantPage,
  ParticipantQuery,
  ParticipantRow,
  ParticipantSort,
} from '../../protocol/views';
import { ReviewMarkBadge } from '../review/mark-badge';
import { DataTable, SortHeader } from '../ui/data-table';
import { IconLink } from '../ui/icon-button';
import { Timestamp } from '../ui/timestamp';
import { participantColumns, sortedBy, writeParticipantQuery } from './participant-address';
import styles from './participants-table.module.css';
import { ContactLines } from './contact-lines';
import { SelectOne, SelectShown } from './select-participants';
import { ParticipantStatus } from './status';
import type { Selection } from './use-selection';

/** The organisations of a collection, one a row, with the eye that opens their data (A41). */
export function ParticipantsTable({
  collectionId,
  rows,
  query,
  showsRegion,
  showsReview,
  extraColumns,
  selection,
}: {
  readonly collectionId: string;
  readonly rows: ParticipantPage['rows'];
  readonly query: ParticipantQuery;
  /** Where organisations of several regions are listed. */
  readonly showsRegion: boolean;
  /** The collection has a review. */
  readonly showsReview: boolean;
  readonly extraColumns: readonly ExtraColumn[];
  readonly selection: Selection;
}) {
  const { t } = useTranslation('monitoring');
  const { t: common } = useTranslation();
  const shown = rows.map(({ login }) => login);
  return (
    <DataTable className={styles.participants}>
      <thead>
        <tr>
          <th scope="col" className={styles.choose}>
            <SelectShown selection={selection} shown={shown} />
          </th>
          {participantColumns.map((column) => (
            <ColumnHeader key={column} column={column} query={query} />
          ))}
          {showsReview ? <th scope="col">{common('review.column')}</th> : null}
          {extraColumns.map((column) =>
            column === 'contact' ? (
              <th key={column} scope="col">
                {t('participants.extra.contact')}
              </th>
            ) : (
              <ColumnHeader key={column} column={column} query={query} />
            ),
          )}
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
            showsReview={showsReview}
            extraColumns={extraColumns}
            selection={selection}
          />
        ))}
      </tbody>
    </DataTable>
  );
}

function ColumnHeader({
  column,
  query,
}: {
  readonly column: ParticipantSort;
  readonly query: ParticipantQuery;
}) {
  const { t } = useTranslation('monitoring');
  const name = t(`participants.columns.${column}`);
  return (
    <SortHeader
      to={sortedBy(query, column)}
      direction={query.sort === column ? (query.descending ? 'descending' : 'ascending') : null}
      label={t('participants.sortBy', { column: name })}
    >
      {name}
    </SortHeader>
  );
}

function Participant({
  row,
  to,
  showsRegion,
  showsReview,
  extraColumns,
  selection,
}: {
  readonly row: ParticipantRow;
  readonly to: string;
  readonly showsRegion: boolean;
  readonly showsReview: boolean;
  readonly extraColumns: readonly ExtraColumn[];
  readonly selection: Selection;
}) {
  const { t } = useTranslation('monitoring');
  const place = showsRegion ? `${row.region}, ${row.municipality}` : row.municipality;
  return (
    <tr>
      <td className={styles.choose}>
        <SelectOne selection={selection} login={row.login} organisation={row.organisation} />
      </td>
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
      {showsReview ? (
        <td className={styles.status} data-blank={row.review === null || undefined}>
          {row.review === null ? '' : <ReviewMarkBadge mark={row.review} />}
        </td>
      ) : null}
      {extraColumns.map((column) => (
        <ExtraCell key={column} column={column} row={row} />
      ))}
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

function ExtraCell({ column, row }: { readonly column: ExtraColumn; readonly row: ParticipantRow }) {
  const { t } = useTranslation('monitoring');
  const format = useFormat();
  if (column === 'lastActivity')
    return <Instant at={row.lastActivity} label={t('participants.columns.lastActivity')} />;
  if (column === 'contact') {
    return (
      <td>
        <ContactLines contact={row.contact} />
      </td>
    );
  }
  return (
    <td
      className={styles.figure}
      data-label={t('participants.columns.errorsLeft')}
      data-blank={row.errorsLeft === null || undefined}
    >
      {row.errorsLeft === null ? '' : format.integer(row.errorsLeft)}
    </td>
  );
}
