import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { readEntryQuery } from '~/components/downloads/address';
import { Delivery } from '~/components/downloads/delivery';
import { useAutoRefresh } from '~/components/hooks/use-auto-refresh';
import { Page } from '~/components/layout/page';
import { findDelivery } from '~/services/files/delivery/find-delivery.server';
import { withdrawDelivery } from '~/services/files/delivery/withdraw-delivery.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

/** How far a delivery is, and what became of each of its files. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const query = readEntryQuery(new URL(args.request.url).searchParams);
  const page = await findDelivery(em, viewer, args.params.deliveryId ?? '', query);
  if (page === null || page.storage.id !== args.params.blockId) throw new Response(null, { status: 404 });
  const [downloads, common] = await Promise.all([textsOf(args, 'downloads'), textsOf(args, 'common')]);
  return { page, query, documentTitle: `${downloads('delivery.title')} – ${common('product')}` };
}

/** Takes the delivery back. */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const { blockId = '', deliveryId = '' } = args.params;
  if (!(await withdrawDelivery(em, viewer, deliveryId))) throw new Response(null, { status: 404 });
  return redirect(`/lk/storages/${blockId}/deliveries/${deliveryId}`);
}

const refreshMs = 2_000;

export default function DeliveryPage() {
  const { page, query } = useLoaderData<typeof loader>();
  const { t } = useTranslation('downloads');
  const { status, withdrawn, name } = page.delivery;
  useAutoRefresh(refreshMs, !withdrawn && (status === 'queued' || status === 'running'));
  return (
    <Page
      title={`${t('delivery.title')}: ${name}`}
      back={{ to: page.publicationPath, label: t('back') }}
      wide
    >
      <Delivery page={page} query={query} />
    </Page>
  );
}
