import type { LoaderFunctionArgs } from '@remix-run/node';
import { openReportFile } from '~/services/open-report-file.server';
import { fileResponse } from '../file-response.server';
import { pageScope } from '../request.server';
import { reportNumber } from './report-number';

/** The file of a finished report. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const file = await openReportFile(em, viewer, reportNumber(args.params));
  if (file === null) throw new Response(null, { status: 404 });
  return fileResponse(file);
}
