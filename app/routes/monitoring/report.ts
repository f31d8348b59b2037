import type { LoaderFunctionArgs } from '@remix-run/node';
import { findReport } from '~/services/find-report.server';
import { reportNumber } from './report-number';
import { scriptScope } from '../request.server';

/** How far a report is, for the window that waits for it. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await scriptScope(args);
  const report = await findReport(em, viewer, reportNumber(args.params));
  if (report === null) throw new Response(null, { status: 404 });
  return Response.json(report, { headers: { 'Cache-Control': 'no-store' } });
}
