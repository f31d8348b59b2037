import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { listSections } from '~/services/list-sections.server';
import { pageScope } from '../request.server';

/** The cabinet opens with its first section. */
export async function loader(args: LoaderFunctionArgs) {
  const { em } = await pageScope(args);
  const [first] = await listSections(em);
  return redirect(first ? `/lk/publications/${first.slug}` : '/lk/notifications');
}
