import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { Page } from '~/components/layout/page';
import { Roster } from '~/components/monitoring/roster';
import { changeRoster, viewRoster } from '~/services/monitoring/roster.server';
import { titleOfData } from '../document-title';
import { textField } from '../form-field';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

/** Who is expected to submit, and what was changed in that list; for organizers. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const page = await viewRoster(em, viewer, args.params.collectionId ?? '');
  if (page === null) throw new Response(null, { status: 404 });
  const [monitoring, common] = await Promise.all([textsOf(args, 'monitoring'), textsOf(args, 'common')]);
  return {
    page,
    documentTitle: `${monitoring('roster.title')}. ${page.collection.title} – ${common('product')}`,
  };
}

export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const form = await args.request.formData();
  const entered = {
    kind: form.get('intent') === 'withdraw' ? ('withdrawn' as const) : ('added' as const),
    logins: textField(form, 'logins'),
    reason: textField(form, 'reason'),
  };
  const outcome = await changeRoster(em, viewer, args.params.collectionId ?? '', entered);
  if (outcome === null) throw new Response(null, { status: 404 });
  return { outcome, entered };
}

export default function RosterPage() {
  const { page } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useTranslation('monitoring');
  return (
    <Page
      title={t('roster.title')}
      back={{ to: `/lk/collections/${page.collection.id}/participants`, label: t('participants.title') }}
    >
      <Roster page={page} result={result ?? null} />
    </Page>
  );
}
