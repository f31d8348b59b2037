import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findStorageFiles } from '~/db/queries/files.server';
import { findPublication } from '~/db/queries/publications.server';
import { insertReport, viewReport } from '~/db/queries/reports.server';
import { findStorage, noteAudit } from '~/db/queries/storages.server';
import { withTransaction } from '~/db/sql.server';
import { downloadsReportJob } from '~/jobs/downloads-report.job';
import { enqueue } from '~/jobs/queue.server';
import type { ReportView, Viewer } from '~/protocol/views';
import { isUuid } from '../collecting/parse-requests.server';
import { findWatched } from './list-downloads.server';

/**
 * Asks for a report of downloads of a storage, or of one file of it, by the viewer's organisations (A18). Null where the viewer sees no
 * such storage or file.
 */
export async function requestDownloadsReport(
  em: EntityManager,
  viewer: Viewer,
  about: { readonly blockId: string; readonly fileId: string | null },
): Promise<ReportView | null> {
  const title = await titleOf(em, viewer, about);
  if (title === null) return null;
  const report = await withTransaction(em, async (transaction) => {
    const row = await insertReport(transaction, {
      kind: 'downloads',
      title,
      ...about,
      userId: viewer.userId,
      unitId: viewer.orgUnit.id,
    });
    await noteAudit(transaction, {
      userId: viewer.userId,
      action: 'downloads_report_requested',
      objectKind: 'report',
      objectId: row.id,
    });
    return row;
  });
  await enqueue(downloadsReportJob, { reportId: report.id }).catch(() => undefined);
  return viewReport(report);
}

async function titleOf(
  em: EntityManager,
  viewer: Viewer,
  { blockId, fileId }: { readonly blockId: string; readonly fileId: string | null },
): Promise<string | null> {
  if (!can(viewer, 'file.statistics') || !isUuid(blockId)) return null;
  if (fileId !== null) {
    const file = await findWatched(em, viewer, fileId);
    return file?.block_id === blockId ? titles[viewer.locale](file.name) : null;
  }
  const storage = await findStorage(em, blockId);
  if (!storage) return null;
  const address = { sectionSlug: storage.section_slug, slug: storage.slug };
  if (!(await findPublication(em, viewer, address))) return null;
  const { total } = await findStorageFiles(em, viewer, { blockId, text: '', limit: 1, offset: 0 });
  return total === 0 ? null : titles[viewer.locale](storage.title || storage.publication_title);
}

const titles = {
  ru: (name: string) => `Скачивание файлов: ${name}`,
  en: (name: string) => `Downloads of files: ${name}`,
};
