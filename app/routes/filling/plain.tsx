import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { PlainFindings } from '~/components/filling/plain/plain-findings';
import { PlainRemarks } from '~/components/filling/plain/plain-remarks';
import { Page } from '~/components/layout/page';
import { PlainSheet } from '~/components/filling/plain/plain-sheet';
import { Button } from '~/components/ui/button';
import { Notice } from '~/components/ui/notice';
import { judgeOwnDraft } from '~/services/judge-own-draft.server';
import { listOwnRemarks } from '~/services/review/own-remarks.server';
import { submitPlainReport } from '~/services/submit-plain-report.server';
import { titleOfData } from '../document-title';
import { toDataSheets } from '../monitoring/data-sheets.server';
import { localeOf, pageScope, textsOf } from '../request.server';
import { answerWith } from './answer.server';
import { wholeOf } from './plain-form.server';

export const meta = titleOfData;

/** The form as plain tables with what is found about it: works without scripts. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const judged = await judgeOwnDraft(em, viewer, args.params.collectionId ?? '');
  if ('outcome' in judged) throw new Response(null, { status: judged.outcome === 'busy' ? 503 : 404 });
  const { submission, answers, findings, growing } = judged;
  const { form, review, collectionId, submissionId } = submission;
  const said = review && (await listOwnRemarks(em, viewer, { collectionId, submissionId }));
  const locale = await localeOf(args);
  const isDraft = submission.shows === 'draft';
  const texts = await textsOf(args, 'common');
  return {
    title: submission.collectionTitle,
    publicationPath: submission.publicationPath,
    editable: submission.editable,
    isDraft,
    submissionId: submission.submissionId,
    revision: submission.revision,
    version: form.version,
    review,
    remarks: said?.outcome === 'own_remarks' ? said.remarks : [],
    findings,
    growing,
    formPath: `/lk/collections/${submission.collectionId}/plain`,
    sheets: toDataSheets(form, answers, { locale, isDraft, now: new Date(submission.serverTime) }),
    documentTitle: `${submission.collectionTitle} – ${texts('product')}`,
  };
}

/** «Сдать отчет» of the revision that the page showed. A newer one is shown first. */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const posted = await args.request.formData();
  const answer = await submitPlainReport(em, viewer, {
    collectionId: args.params.collectionId ?? '',
    request: {
      submissionId: textOf(posted.get('submissionId')),
      revision: wholeOf(posted.get('revision')) ?? -1,
      definitionVersion: wholeOf(posted.get('version')) ?? -1,
    },
  });
  if (answer.outcome === 'submitted') return redirect(`/lk/receipts/${answer.number}`);
  return data({ refused: answer.outcome }, { status: answerWith(answer).status });
}

const textOf = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value : '');

export default function PlainPage() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const { t } = useTranslation('plain');
  const [query] = useSearchParams();
  const canSubmit = page.editable && !page.findings.some(({ severity }) => severity === 'error');
  return (
    <Page title={page.title} back={{ to: page.publicationPath, label: t('back') }} wide>
      {refused === undefined ? null : (
        <Notice tone="error" live title={t('refused')}>
          <p>{refused === 'newer' || refused === 'stale_form' ? t('newer') : t('retry')}</p>
        </Notice>
      )}
      {page.review === null ? null : <PlainRemarks {...page} review={page.review} />}
      {page.isDraft ? <PlainFindings {...page} /> : null}
      {page.sheets.map((sheet) => (
        <PlainSheet
          key={sheet.id}
          sheet={sheet}
          formPath={page.formPath}
          editable={page.editable && page.isDraft}
          isGrowing={page.growing.includes(sheet.id)}
          page={Math.max(1, Number(query.get(`page.${sheet.id}`)) || 1)}
        />
      ))}
      {canSubmit ? (
        <Form method="post">
          <input type="hidden" name="submissionId" value={page.submissionId} />
          <input type="hidden" name="revision" value={page.revision} />
          <input type="hidden" name="version" value={page.version} />
          <Button type="submit" variant="primary">
            {t('submit')}
          </Button>
        </Form>
      ) : null}
    </Page>
  );
}
