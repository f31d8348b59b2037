import { can, visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findDeliveries } from '~/db/queries/deliveries.server';
import { type FileRow, findStorageFiles } from '~/db/queries/files.server';
import type { BlockRow, PublicationRow } from '~/db/queries/publications.server';
import { countRecipients, type RecipientCounts } from '~/db/queries/recipients.server';
import type { FileView, StorageBlockView, Viewer } from '~/protocol/views';
import { viewDelivery } from './delivery/view-delivery.server';
import { canBeShown, mediaTypeOf } from './file-names';
import { type AudienceViews, viewAudiences } from './view-audiences.server';

/** What is asked of a storage: folded it shows its first few files. */
export interface StorageQuery {
  readonly unfolded: boolean;
  readonly text: string;
  /** From 1. */
  readonly page: number;
}

export const asFolded = (): StorageQuery => ({ unfolded: false, text: '', page: 1 });

/** So many files are shown of a folded storage; a storage without more has nothing to unfold. */
const FOLDED = 5;
const PAGE = 20;
const DELIVERIES = 5;

interface Asked {
  readonly block: BlockRow;
  readonly publication: PublicationRow | undefined;
  readonly query: StorageQuery;
}

/**
 * One page of a storage as a viewer sees it (A15 to A19). A storage without a file for the viewer, such as one of files for single
 * organisations, is not there; for organizers, who put files in, every storage is.
 */
export async function viewStorage(
  em: EntityManager,
  viewer: Viewer,
  { block, publication, query }: Asked,
): Promise<StorageBlockView | null> {
  if (!can(viewer, 'file.list')) return null;
  const managed = can(viewer, 'file.manage');
  const pageSize = query.unfolded ? PAGE : FOLDED;
  const text = query.unfolded ? query.text : '';
  const read = (page: number) =>
    findStorageFiles(em, viewer, {
      blockId: block.id,
      text,
      limit: pageSize,
      offset: (page - 1) * pageSize,
    });
  let page = query.unfolded ? query.page : 1;
  let found = await read(page);
  if (found.rows.length === 0 && found.matching > 0) {
    // The address speaks of a page that is not there any more.
    page = Math.ceil(found.matching / pageSize);
    found = await read(page);
  }
  if (found.total === 0 && !managed) return null;
  const counts = await countsOf(em, viewer, publication?.audience, found.rows);
  const audiences = managed ? await viewAudiences(em, found.rows) : null;
  const deliveries = managed ? await findDeliveries(em, block.id, DELIVERIES) : [];
  return {
    kind: 'storage',
    id: block.id,
    title: block.title,
    files: found.rows.map((row) => viewFile(row, counts.get(row.id) ?? null, audiences)),
    total: found.total,
    matching: found.matching,
    unfolded: query.unfolded,
    search: text,
    page,
    pageSize,
    managed,
    counted: can(viewer, 'file.statistics'),
    deliveries: deliveries.map(viewDelivery),
  };
}

async function countsOf(
  em: EntityManager,
  viewer: Viewer,
  publicationAudience: unknown,
  rows: readonly FileRow[],
): Promise<ReadonlyMap<string, RecipientCounts>> {
  if (!can(viewer, 'file.statistics') || rows.length === 0) return new Map();
  const files = rows.map(({ id, audience }) => ({ fileId: id, audience }));
  return countRecipients(em, publicationAudience, files, visibleOrgUnits(viewer, 'file.statistics', 's', 1));
}

function viewFile(row: FileRow, counts: RecipientCounts | null, audiences: AudienceViews | null): FileView {
  const audience = audiences?.get(row.id);
  return {
    id: row.id,
    name: row.name,
    sizeBytes: row.size_bytes,
    uploadedAt: row.uploaded_at.toISOString(),
    shown: row.downloadable && canBeShown(mediaTypeOf(row.name)),
    downloadable: row.downloadable && row.removed_at === null,
    downloadedAt: row.downloaded_at?.toISOString() ?? null,
    // A file that is for no organisation at all has nobody to count.
    recipients: counts !== null && counts.total > 0 ? counts : null,
    managed: audience
      ? { audience, removedAt: row.removed_at?.toISOString() ?? null, personal: row.personal }
      : null,
  };
}
