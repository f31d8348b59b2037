import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { PlainFindings } from '~/components/filling/plain/plain-findings';
import { Page } from '~/components/layout/page';
import { FrozenSheet } from '~/components/receipts/frozen-sheet';
import { Button } from '~/components/ui/button';
import { Notice } from '~/components/ui/notice';
import { judgeOwnDraft } from '~/services/judge-own-draft.server';
import { submitReport } from '~/services/submit-report.server';
import { titleOfData } from '../document-title';
import { toDataSheets } from '../monitoring/data-sheets.server';
import { localeOf, pageScope, textsOf } from '../request.server';
import { answerWith } from './answer.server';

export const meta = titleOfData;

/** The form as plain tables with what is found about it: works without scripts. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const judged = await judgeOwnDraft(em, viewer, args.params.collectionId ?? '');
  if ('outcome' in judged) throw new Response(null, { status: judged.outcome === 'busy' ? 503 : 404 });
  const { submission, findings } = judged;
  const { form, answers } = submission;
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
    findings,
    sheets: toDataSheets(form, answers, { locale, isDraft, now: new Date(submission.serverTime) }),
    documentTitle: `${submission.collectionTitle} – ${texts('product')}`,
  };
}

/** «Сдать отчет» of the revision that the page showed. A newer one is shown first. */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const posted = await args.request.formData();
  const answer = await submitReport(em, viewer, {
    collectionId: args.params.collectionId ?? '',
    body: {
      submissionId: posted.get('submissionId'),
      revision: numberOf(posted.get('revision')),
      definitionVersion: numberOf(posted.get('version')),
    },
  });
  if (answer.outcome === 'submitted') return redirect(`/lk/receipts/${answer.number}`);
  return data({ refused: answer.outcome }, { status: answerWith(answer).status });
}

const numberOf = (text: FormDataEntryValue | null): number | null =>
  typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : null;

export default function PlainPage() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const { t } = useTranslation('plain');
  const canSubmit = page.editable && !page.findings.some(({ severity }) => severity === 'error');
  return (
    <Page title={page.title} back={{ to: page.publicationPath, label: t('back') }} wide>
      {refused === undefined ? null : (
        <Notice tone="error" live title={t('refused')}>
          <p>{refused === 'newer' || refused === 'stale_form' ? t('newer') : t('retry')}</p>
        </Notice>
      )}
      {page.isDraft ? <PlainFindings findings={page.findings} sheets={page.sheets} /> : null}
      {page.sheets.map((sheet) => (
        <div key={sheet.id} id={`sheet-${sheet.id}`}>
          <FrozenSheet sheet={sheet} />
        </div>
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
