import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { can } from '~/auth/permissions';
import { requireSameOrigin } from '~/auth/same-origin.server';
import type { LiveHandle } from '~/components/hooks/use-live';
import { Page } from '~/components/layout/page';
import { readParticipantQuery } from '~/components/monitoring/participant-address';
import { Participants } from '~/components/monitoring/participants';
import { listParticipants } from '~/services/list-participants.server';
import { setParticipantColumns } from '~/services/monitoring/set-columns.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;
export const handle: LiveHandle = { live: ({ collectionId }) => collectionId };

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
    changesRoster: can(viewer, 'participants.change'),
    showsRegion: viewer.role === 'federal' || viewer.role === 'admin',
    documentTitle: `${monitoring('participants.title')}. ${page.collection.title} – ${common('product')}`,
  };
}

/** Which columns the list has for this coordinator. */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const form = await args.request.formData();
  const done = await setParticipantColumns(em, viewer, form.getAll('column').map(String));
  if (!done) throw new Response(null, { status: 404 });
  return redirect(new URL(args.request.url).search || '?');
}

export default function ParticipantsPage() {
  const { page, query, timeZone, showsRegion, changesRoster } = useLoaderData<typeof loader>();
  const { t } = useTranslation('monitoring');
  return (
    <Page
      title={t('participants.title')}
      back={{ to: page.publicationPath, label: t('participants.back') }}
      wide
    >
      <Participants
        page={page}
        query={query}
        timeZone={timeZone}
        showsRegion={showsRegion}
        changesRoster={changesRoster}
      />
      <Outlet />
    </Page>
  );
}
