import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Page } from '~/components/layout/page';
import { PhoneListView } from '~/components/monitoring/phone-list';
import { viewPhoneList } from '~/services/monitoring/phone-list.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';
import { readPhoneListQuery } from './phone-list-query';

export const meta = titleOfData;

/** Whom to phone about a collection: contacts of those ticked or found, to print, to copy, to take along. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const list = await viewPhoneList(
    em,
    viewer,
    args.params.collectionId ?? '',
    readPhoneListQuery(args.request.url),
  );
  if (list === null) throw new Response(null, { status: 404 });
  const [monitoring, common] = await Promise.all([textsOf(args, 'monitoring'), textsOf(args, 'common')]);
  return {
    list,
    search: new URL(args.request.url).search,
    documentTitle: `${monitoring('phoneList.title')}. ${list.collection.title} – ${common('product')}`,
  };
}

export default function PhoneListPage() {
  const { list, search } = useLoaderData<typeof loader>();
  const { t } = useTranslation('monitoring');
  return (
    <Page
      title={t('phoneList.title')}
      back={{ to: `/lk/collections/${list.collection.id}/participants`, label: t('participants.title') }}
      wide
    >
      <PhoneListView list={list} search={search} />
    </Page>
  );
}
