import { Link } from '@remix-run/react';
import { CalendarClock, ChartNoAxesCombined, Eye, Glasses, Pencil, Table2, Users } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { CollectionBlockView } from '../../protocol/views';
import { ReviewMarkBadge } from '../review/mark-badge';
import { ExportButton } from '../monitoring/export-button';
import { ButtonLink } from '../ui/button';
import { Notice } from '../ui/notice';
import { Timestamp } from '../ui/timestamp';
import styles from './collection-block.module.css';
import { CollectionWindow } from './collection-window';
import { Counts } from './counts';
import type { BlockContext } from './publication-blocks';

/** «Сбор данных»: state and interval, then for an organisation its own report, for a coordinator the counts (A20, A21, A38, A39). */
export function CollectionBlock({
  block,
  context,
  headingLevel,
}: {
  readonly block: CollectionBlockView;
  readonly context: BlockContext;
  readonly headingLevel: 2 | 3;
}) {
  const { t } = useTranslation('publications');
  const headingId = useId();
  const Heading = `h${headingLevel}` as const;
  return (
    <section className={styles.collection} aria-labelledby={headingId}>
      <p className={styles.kind}>{t('collection.heading')}</p>
      <Heading id={headingId} className={styles.title}>
        {block.title}
      </Heading>
      <CollectionWindow window={block.window} timeZone={context.timeZone} />
      {block.own === null ? null : <OwnReport block={block} own={block.own} />}
      {block.counts === null ? null : (
        <>
          <Counts counts={block.counts} />
          <div className={styles.actions}>
            <ButtonLink
              to={`/lk/collections/${block.collectionId}/participants`}
              icon={<Users aria-hidden="true" />}
            >
              {t('collection.participants')}
            </ButtonLink>
            <ExportButton collectionId={block.collectionId} title={block.title} />
            <ButtonLink
              to={`/lk/collections/${block.collectionId}/monitoring`}
              icon={<ChartNoAxesCombined aria-hidden="true" />}
            >
              {t('collection.monitoring')}
            </ButtonLink>
            <ReviewLink block={block} context={context} />
          </div>
        </>
      )}
      {block.own === null && block.counts === null ? (
        <p className={styles.fact}>{t('collection.notParticipant')}</p>
      ) : null}
    </section>
  );
}

/** For coordinators the queue of a collection with a review; organizers say there whether it has one. */
function ReviewLink({
  block,
  context,
}: {
  readonly block: CollectionBlockView;
  readonly context: BlockContext;
}) {
  const { t } = useTranslation('publications');
  const format = useFormat();
  const icon = <Glasses aria-hidden="true" />;
  return (
    <>
      {block.review === null ? null : (
        <ButtonLink to={`/lk/review?collection=${block.collectionId}`} icon={icon}>
          {block.review.waiting === 0
            ? t('collection.review')
            : t('collection.reviewWaiting', { number: format.integer(block.review.waiting) })}
        </ButtonLink>
      )}
      {context.role === 'federal' ? (
        <ButtonLink
          to={`/lk/collections/${block.collectionId}/window`}
          variant="quiet"
          icon={<CalendarClock aria-hidden="true" />}
        >
          {t('collection.changeWindow')}
        </ButtonLink>
      ) : null}
      {context.role === 'federal' ? (
        <ButtonLink to={`/lk/collections/${block.collectionId}/review`} variant="quiet" icon={icon}>
          {t('collection.reviewLevels')}
        </ButtonLink>
      ) : null}
    </>
  );
}

function OwnMark({ review }: { readonly review: NonNullable<Own['review']> }) {
  const { t } = useTranslation('publications');
  const isReturned = review.mark.state === 'returned';
  return (
    <p className={styles.mark}>
      <ReviewMarkBadge mark={review.mark} />
      {isReturned ? (
        <span>
          {review.remarks > 0 ? t('collection.remarks', { count: review.remarks }) : null}{' '}
          {t('collection.returned')}
        </span>
      ) : null}
    </p>
  );
}

type Own = NonNullable<CollectionBlockView['own']>;

function OwnReport({ block, own }: { readonly block: CollectionBlockView; readonly own: Own }) {
  const { t } = useTranslation('publications');
  const { state } = block.window;
  return (
    <>
      <Advice own={own} closed={state === 'closed'} />
      {own.review === null ? null : <OwnMark review={own.review} />}
      <div className={styles.own}>
        {state === 'not_yet' ? null : <TableLink block={block} own={own} />}
        <OwnFacts own={own} />
      </div>
      {state === 'not_yet' ? <p className={styles.fact}>{t('collection.neverTransferred')}</p> : null}
    </>
  );
}

function TableLink({ block, own }: { readonly block: CollectionBlockView; readonly own: Own }) {
  const { t } = useTranslation('publications');
  const to = `/lk/collections/${block.collectionId}/table`;
  if (block.window.state === 'closed') {
    return (
      <ButtonLink to={to} icon={<Eye aria-hidden="true" />}>
        {t('collection.view')}
      </ButtonLink>
    );
  }
  if (own.status === 'not_started') {
    return (
      <ButtonLink to={to} variant="primary" icon={<Table2 aria-hidden="true" />}>
        {t('collection.fill')}
      </ButtonLink>
    );
  }
  const isReturned = own.review?.mark.state === 'returned';
  const settled = own.status === 'submitted' && !own.hasUnsubmittedEdits && !isReturned;
  return (
    <ButtonLink to={to} variant={settled ? 'secondary' : 'primary'} icon={<Pencil aria-hidden="true" />}>
      {t('collection.edit')}
    </ButtonLink>
  );
}

function OwnFacts({ own }: { readonly own: Own }) {
  const { t } = useTranslation('publications');
  const format = useFormat();
  return (
    <div className={styles.facts}>
      <p className={styles.fact}>
        {own.submittedAt === null ? (
          t('collection.neverTransferred')
        ) : (
          <Timestamp at={own.submittedAt}>
            {t('collection.lastTransfer', { at: format.dateTimeMoscow(own.submittedAt) })}
          </Timestamp>
        )}
      </p>
      {own.receipt === null ? null : (
        <p>
          <Link to={`/lk/receipts/${own.receipt}`}>{t('collection.receipt', { number: own.receipt })}</Link>
        </p>
      )}
      {own.changedAt === null ? null : (
        <p className={styles.fact}>
          <Timestamp at={own.changedAt}>
            {t('collection.changedAt', { at: format.dateTimeMoscow(own.changedAt) })}
          </Timestamp>
        </p>
      )}
    </div>
  );
}

/** What stands between the organisation and an accepted report. */
function Advice({ own, closed }: { readonly own: Own; readonly closed: boolean }) {
  const { t } = useTranslation('publications');
  if (own.status === 'in_progress') {
    return <Notice tone="warning">{t(closed ? 'collection.draftClosed' : 'collection.draft')}</Notice>;
  }
  if (own.hasUnsubmittedEdits) {
    return (
      <Notice tone="warning">
        {t(closed ? 'collection.unsubmittedClosed' : 'collection.unsubmittedEdits')}
      </Notice>
    );
  }
  return null;
}
