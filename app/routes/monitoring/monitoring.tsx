import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { LiveHandle } from '~/components/hooks/use-live';
import { Page } from '~/components/layout/page';
import { Overview } from '~/components/monitoring/overview/overview';
import { readMonitoringQuery } from '~/components/monitoring/overview/overview-address';
import { viewMonitoring } from '~/services/monitoring/view-monitoring.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;
export const handle: LiveHandle = { live: ({ collectionId }) => collectionId };

/** How far a collection is in a territory that the viewer answers for, and below it (A38, A39). */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const query = readMonitoringQuery(new URL(args.request.url).searchParams);
  const page = await viewMonitoring(em, viewer, args.params.collectionId ?? '', query);
  if (page === null) throw new Response(null, { status: 404 });
  const [monitoring, common] = await Promise.all([textsOf(args, 'monitoring'), textsOf(args, 'common')]);
  return {
    page,
    query,
    timeZone: viewer.orgUnit.timeZone,
    documentTitle: `${monitoring('overview.title')}. ${page.collection.title} – ${common('product')}`,
  };
}

export default function MonitoringRoute() {
  const { page, query, timeZone } = useLoaderData<typeof loader>();
  const { t } = useTranslation('monitoring');
  return (
    <Page title={t('overview.title')} back={{ to: page.publicationPath, label: t('participants.back') }} wide>
      <Overview page={page} query={query} timeZone={timeZone} />
    </Page>
  );
}
