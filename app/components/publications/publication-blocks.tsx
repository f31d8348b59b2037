import { Link, useLocation } from '@remix-run/react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockView, PublicationView, StorageBlockView, Viewer } from '../../protocol/views';
import { isUnfolded, withUnfolded } from './address';
import { CollectionBlock } from './collection-block';
import styles from './publication-blocks.module.css';
import { RichText } from './rich-text';
import { StorageBlock } from './storage-block';

/** What blocks need to know about who looks at them. */
export interface BlockContext {
  /** IANA name of the viewer's own zone. */
  readonly timeZone: string;
  readonly role: Viewer['role'];
}

/** Whether something in a publication changes by itself: counts of a collection, a delivery that is under way. */
export const isMoving = ({ blocks }: PublicationView): boolean =>
  blocks.some((block) => {
    switch (block.kind) {
      case 'info':
        return false;
      case 'storage':
        return block.deliveries.some(
          ({ status, withdrawn }) => !withdrawn && (status === 'queued' || status === 'running'),
        );
      case 'collection':
        return block.counts !== null;
    }
  });

/** The blocks of an unfolded publication, in its order: general information, storages, collections; each may be absent. */
export function PublicationBlocks({
  publication,
  context,
  headingLevel,
}: {
  readonly publication: PublicationView;
  readonly context: BlockContext;
  /** Of the blocks' headings: the publication's own plus one. */
  readonly headingLevel: 2 | 3;
}) {
  const storages = publication.blocks.filter((block) => block.kind === 'storage');
  return (
    <div className={styles.blocks}>
      {publication.blocks.map((block) => (
        <Fragment key={block.id}>
          {storages.length > 1 && block === storages[0] ? <AllStorages storages={storages} /> : null}
          <Block block={block} context={context} headingLevel={headingLevel} />
        </Fragment>
      ))}
    </div>
  );
}

function Block({
  block,
  context,
  headingLevel,
}: {
  readonly block: BlockView;
  readonly context: BlockContext;
  readonly headingLevel: 2 | 3;
}) {
  switch (block.kind) {
    case 'info':
      return <RichText body={block.body} />;
    case 'storage':
      return <StorageBlock block={block} headingLevel={headingLevel} />;
    case 'collection':
      return <CollectionBlock block={block} context={context} headingLevel={headingLevel} />;
  }
}

/** «Показать все»: unfolds every storage of the publication at once (A17). */
function AllStorages({ storages }: { readonly storages: readonly StorageBlockView[] }) {
  const { t } = useTranslation('publications');
  const { search } = useLocation();
  const params = new URLSearchParams(search);
  const ids = storages.map(({ id }) => id);
  const all = ids.every((id) => isUnfolded(params, 'files', id));
  return (
    <Link
      to={{ search: withUnfolded(params, 'files', ids, !all) }}
      replace
      preventScrollReset
      className={styles.all}
    >
      {t(all ? 'storage.hideAll' : 'storage.showAll')}
    </Link>
  );
}
