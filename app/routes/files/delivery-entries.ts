import type { LoaderFunctionArgs } from '@remix-run/node';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { openDeliveryTable } from '~/services/files/delivery/delivery-table.server';
import { contentDisposition } from '../file-response.server';
import { pageScope, textsOf } from '../request.server';

/** What became of each file of a delivery, as a table. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const t = await textsOf(args, 'downloads');
  const table = await openDeliveryTable(em, viewer, args.params.deliveryId ?? '', {
    head: (['path', 'login', 'outcome', 'why', 'bytes'] as const).map((column) =>
      t(`delivery.columns.${column}`),
    ),
    outcome: (outcome) => t(`delivery.outcome.${outcome}`),
    reason: (reason) => t(`delivery.reason.${reason}`),
  });
  if (table === null) throw new Response(null, { status: 404 });
  return new Response(createReadableStreamFromReadable(table.stream), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': contentDisposition(`${t('delivery.title')}. ${table.name}.csv`),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  });
}
