import { useRevalidator } from '@remix-run/react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubmissionView, Viewer } from '~/protocol/views';
import { ErrorState } from '../../ui/error-state';
import { readForm } from './read-form';
import { Workbench } from './workbench';

interface FillingPageProps {
  readonly submission: SubmissionView;
  readonly login: string;
  readonly gridView: Viewer['gridView'];
}

/** The page on which an organisation fills in a form. */
export function FillingPage({ submission, login, gridView }: FillingPageProps) {
  const { t } = useTranslation();
  const revalidator = useRevalidator();
  const [refreshed, setRefreshed] = useState<SubmissionView | null>(null);
  // A later answer of the loader, such as after closing, counts more than an earlier refresh.
  const view = refreshed && refreshed.serverTime > submission.serverTime ? refreshed : submission;
  const source = view.form;
  const form = useMemo(() => readForm(source), [source]);
  if (!form) {
    return (
      <ErrorState
        title={t('errors.server.title')}
        text={t('errors.server.text')}
        onRetry={() => revalidator.revalidate()}
      />
    );
  }
  return (
    <Workbench
      // Another version of the form, or the end of editing, begins anew: nothing waits at that moment.
      key={`${view.submissionId} ${view.form.version} ${view.editable} ${view.shows}`}
      form={form}
      submission={view}
      login={login}
      gridView={gridView}
      onRefreshed={setRefreshed}
    />
  );
}
