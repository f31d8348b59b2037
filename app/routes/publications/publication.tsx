import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useAutoRefresh } from '~/components/hooks/use-auto-refresh';
import { Page } from '~/components/layout/page';
import { readStorageQuery } from '~/components/publications/address';
import { FullPublication } from '~/components/publications/full-publication';
import { isMoving } from '~/components/publications/publication-blocks';
import { findPublication } from '~/services/find-publication.server';
import { findPublicPublication } from '~/services/find-public-publication.server';
import { titleOfData } from '../document-title';
import { openScope, pageScope, textsOf, whoAsks } from '../request.server';
import { isPublicPath } from './public-publication';

export const meta = titleOfData;

/** The publication at its permanent address (A9). */
export async function loader(args: LoaderFunctionArgs) {
  const { publication, viewer } = await find(args);
  if (publication === null) throw new Response(null, { status: 404 });
  const t = await textsOf(args, 'common');
  return {
    publication,
    isGuest: viewer === null,
    context: { timeZone: viewer?.orgUnit.timeZone ?? 'Europe/Moscow', role: viewer?.role ?? 'organisation' },
    documentTitle: `${publication.title} – ${t('product')}`,
  };
}

async function find(args: LoaderFunctionArgs) {
  const address = { sectionSlug: args.params.section ?? '', slug: args.params.slug ?? '' };
  const { viewer: known } = await whoAsks(args);
  if (known === null && isPublicPath(new URL(args.request.url).pathname)) {
    return { publication: await findPublicPublication(openScope().em, address), viewer: null };
  }
  const { em, viewer } = await pageScope(args);
  const search = new URL(args.request.url).searchParams;
  const storage = (blockId: string) => readStorageQuery(search, blockId);
  return { publication: await findPublication(em, viewer, address, storage), viewer };
}

const refreshMs = 10_000;

export default function Publication() {
  const { publication, context, isGuest } = useLoaderData<typeof loader>();
  const { t } = useTranslation('publications');
  useAutoRefresh(refreshMs, isMoving(publication));
  return (
    <Page
      title={publication.title}
      {...(isGuest
        ? {}
        : { back: { to: `/lk/publications/${publication.sectionSlug}`, label: t('backToSection') } })}
    >
      <FullPublication publication={publication} context={context} />
    </Page>
  );
}
