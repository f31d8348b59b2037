import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { writePhoneList } from '~/services/monitoring/phone-list.server';
import { pageScope } from '../request.server';
import { readPhoneListQuery } from './phone-list-query';

/** The list of those to be phoned as a table for Excel. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const csv = await writePhoneList(
    em,
    viewer,
    args.params.collectionId ?? '',
    readPhoneListQuery(args.request.url),
  );
  if (csv === null) throw new Response(null, { status: 404 });
  return new Response(createReadableStreamFromReadable(csv), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="phone-list.csv"; filename*=UTF-8''${encodeURIComponent('Список для обзвона.csv')}`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
