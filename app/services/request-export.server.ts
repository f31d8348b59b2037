import type { EntityManager } from '~/db/orm.server';
import { insertReport, viewReport } from '~/db/queries/reports.server';
import { execute, withTransaction } from '~/db/sql.server';
import { exportCollectionJob } from '~/jobs/export-collection.job';
import { enqueue } from '~/jobs/queue.server';
import { type ExportOptions, mostSelected, usualExport } from '~/protocol/exports';
import type { ReportView, Viewer } from '~/protocol/views';
import { isUuid } from './collecting/parse-requests.server';
import { findExportable } from './find-exportable.server';

/**
 * Asks for an export of what was submitted in the viewer's territory (A43), or by the organisations of a selection as far as
 * they belong to it. The row of the report is the truth: where the queue does not answer now, a sweeper finds it. Null where
 * the viewer watches no such collection. Throws `RangeError` for a selection that is none.
 */
export async function requestExport(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
  { selection, ...chosen }: ExportOptions = {},
): Promise<ReportView | null> {
  const collection = await findExportable(em, viewer, collectionId);
  if (!collection) return null;
  const choice = { ...usualExport, ...chosen };
  const report = await withTransaction(em, async (transaction) => {
    const row = await insertReport(transaction, {
      kind: 'collection_export',
      title: collection.title,
      collectionId,
      userId: viewer.userId,
      unitId: viewer.orgUnit.id,
      choice,
      selection: selection ? checked(selection) : null,
    });
    await execute(
      transaction,
      `insert into audit_event (user_id, action, object_kind, object_id, details)
       values ($1, 'export_requested', 'report', $2, $3::jsonb)`,
      [viewer.userId, row.id, JSON.stringify({ ...choice, ...detailsOf(selection) })],
    );
    return row;
  });
  await enqueue(exportCollectionJob, { reportId: report.id }).catch(() => undefined);
  return viewReport(report);
}

type Selection = NonNullable<ExportOptions['selection']>;

/** The database reads the ids as such: nothing else may get there. */
function checked(selection: Selection): Selection {
  const ids = 'territory' in selection ? [selection.territory] : selection.submissions;
  if (ids.length === 0 || ids.length > mostSelected || !ids.every(isUuid))
    throw new RangeError(`a selection has 1 to ${mostSelected} ids`);
  return selection;
}

const detailsOf = (selection: Selection | undefined): object => {
  if (!selection) return {};
  return 'territory' in selection ? selection : { chosen: selection.submissions.length };
};
