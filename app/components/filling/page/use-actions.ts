import { useNavigate, useRevalidator } from '@remix-run/react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefreshReply, RefreshRequest, SubmitReply, SubmitRequest } from '~/protocol/saving';
import type { SubmissionView } from '~/protocol/views';
import { useToast } from '../../ui/toast';
import { exchange, jsonHeaders } from '../queue/transport';
import type { Workspace } from '../workspace/workspace';
import type { RefreshedCells } from '../refresh/describe-refresh';
import type { Busy } from './action-bar';
import { readForm } from './read-form';

interface Actions {
  readonly busy: Busy;
  /** Leaving would leave unsaved changes behind: the person decides. */
  readonly isLeaving: boolean;
  readonly saveDraft: () => Promise<void>;
  /** Saves what waits, then the summary is shown. */
  readonly review: () => Promise<void>;
  readonly isReviewing: boolean;
  readonly endReview: () => void;
  /** Submits what the summary shows. */
  readonly submit: () => Promise<void>;
  /** Why the last try to submit failed. */
  readonly problem: string | null;
  readonly close: () => Promise<void>;
  readonly leave: () => void;
  readonly stay: () => void;
}

const post = (body: SubmitRequest | RefreshRequest): RequestInit => ({
  method: 'POST',
  headers: jsonHeaders,
  body: JSON.stringify(body),
});

/** What of the cells a refreshed submission changes; nothing where that cannot be told. */
async function describeCells(
  { session }: Workspace,
  { form, answers, context }: SubmissionView,
): Promise<RefreshedCells> {
  try {
    const { describeRefresh } = await import('../refresh/describe-refresh');
    const shown = { form: session.form, answers: session.live.answers, context: session.context() };
    const isSameForm = form.formId === shown.form.id && form.version === shown.form.version;
    const now = isSameForm ? shown.form : readForm(form);
    return now ? describeRefresh(shown, { form: now, answers, context }) : NO_CELLS;
  } catch {
    // The script did not come: the draft is saved all the same.
    return NO_CELLS;
  }
}

const NO_CELLS: RefreshedCells = { recomputed: 0, filled: 0 };

/** What the three big buttons do. */
export function useActions(
  workspace: Workspace,
  submission: SubmissionView,
  onRefreshed: (view: SubmissionView, notice: null) => void,
): Actions {
  const { t } = useTranslation('filling');
  const toast = useToast();
  const navigate = useNavigate();
  const revalidator = useRevalidator();
  const [busy, setBusy] = useState<Busy>(null);
  const [isLeaving, setLeaving] = useState(false);
  const [isReviewing, setReviewing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { collectionId, submissionId, publicationPath } = submission;
  const path = `/lk/collections/${collectionId}`;
  const { queue, session } = workspace;

  const saveDraft = async (): Promise<void> => {
    setBusy('draft');
    // First values are no beginning of the work; once it has begun, they belong to what is saved.
    if (workspace.standing().status !== 'not_started') session.sendHeld();
    const saved = await queue.flush();
    const reply = saved
      ? await exchange<RefreshReply>(
          `${path}/refresh`,
          post({ submissionId, revision: session.revision(), sources: submission.sources }),
          ['refreshed'],
        )
      : null;
    if (reply?.outcome !== 'refreshed') {
      setBusy(null);
      return toast({ tone: 'error', text: t('draft.failed') });
    }
    const cells = await describeCells(workspace, reply.submission);
    setBusy(null);
    const news = [
      ...reply.changed.map((part) => t(`draft.${part}`)),
      ...(cells.recomputed > 0 ? [t('draft.recomputed', { count: cells.recomputed })] : []),
      ...(cells.filled > 0 ? [t('draft.filled', { count: cells.filled })] : []),
    ];
    const text = [t('draft.saved'), ...(news.length > 0 ? news : [t('draft.nothing')])].join(' ');
    toast({ tone: 'done', text });
    if (news.length > 0) onRefreshed(reply.submission, null);
  };

  const review = async (): Promise<void> => {
    setBusy('submit');
    session.sendHeld();
    const saved = await queue.flush();
    setBusy(null);
    if (!saved) return toast({ tone: 'error', text: t('submit.unsaved') });
    setProblem(null);
    setReviewing(true);
  };
  const endReview = useCallback(() => setReviewing(false), []);
  const submit = async (): Promise<void> => {
    setBusy('submit');
    setProblem(await trySubmit());
    setBusy(null);
  };
  /** Answers with what went wrong, or `null`. */
  const trySubmit = async (): Promise<string | null> => {
    if (!(await queue.flush())) return t('submit.unsaved');
    const request = {
      submissionId,
      revision: session.revision(),
      definitionVersion: submission.form.version,
    };
    const reply = await exchange<SubmitReply>(`${path}/submit`, post(request), [
      'submitted',
      'newer',
      'has_errors',
    ]);
    switch (reply.outcome) {
      case 'submitted':
        toast({ tone: 'done', text: t('submit.done', { number: reply.number }) });
        navigate(`/lk/receipts/${reply.number}`);
        return null;
      case 'newer':
        workspace.receive(reply.changes, reply.revision, null);
        return t('submit.newer');
      case 'has_errors':
        return t('submit.hasErrors');
      case 'closed':
        revalidator.revalidate();
        return t('closing.over');
      case 'unreachable':
      case 'busy':
        return t('submit.unreachable');
      case 'signed_out':
        return t('status.signedOut');
      default:
        return t('submit.refused');
    }
  };

  const close = async (): Promise<void> => {
    setBusy('close');
    const saved = await queue.flush();
    setBusy(null);
    if (saved) navigate(publicationPath);
    else setLeaving(true);
  };
  const leave = useCallback(() => navigate(publicationPath), [navigate, publicationPath]);
  const stay = useCallback(() => setLeaving(false), []);

  return {
    busy,
    isLeaving,
    saveDraft,
    review,
    isReviewing,
    endReview,
    submit,
    problem,
    close,
    leave,
    stay,
  };
}
