import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { cancelReport as cancel } from '~/db/queries/reports.server';
import { execute, withTransaction } from '~/db/sql.server';
import type { Viewer } from '~/protocol/views';
import { findOwnReport } from './reports/own-report.server';

/**
 * Stops one of the viewer's own reports: whoever forms it throws away what it has at its next step. `finished`: too late,
 * nothing is changed. Null where there is no such report.
 */
export async function cancelReport(
  em: EntityManager,
  viewer: Viewer,
  number: number,
): Promise<'cancelled' | 'finished' | null> {
  if (!can(viewer, 'report.cancel')) return null;
  const report = await findOwnReport(em, viewer, number);
  if (!report) return null;
  if (report.status === 'cancelled') return 'cancelled';
  return withTransaction(em, async (transaction) => {
    if (!(await cancel(transaction, report.id))) return 'finished';
    await execute(
      transaction,
      `insert into audit_event (user_id, action, object_kind, object_id) values ($1, 'export_cancelled', 'report', $2)`,
      [viewer.userId, report.id],
    );
    return 'cancelled';
  });
}
