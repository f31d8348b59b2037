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
  if (number < 1 || !can(viewer, 'report.read')) return null;
  const report = await findReportOf(em, number, viewer.userId);
  if (!report) return null;
  const action = actions[report.kind];
  const isInScope = report.scope_unit_id === viewer.orgUnit.id || scopeOf(viewer, action) === 'country';
  return can(viewer, action) && isInScope ? report : null;
}

/** What one must be allowed to do to see a report of a kind. */
const actions = { collection_export: 'collection.export', downloads: 'file.statistics' } as const;
