import { Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { ParticipantPage, ParticipantQuery } from '../../protocol/views';
import { CollectionWindow } from '../publications/collection-window';
import { Counts } from '../publications/counts';
import { EmptyState } from '../ui/empty-state';
import { Pagination } from '../ui/pagination';
import { ExportButton } from './export-button';
import { writeParticipantQuery } from './participant-address';
import styles from './participants.module.css';
import { ParticipantsFilter } from './participants-filter';
import { ParticipantsSort } from './participants-sort';
import { ParticipantsTable } from './participants-table';
import { ParticipantsTools, TerritoryNote } from './participants-tools';
import { ReviewFilter } from './review-filter';
import { useSelection } from './use-selection';

/** «Список участников»: which collection, how far it is, and every organisation with its status (A38, A41). */
export function Participants({
  page,
  query,
  timeZone,
  showsRegion,
  changesRoster,
}: {
  readonly page: ParticipantPage;
  readonly query: ParticipantQuery;
  readonly timeZone: string;
  readonly showsRegion: boolean;
  /** May change who is expected. */
  readonly changesRoster: boolean;
}) {
  const { collection, counts, rows, matching } = page;
  const selection = useSelection();
  return (
    <>
      <section className={styles.summary} aria-labelledby="collection-title">
        <div className={styles.which}>
          <h2 id="collection-title" className={styles.title}>
            {collection.title}
          </h2>
          <CollectionWindow window={collection.window} timeZone={timeZone} />
        </div>
        <Counts counts={counts} />
        <ExportButton collectionId={collection.id} title={collection.title} />
      </section>
      <section className={styles.list}>
        <TerritoryNote page={page} query={query} />
        <ParticipantsFilter query={query} counts={counts} />
        {collection.reviewLevels === 'none' ? null : <ReviewFilter query={query} />}
        <ParticipantsTools page={page} query={query} selection={selection} changesRoster={changesRoster} />
        <ParticipantsSort query={query} />
        <Found matching={matching} total={counts.total} />
        {rows.length === 0 ? (
          <NobodyFound total={counts.total} />
        ) : (
          <ParticipantsTable
            collectionId={collection.id}
            rows={rows}
            query={query}
            showsRegion={showsRegion}
            showsReview={collection.reviewLevels !== 'none'}
            extraColumns={page.extraColumns}
            selection={selection}
          />
        )}
        <Pagination
          page={page.page}
          pageSize={page.pageSize}
          total={matching}
          to={(number) => writeParticipantQuery({ ...query, page: number })}
        />
      </section>
    </>
  );
}

/** How many were found, said where the list is not the whole one; and whose time the dates are in. */
function Found({ matching, total }: { readonly matching: number; readonly total: number }) {
  const { t } = useTranslation(['monitoring', 'common']);
  const format = useFormat();
  return (
    <p className={styles.found}>
      <span role="status">
        {matching === total
          ? ''
          : t('participants.found', { count: matching, figure: format.integer(matching) })}
      </span>
      <span>{t('common:moscowTime')}</span>
    </p>
  );
}

function NobodyFound({ total }: { readonly total: number }) {
  const { t } = useTranslation('monitoring');
  return total === 0 ? (
    <EmptyState
      title={t('participants.none.title')}
      text={t('participants.none.text')}
      icon={<Users aria-hidden="true" />}
    />
  ) : (
    <EmptyState title={t('participants.noneFound.title')} text={t('participants.noneFound.text')} />
  );
}
