import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Downloads } from '~/components/downloads/downloads';
import { readDownloadsQuery } from '~/components/downloads/address';
import { Page } from '~/components/layout/page';
import { listDownloads } from '~/services/files/list-downloads.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

/** Which organisations have downloaded a file (A18). */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const query = readDownloadsQuery(new URL(args.request.url).searchParams);
  const page = await listDownloads(em, viewer, args.params.fileId ?? '', query);
  if (page === null) throw new Response(null, { status: 404 });
  const [downloads, common] = await Promise.all([textsOf(args, 'downloads'), textsOf(args, 'common')]);
  return {
    page,
    query,
    showsRegion: viewer.role === 'federal',
    documentTitle: `${downloads('title')}: ${page.file.name} – ${common('product')}`,
  };
}

export default function DownloadsPage() {
  const { page, query, showsRegion } = useLoaderData<typeof loader>();
  const { t } = useTranslation('downloads');
  return (
    <Page title={t('title')} back={{ to: page.publicationPath, label: t('back') }} wide>
      <Downloads page={page} query={query} showsRegion={showsRegion} />
    </Page>
  );
}
