import { useRevalidator } from '@remix-run/react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubmissionView, Viewer } from '~/protocol/views';
import { useLive } from '../../hooks/use-live';
import { ErrorState } from '../../ui/error-state';
import type { WorkspaceNotice } from '../workspace/workspace';
import { readForm } from './read-form';
import { Workbench } from './workbench';

interface FillingPageProps {
  readonly submission: SubmissionView;
  readonly login: string;
  readonly gridView: Viewer['gridView'];
}

interface Refreshed {
  readonly view: SubmissionView;
  readonly notice: WorkspaceNotice | null;
}

/** The page on which an organisation fills in a form. */
export function FillingPage({ submission, login, gridView }: FillingPageProps) {
  const { t } = useTranslation();
  const revalidator = useRevalidator();
  const [refreshed, setRefreshed] = useState<Refreshed | null>(null);
  // A later answer of the loader, such as after closing, counts more than an earlier refresh.
  const isNewer = refreshed !== null && refreshed.view.serverTime > submission.serverTime;
  const view = isNewer ? refreshed.view : submission;
  const onRefreshed = useCallback(
    (next: SubmissionView, notice: WorkspaceNotice | null) => setRefreshed({ view: next, notice }),
    [],
  );
  // One that is only looked at may be opened again: prolonged, or returned.
  useLive(!view.editable);
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
      firstNotice={isNewer ? refreshed.notice : null}
      onRefreshed={onRefreshed}
    />
  );
}
