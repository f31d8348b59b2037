import { can, visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findWatchedCollection } from '~/db/queries/participants.server';
import { insertReport, viewReport } from '~/db/queries/reports.server';
import { execute, withTransaction } from '~/db/sql.server';
import { exportCollectionJob } from '~/jobs/export-collection.job';
import { enqueue } from '~/jobs/queue.server';
import type { ReportView, Viewer } from '~/protocol/views';
import { isUuid } from './collecting/parse-requests.server';

/**
 * Asks for an export of what was submitted in the viewer's territory (A43). The row of the report is the truth: where
 * the queue does not answer now, a sweeper finds it. Null where the viewer watches no such collection.
 */
export async function requestExport(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
): Promise<ReportView | null> {
  if (!isUuid(collectionId) || !can(viewer, 'collection.export')) return null;
  const scope = visibleOrgUnits(viewer, 'collection.export', 's', 1);
  const collection = await findWatchedCollection(em, collectionId, scope);
  if (!collection) return null;
  const report = await withTransaction(em, async (transaction) => {
    const row = await insertReport(transaction, {
      title: collection.title,
      collectionId,
      userId: viewer.userId,
      unitId: viewer.orgUnit.id,
    });
    await execute(
      transaction,
      `insert into audit_event (user_id, action, object_kind, object_id) values ($1, 'export_requested', 'report', $2)`,
      [viewer.userId, row.id],
    );
    return row;
  });
  await enqueue(exportCollectionJob, { reportId: report.id }).catch(() => undefined);
  return viewReport(report);
}
