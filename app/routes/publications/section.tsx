import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useAutoRefresh } from '~/components/hooks/use-auto-refresh';
import { Page } from '~/components/layout/page';
import { isUnfolded, readStorageQuery } from '~/components/publications/address';
import { isMoving } from '~/components/publications/publication-blocks';
import { PublicationList } from '~/components/publications/publication-list';
import { listPublications } from '~/services/list-publications.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

/** The publications of a section; those that the address unfolds come with their blocks. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const search = new URL(args.request.url).searchParams;
  const found = await listPublications(em, viewer, {
    sectionSlug: args.params.section ?? '',
    unfolded: search.getAll('open'),
    storage: (blockId) => readStorageQuery(search, blockId),
  });
  if (found === null) throw new Response(null, { status: 404 });
  const t = await textsOf(args, 'common');
  return {
    title: found.section.title,
    publications: found.publications.map((publication) => ({
      publication,
      unfolded: isUnfolded(search, 'open', publication.slug),
    })),
    context: { timeZone: viewer.orgUnit.timeZone, role: viewer.role },
    documentTitle: `${found.section.title} – ${t('product')}`,
  };
}

const refreshMs = 10_000;

export default function Section() {
  const { title, publications, context } = useLoaderData<typeof loader>();
  const { t } = useTranslation('publications');
  useAutoRefresh(
    refreshMs,
    publications.some(({ publication }) => isMoving(publication)),
  );
  return (
    <Page title={title}>
      <PublicationList
        publications={publications}
        context={context}
        emptyTitle={t('none.title')}
        emptyText={t('none.text')}
      />
    </Page>
  );
}
