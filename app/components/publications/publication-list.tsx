import type { PublicationView } from '../../protocol/views';
import { EmptyState } from '../ui/empty-state';
import type { BlockContext } from './publication-blocks';
import { PublicationCard } from './publication-card';
import styles from './publication-list.module.css';

/** The publications of a section, each folded until it is asked for. */
export function PublicationList({
  publications,
  context,
  emptyTitle,
  emptyText,
}: {
  readonly publications: readonly { readonly publication: PublicationView; readonly unfolded: boolean }[];
  readonly context: BlockContext;
  readonly emptyTitle: string;
  readonly emptyText: string;
}) {
  if (publications.length === 0) return <EmptyState title={emptyTitle} text={emptyText} />;
  return (
    <ul className={styles.list}>
      {publications.map(({ publication, unfolded }) => (
        <li key={publication.id}>
          <PublicationCard publication={publication} unfolded={unfolded} context={context} />
        </li>
      ))}
    </ul>
  );
}
