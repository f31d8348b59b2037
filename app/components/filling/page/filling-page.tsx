import { useRevalidator } from '@remix-run/react';
import type { CompiledForm, FormDefinition } from 'engine';
import { compileAll } from 'engine';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormDefinitionSource } from '~/protocol/form-source';
import type { SubmissionView, Viewer } from '~/protocol/views';
import { ErrorState } from '../../ui/error-state';
import { Workbench } from './workbench';

interface FillingPageProps {
  readonly submission: SubmissionView;
  readonly login: string;
  readonly gridView: Viewer['gridView'];
}

/**
 * The server has parsed and checked the definition when it was published and sends no other; doing that again here
 * would cost every school the validator of the form language and the texts of its diagnostics.
 */
const isDefinition = (json: unknown): json is FormDefinition =>
  typeof json === 'object' &&
  json !== null &&
  'format' in json &&
  json.format === 1 &&
  'sheets' in json &&
  Array.isArray(json.sheets);

function readForm(source: FormDefinitionSource): CompiledForm | null {
  if (!isDefinition(source.definition)) return null;
  return compileAll(source.definition, source.codeLists).form;
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
