import { can, visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findFile } from '~/db/queries/files.server';
import {
  countRecipients,
  findRecipients,
  findWatchedFile,
  type WatchedFileRow,
} from '~/db/queries/recipients.server';
import type { DownloadsPage, DownloadsQuery, Viewer } from '~/protocol/views';
import { isUuid } from '../collecting/parse-requests.server';

const PAGE = 50;

/** A file whose downloads the viewer may see: one that stands in the viewer's own list (A16, A18). */
export async function findWatched(
  em: EntityManager,
  viewer: Viewer,
  fileId: string,
): Promise<WatchedFileRow | null> {
  if (!can(viewer, 'file.statistics') || !isUuid(fileId)) return null;
  return (await findFile(em, viewer, fileId)) ? findWatchedFile(em, fileId) : null;
}

/** Which of the viewer's organisations have downloaded a file, and which have not (A18). */
export async function listDownloads(
  em: EntityManager,
  viewer: Viewer,
  fileId: string,
  query: DownloadsQuery,
): Promise<DownloadsPage | null> {
  const file = await findWatched(em, viewer, fileId);
  if (!file) return null;
  const scope = visibleOrgUnits(viewer, 'file.statistics', 's', 1);
  const counts = await countRecipients(
    em,
    file.publication_audience,
    [{ fileId: file.id, audience: file.audience }],
    scope,
  );
  const { rows, matching } = await findRecipients(em, file, scope, {
    text: query.search,
    state: query.state,
    limit: PAGE,
    offset: (query.page - 1) * PAGE,
  });
  return {
    file: { id: file.id, name: file.name, blockId: file.block_id },
    publicationPath: `/lk/publications/${file.section_slug}/${file.slug}`,
    counts: counts.get(file.id) ?? { downloaded: 0, total: 0 },
    rows: rows.map(({ first_at: firstAt, last_at: lastAt, ...row }) => ({
      ...row,
      firstAt: firstAt?.toISOString() ?? null,
      lastAt: lastAt?.toISOString() ?? null,
    })),
    matching,
    page: query.page,
    pageSize: PAGE,
  };
}
