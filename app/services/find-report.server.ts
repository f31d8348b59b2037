import type { EntityManager } from '~/db/orm.server';
import { viewReport } from '~/db/queries/reports.server';
import type { ReportView, Viewer } from '~/protocol/views';
import { findOwnReport } from './reports/own-report.server';

/** How far one of the viewer's own reports is; null where there is none of that number. */
export async function findReport(
  em: EntityManager,
  viewer: Viewer,
  number: number,
): Promise<ReportView | null> {
  const report = await findOwnReport(em, viewer, number);
  return report && viewReport(report);
}
