import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { PublicationView } from '../../protocol/views';
import { Timestamp } from '../ui/timestamp';
import styles from './full-publication.module.css';
import { PublicationBlocks, type BlockContext } from './publication-blocks';

/** A publication on a page of its own, below its heading. */
export function FullPublication({
  publication,
  context,
}: {
  readonly publication: PublicationView;
  readonly context: BlockContext;
}) {
  const { t } = useTranslation('publications');
  const format = useFormat();
  return (
    <article className={styles.publication}>
      <p className={styles.date}>
        <Timestamp at={publication.publishedAt}>
          {t('published', { date: format.date(publication.publishedAt) })}
        </Timestamp>
      </p>
      <PublicationBlocks publication={publication} context={context} headingLevel={2} />
    </article>
  );
}
