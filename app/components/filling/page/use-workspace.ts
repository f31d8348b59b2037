import type { CompiledForm } from 'engine';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SubmissionView } from '~/protocol/views';
import { useLocale } from '../../../i18n/use-format';
import type { GridViewHandle } from '../../grid/adapter';
import { httpTransport } from '../queue/transport';
import { browserTimers, newClientId, newRowId } from '../workspace/browser';
import type { Workspace, WorkspaceNotice } from '../workspace/workspace';
import { createWorkspace } from '../workspace/workspace';
import { useModelTexts } from './use-model-texts';

interface WorkspaceBinding {
  readonly workspace: Workspace;
  readonly clientId: string;
  readonly setView: (view: GridViewHandle | null) => void;
  readonly focusGrid: () => void;
}

const FIRST_PAGE_ROWS = 20;

/** The workspace of a page, for as long as the page stands. A refreshed submission restarts its session. */
export function useWorkspace(
  form: CompiledForm,
  submission: SubmissionView,
  firstNotice: WorkspaceNotice | null,
): WorkspaceBinding {
  const texts = useModelTexts();
  const locale = useLocale();
  const view = useRef<GridViewHandle | null>(null);
  const [{ workspace, clientId }] = useState(() => {
    const id = newClientId();
    const { submissionId } = submission;
    const made = createWorkspace({
      form,
      answers: submission.answers,
      revision: submission.revision,
      changedAt: submission.changedAt,
      standing: {
        status: submission.status,
        hasUnsubmittedEdits: submission.hasUnsubmittedEdits,
        closesAt: submission.window.closesAt,
      },
      definitionVersion: submission.form.version,
      context: { ...submission.context, locale },
      readOnly: !submission.editable,
      locale,
      texts,
      submissionId,
      clientId: id,
      transport: httpTransport(`/lk/collections/${submission.collectionId}`, submissionId),
      timers: browserTimers,
      newRowId,
      pageRows: () => view.current?.pageRows() ?? FIRST_PAGE_ROWS,
    });
    if (firstNotice) made.notify(firstNotice);
    return { workspace: made, clientId: id };
  });
  const shown = useRef(submission);
  useEffect(() => {
    if (shown.current === submission) return;
    shown.current = submission;
    // Older than what this tab knows by now: a loader that was overtaken.
    if (submission.revision < workspace.session.revision()) return;
    const { answers, revision, context } = submission;
    workspace.session.restart({ answers, revision, context: { ...context, locale } });
  }, [workspace, submission, locale]);
  const setView = useCallback((handle: GridViewHandle | null) => {
    view.current = handle;
  }, []);
  const focusGrid = useCallback(() => view.current?.focus(), []);
  return { workspace, clientId, setView, focusGrid };
}
