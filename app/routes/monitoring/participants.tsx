import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useAutoRefresh } from '~/components/hooks/use-auto-refresh';
import { Page } from '~/components/layout/page';
import { readParticipantQuery } from '~/components/monitoring/participant-address';
import { Participants } from '~/components/monitoring/participants';
import { listParticipants } from '~/services/list-participants.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

/** The organisations of a collection that the viewer answers for (A41). */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const query = readParticipantQuery(new URL(args.request.url).searchParams);
  const page = await listParticipants(em, viewer, args.params.collectionId ?? '', query);
  if (page === null) throw new Response(null, { status: 404 });
  const [monitoring, common] = await Promise.all([textsOf(args, 'monitoring'), textsOf(args, 'common')]);
  return {
    page,
    query,
    timeZone: viewer.orgUnit.timeZone,
    showsRegion: viewer.role === 'federal' || viewer.role === 'admin',
    documentTitle: `${monitoring('participants.title')}. ${page.collection.title} – ${common('product')}`,
  };
}

const refreshMs = 10_000;

export default function ParticipantsPage() {
  const { page, query, timeZone, showsRegion } = useLoaderData<typeof loader>();
  const { t } = useTranslation('monitoring');
  useAutoRefresh(refreshMs);
  return (
    <Page
      title={t('participants.title')}
      back={{ to: page.publicationPath, label: t('participants.back') }}
      wide
    >
      <Participants page={page} query={query} timeZone={timeZone} showsRegion={showsRegion} />
      <Outlet />
    </Page>
  );
}
