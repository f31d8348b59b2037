import { Link, useLocation } from '@remix-run/react';
import { ChevronRight, CircleMinus, CirclePlus, Link2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { PublicationView } from '../../protocol/views';
import { Timestamp } from '../ui/timestamp';
import { withUnfolded } from './address';
import { PublicationBlocks, type BlockContext } from './publication-blocks';
import styles from './publication-card.module.css';

/** A publication in a list: folded to title and date; either icon, or the line itself, unfolds and folds it (A12). */
export function PublicationCard({
  publication,
  unfolded,
  context,
}: {
  readonly publication: PublicationView;
  readonly unfolded: boolean;
  readonly context: BlockContext;
}) {
  const { t } = useTranslation('publications');
  const format = useFormat();
  const { search } = useLocation();
  const { slug, sectionSlug, title, publishedAt } = publication;
  const contentId = `publication-${publication.id}`;
  return (
    <article className={styles.card} data-unfolded={unfolded}>
      <h2 className={styles.heading}>
        <Link
          to={{ search: withUnfolded(new URLSearchParams(search), 'open', [slug], !unfolded) }}
          replace
          preventScrollReset
          className={styles.toggle}
          aria-expanded={unfolded}
          aria-controls={unfolded ? contentId : undefined}
        >
          <ChevronRight className={styles.chevron} aria-hidden="true" />
          <span className={styles.title}>{title}</span>
          <Timestamp at={publishedAt}>
            <span className={styles.date}>{format.date(publishedAt)}</span>
          </Timestamp>
          <span className={styles.sign} title={t(unfolded ? 'collapse' : 'expand')}>
            {unfolded ? <CircleMinus aria-hidden="true" /> : <CirclePlus aria-hidden="true" />}
          </span>
        </Link>
      </h2>
      {unfolded ? (
        <div id={contentId} className={styles.content}>
          <PublicationBlocks publication={publication} context={context} headingLevel={3} />
          <Link to={`/lk/publications/${sectionSlug}/${slug}`} className={styles.permalink}>
            <Link2 aria-hidden="true" />
            {t('permalink')}
          </Link>
        </div>
      ) : null}
    </article>
  );
}
