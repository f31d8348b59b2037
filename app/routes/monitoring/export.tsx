import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { Page } from '~/components/layout/page';
import { ExportForm } from '~/components/monitoring/export-form';
import { findExportable } from '~/services/find-exportable.server';
import { parseExportOptions } from '~/services/reports/parse-export-options';
import { requestExport } from '~/services/request-export.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

/** Other formats, for whom the dialog does not open: before scripts arrive, and in a tab of its own. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const collection = await findExportable(em, viewer, args.params.collectionId ?? '');
  if (collection === null) throw new Response(null, { status: 404 });
  const [monitoring, common] = await Promise.all([textsOf(args, 'monitoring'), textsOf(args, 'common')]);
  const documentTitle = `${monitoring('exportChoice.title')}. ${collection.title} – ${common('product')}`;
  return { collection, documentTitle };
}

/** Starts an export (A43). The window in the page gets its number; without scripts the notifications follow. */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const form = await args.request.formData();
  const options = parseExportOptions(form);
  if (options === null) {
    const monitoring = await textsOf(args, 'monitoring');
    throw new Response(monitoring('exportChoice.malformed'), { status: 400 });
  }
  const report = await requestExport(em, viewer, args.params.collectionId ?? '', options);
  if (report === null) throw new Response(null, { status: 404 });
  return form.has('window') ? Response.json({ number: report.number }) : redirect('/lk/notifications');
}

export default function ExportPage() {
  const { collection } = useLoaderData<typeof loader>();
  const { t } = useTranslation('monitoring');
  return (
    <Page
      title={t('exportChoice.title')}
      back={{ to: `/lk/collections/${collection.id}/participants`, label: t('participants.title') }}
    >
      <ExportForm title={collection.title} />
    </Page>
  );
}
