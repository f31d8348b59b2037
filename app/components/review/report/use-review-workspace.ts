import type { CompiledForm } from 'engine';
import { useCallback, useRef, useState } from 'react';
import { useLocale } from '~/i18n/use-format';
import type { ReviewView } from '~/protocol/review';
import { useModelTexts } from '../../filling/page/use-model-texts';
import { browserTimers, newClientId, newRowId } from '../../filling/workspace/browser';
import { createWorkspace, type Workspace } from '../../filling/workspace/workspace';
import type { GridViewHandle } from '../../grid/adapter';

const PAGE_ROWS = 20;
const nothing = (): Promise<{ readonly outcome: 'unreachable' }> =>
  Promise.resolve({ outcome: 'unreachable' });

interface ReviewWorkspace {
  readonly workspace: Workspace;
  readonly setView: (view: GridViewHandle | null) => void;
  readonly focusGrid: () => void;
}

/** What was submitted in a workspace that nobody can edit and that sends nothing. */
export function useReviewWorkspace(form: CompiledForm, review: ReviewView): ReviewWorkspace {
  const texts = useModelTexts();
  const locale = useLocale();
  const view = useRef<GridViewHandle | null>(null);
  const [workspace] = useState(() =>
    createWorkspace({
      form,
      answers: review.answers,
      revision: 0,
      changedAt: review.submittedAt,
      standing: { status: review.status, hasUnsubmittedEdits: false, closesAt: review.window.closesAt },
      definitionVersion: review.form.version,
      context: { ...review.context, locale },
      readOnly: true,
      locale,
      texts,
      submissionId: review.submissionId,
      clientId: newClientId(),
      transport: { save: nothing, changes: nothing },
      timers: browserTimers,
      newRowId,
      pageRows: () => view.current?.pageRows() ?? PAGE_ROWS,
    }),
  );
  const setView = useCallback((handle: GridViewHandle | null) => {
    view.current = handle;
  }, []);
  const focusGrid = useCallback(() => view.current?.focus(), []);
  return { workspace, setView, focusGrid };
}
