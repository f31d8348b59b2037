import type { Answers, CompiledForm } from 'engine';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubmissionView } from '~/protocol/views';
import { useLocale } from '../../../i18n/use-format';
import { useToast } from '../../ui/toast';
import { useModelTexts } from '../page/use-model-texts';
import { browserTimers, newClientId, newRowId } from '../workspace/browser';
import { createWorkspace, type Workspace } from '../workspace/workspace';

/** An earlier state, opened to be looked at. */
export interface Past {
  readonly revision: number;
  readonly at: string;
  readonly answers: Answers;
  readonly workspace: Workspace;
}

interface PastChoice {
  readonly past: Past | null;
  readonly open: (revision: number) => Promise<void>;
  readonly leave: () => void;
}

const PAGE_ROWS = 20;
const nothing = (): Promise<{ readonly outcome: 'unreachable' }> =>
  Promise.resolve({ outcome: 'unreachable' });

/** Opens earlier states in a workspace of their own, which nobody can edit and which sends nothing. */
export function usePast(form: CompiledForm, submission: SubmissionView): PastChoice {
  const { t } = useTranslation('filling');
  const toast = useToast();
  const texts = useModelTexts();
  const locale = useLocale();
  const [past, setPast] = useState<Past | null>(null);
  const wanted = useRef(0);
  const open = async (revision: number): Promise<void> => {
    const turn = (wanted.current += 1);
    const { fetchPastState } = await import('./use-history');
    const reply = await fetchPastState(submission, revision);
    // Another one was asked for, or the present, meanwhile.
    if (turn !== wanted.current) return;
    if (reply.outcome !== 'past_state') return toast({ tone: 'error', text: t('history.failed') });
    const { at, answers } = reply;
    const workspace = createWorkspace({
      form,
      answers,
      revision,
      changedAt: at,
      standing: {
        status: submission.status,
        hasUnsubmittedEdits: submission.hasUnsubmittedEdits,
        closesAt: submission.window.closesAt,
      },
      definitionVersion: submission.form.version,
      context: { ...submission.context, locale },
      readOnly: true,
      locale,
      texts,
      submissionId: submission.submissionId,
      clientId: newClientId(),
      transport: { save: nothing, changes: nothing },
      timers: browserTimers,
      newRowId,
      pageRows: () => PAGE_ROWS,
    });
    setPast({ revision, at, answers, workspace });
  };
  const leave = useCallback(() => {
    wanted.current += 1;
    setPast(null);
  }, []);
  return { past, open, leave };
}
