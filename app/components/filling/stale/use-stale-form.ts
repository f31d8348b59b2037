import { applyEdits } from 'engine';
import { type RefObject, useEffect, useRef } from 'react';
import type { RefreshReply } from '~/protocol/saving';
import type { SubmissionView } from '~/protocol/views';
import { readForm } from '../page/read-form';
import { exchange, jsonHeaders } from '../queue/transport';
import type { Workspace, WorkspaceNotice } from '../workspace/workspace';

const RETRY_MS = 5_000;

interface StaleForm {
  readonly workspace: Workspace;
  readonly submission: SubmissionView;
  /** Takes no input meanwhile: it would speak of the older version. */
  readonly within: RefObject<HTMLElement>;
  readonly onRefreshed: (submission: SubmissionView, notice: WorkspaceNotice | null) => void;
}

/**
 * A newer version of the form: what waits is restated in it and sent, then the page begins anew with it. Until that has worked
 * the page stays as it is, with everything that was entered.
 */
export function useStaleForm({ workspace, submission, within, onRefreshed }: StaleForm): void {
  const asked = workspace.queue.askedVersion();
  const isRestated = useRef(false);
  const isSaved = workspace.queue.state().kind === 'saved';
  useEffect(() => {
    if (asked === null) return;
    let left = false;
    if (within.current) within.current.inert = true;
    const attempt = async (): Promise<void> => {
      if (left || (await restate(workspace, submission, asked))) isRestated.current = true;
      else timer = window.setTimeout(() => void attempt(), RETRY_MS);
    };
    let timer = window.setTimeout(() => void attempt());
    return () => {
      left = true;
      window.clearTimeout(timer);
    };
  }, [workspace, submission, asked, within]);
  useEffect(() => {
    if (!isSaved || !isRestated.current) return;
    isRestated.current = false;
    void fetchNow(submission, workspace).then((now) => {
      if (now) onRefreshed(now, workspace.notice());
      else window.location.reload();
    });
  }, [workspace, submission, isSaved, onRefreshed]);
}

async function fetchNow(
  { collectionId, submissionId, sources }: SubmissionView,
  { session }: Workspace,
): Promise<SubmissionView | null> {
  const reply = await exchange<RefreshReply>(
    `/lk/collections/${collectionId}/refresh`,
    {
      method: 'POST',
      headers: jsonHeaders,
      body: JSON.stringify({ submissionId, revision: session.revision(), sources }),
    },
    ['refreshed'],
  );
  return reply.outcome === 'refreshed' ? reply.submission : null;
}

/** Whether what waits speaks of the asked version now. */
async function restate(workspace: Workspace, submission: SubmissionView, asked: number): Promise<boolean> {
  const { queue, session } = workspace;
  const now = await fetchNow(submission, workspace);
  const to = now?.form.version === asked ? readForm(now.form) : null;
  if (!to) return false;
  try {
    const { carryPending } = await import('./carry-pending');
    const own = new Set(queue.ownBatches());
    const from = session.form;
    const confirmed = queue
      .batches()
      .filter((batch) => !own.has(batch))
      .reduce((answers, { edits }) => applyEdits(from, answers, edits).answers, session.confirmed());
    const edits = [...own].flatMap((batch) => batch.edits);
    queue.restate(carryPending({ from, to, confirmed, edits }));
    return true;
  } catch {
    // The script did not come; it is asked for again.
    return false;
  }
}
