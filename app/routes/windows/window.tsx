import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { Page } from '~/components/layout/page';
import { Windows } from '~/components/windows/windows';
import type { WindowResult } from '~/components/windows/window-result';
import type { ProlongationForm } from '~/protocol/windows';
import { previewProlongation, prolong } from '~/services/windows/prolong.server';
import { undoProlongation } from '~/services/windows/undo-prolongation.server';
import { viewWindows } from '~/services/windows/view-windows.server';
import { titleOfData } from '../document-title';
import { textField } from '../form-field';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

/** The window of a collection: prolonged for all, for a territory or for single organisations; for organizers. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const page = await viewWindows(em, viewer, args.params.collectionId ?? '');
  if (page === null) throw new Response(null, { status: 404 });
  const [monitoring, common] = await Promise.all([textsOf(args, 'monitoring'), textsOf(args, 'common')]);
  return {
    page,
    documentTitle: `${monitoring('window.title')}. ${page.collection.title} – ${common('product')}`,
  };
}

function formOf(form: FormData): ProlongationForm {
  const target = textField(form, 'target');
  return {
    target: target === 'territory' || target === 'logins' ? target : 'all',
    unit: textField(form, 'unit'),
    logins: textField(form, 'logins'),
    unfinished: form.get('unfinished') === 'yes',
    closesAt: textField(form, 'closesAt'),
    reason: textField(form, 'reason'),
  };
}

export async function action(args: ActionFunctionArgs): Promise<WindowResult> {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const form = await args.request.formData();
  const collectionId = args.params.collectionId ?? '';
  const notFound = new Response(null, { status: 404 });
  if (form.get('intent') === 'undo') {
    const outcome = await undoProlongation(em, viewer, { collectionId, id: textField(form, 'id') });
    if (outcome === null) throw notFound;
    return { kind: outcome };
  }
  const entered = formOf(form);
  const isConfirmed = form.get('intent') === 'confirm';
  const outcome = await (isConfirmed ? prolong : previewProlongation)(em, viewer, collectionId, entered);
  if (outcome === null) throw notFound;
  if (!outcome.ok) return { kind: 'refused', entered, problems: outcome.error };
  return { kind: isConfirmed ? 'done' : 'preview', entered, preview: outcome.value };
}

export default function WindowPage() {
  const { page } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useTranslation('monitoring');
  return (
    <Page title={t('window.title')} back={{ to: page.publicationPath, label: t('participants.back') }}>
      <Windows page={page} result={result ?? null} />
    </Page>
  );
}
