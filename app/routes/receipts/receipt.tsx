import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { localize, parseDefinition } from 'engine';
import { useTranslation } from 'react-i18next';
import { Page } from '~/components/layout/page';
import { Receipt } from '~/components/receipts/receipt';
import { findReceipt } from '~/services/find-receipt.server';
import { titleOfData } from '../document-title';
import { toDataSheets } from '../monitoring/data-sheets.server';
import { localeOf, pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

/** What was submitted under a number, to be looked at and printed. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const { receipt: number = '' } = args.params;
  const found = /^\d{1,15}$/.test(number) ? await findReceipt(em, viewer, Number(number)) : null;
  if (found === null) throw new Response(null, { status: 404 });
  const { form, answers, ...receipt } = found;
  const [receipts, common] = await Promise.all([textsOf(args, 'receipts'), textsOf(args, 'common')]);
  const locale = await localeOf(args);
  const parsed = parseDefinition(form.definition);
  return {
    receipt,
    form: { version: form.version, title: parsed.ok ? localize(parsed.value.title, locale) : form.formId },
    sheets: toDataSheets(form, answers, { locale, isDraft: false, now: new Date() }),
    documentTitle: `${receipts('title', { number: receipt.number })} – ${common('product')}`,
  };
}

export default function ReceiptPage() {
  const { receipt, form, sheets } = useLoaderData<typeof loader>();
  const { t } = useTranslation('receipts');
  return (
    <Page
      title={t('title', { number: receipt.number })}
      back={{ to: receipt.publicationPath, label: t('back') }}
      wide
    >
      <Receipt receipt={receipt} form={form} sheets={sheets} />
    </Page>
  );
}
