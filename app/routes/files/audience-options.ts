import type { LoaderFunctionArgs } from '@remix-run/node';
import { findAudienceOptions } from '~/services/files/find-audience-options.server';
import { scriptScope } from '../request.server';

/** What can be chosen as an audience. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await scriptScope(args);
  const text = new URL(args.request.url).searchParams.get('q') ?? '';
  const options = await findAudienceOptions(em, viewer, text);
  if (options === null) throw new Response(null, { status: 404 });
  return Response.json(options, { headers: { 'Cache-Control': 'no-store' } });
}
