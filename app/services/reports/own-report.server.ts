import { can, scopeOf } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findReportOf, type ReportRow } from '~/db/queries/reports.server';
import type { Viewer } from '~/protocol/views';

/**
 * A report that the viewer asked for and may still see: the account must answer for the same territory as when it was
 * asked for, or for the whole country. Numbers can be guessed; this is what guards them.
 */
export async function findOwnReport(
  em: EntityManager,
  viewer: Viewer,
  number: number,
): Promise<ReportRow | null> {
  if (number < 1 || !can(viewer, 'report.read') || !can(viewer, 'collection.export')) return null;
  const report = await findReportOf(em, number, viewer.userId);
  const isInScope =
    report?.scope_unit_id === viewer.orgUnit.id || scopeOf(viewer, 'collection.export') === 'country';
  return report && isInScope ? report : null;
}
