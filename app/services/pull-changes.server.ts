import { setTimeout as delay } from 'node:timers/promises';
import { getChangeFeed } from '~/db/change-feed.server';
import type { EntityManager } from '~/db/orm.server';
import { findChanges } from '~/db/queries/changes.server';
import { readSubmission } from '~/db/queries/submissions.server';
import type { ChangesReply, Refusal } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import { standingOf } from './collecting/change-submission.server';
import { findOwnSubmission } from './collecting/own-submission.server';

/** Below what proxies allow an answer to take. */
const LONGEST_WAIT_MS = 25_000;

interface PullInput {
  readonly collectionId: string;
  /** The one that the page shows. */
  readonly submissionId: string;
  /** The last revision that the page has applied. */
  readonly since: number;
  /** The tab that asks: its own changes are no news. */
  readonly clientId?: string;
  /** How long to wait for news where there are none, at most 25 seconds; without it the answer comes at once. */
  readonly waitMs?: number;
  /** Whoever asked has gone. */
  readonly signal?: AbortSignal;
}

/** What others changed since a revision, in order, and how the submission stands. May wait until there is something to tell. */
export async function pullChanges(
  em: EntityManager,
  viewer: Viewer,
  input: PullInput,
): Promise<ChangesReply | Refusal> {
  const { since, waitMs = 0, clientId, submissionId } = input;
  if (!Number.isSafeInteger(since) || since < 0) {
    return { outcome: 'malformed', message: 'since: not a revision' };
  }
  const until = performance.now() + Math.min(waitMs, LONGEST_WAIT_MS);
  const isNews = newsFor(clientId);
  for (;;) {
    // Before reading, so that nothing slips through between the two.
    const watch = performance.now() < until ? await getChangeFeed().watch(submissionId) : null;
    try {
      const reply = await pull(em, viewer, input);
      if (!watch || reply.outcome !== 'changes' || isNews(reply)) return reply;
      if (!(await isChanged(watch.changed, until, input.signal))) return reply;
    } finally {
      watch?.stop();
    }
  }
}

async function pull(em: EntityManager, viewer: Viewer, input: PullInput): Promise<ChangesReply | Refusal> {
  const own = await findOwnSubmission(em, viewer, 'submission.open', input);
  if (!own.ok) return own.error;
  const submission = await readSubmission(em, own.value);
  const changes = submission.revision > input.since ? await findChanges(em, own.value, input.since) : [];
  return {
    outcome: 'changes',
    // Others may have gone on between the two queries.
    revision: Math.max(submission.revision, changes.at(-1)?.revision ?? 0),
    changedAt: submission.changed_at?.toISOString() ?? null,
    changes,
    ...standingOf(submission),
  };
}

/** Whether a reply says anything that the tab does not know: changes by others, a submission, another end of the window. */
function newsFor(clientId: string | undefined): (reply: ChangesReply) => boolean {
  let first: ChangesReply | null = null;
  return (reply) => {
    first ??= reply;
    return (
      reply.changes.some((change) => change.clientId !== clientId) ||
      isSubmitted(reply) !== isSubmitted(first) ||
      (first.hasUnsubmittedEdits && !reply.hasUnsubmittedEdits) ||
      reply.closesAt !== first.closesAt
    );
  };
}

const isSubmitted = ({ status }: ChangesReply): boolean => status === 'submitted';

/** False when the time is over or whoever asked has gone. */
async function isChanged(changed: Promise<void>, until: number, signal?: AbortSignal): Promise<boolean> {
  const over = new AbortController();
  const giveUp = AbortSignal.any(signal ? [signal, over.signal] : [over.signal]);
  const timeout = delay(Math.max(0, until - performance.now()), false, { signal: giveUp }).catch(() => false);
  const first = await Promise.race([changed.then(() => true), timeout]);
  over.abort();
  return first;
}
