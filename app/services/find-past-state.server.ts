import type { EntityManager } from '~/db/orm.server';
import { findLoggedUpTo } from '~/db/queries/history.server';
import type { PastStateReply } from '~/protocol/history';
import type { Refusal } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import { findReadableHistory, type HistoryWanted } from './collecting/readable-history.server';
import { answersAt } from './collecting/replay.server';

/** The draft as it was after a revision, and who left it so; whoever may read the history may see it. */
export async function findPastState(
  em: EntityManager,
  viewer: Viewer,
  { revision, ...wanted }: HistoryWanted & { readonly revision: number },
): Promise<PastStateReply | Refusal> {
  const readable = await findReadableHistory(em, viewer, wanted);
  if (!readable || !Number.isSafeInteger(revision) || revision < 1 || revision > readable.upTo) {
    return { outcome: 'not_found' };
  }
  const { submissionId } = readable;
  const [last] = await findLoggedUpTo(em, submissionId, { upTo: revision, limit: 1 });
  if (last?.revision !== revision) return { outcome: 'not_found' };
  return {
    outcome: 'past_state',
    revision,
    at: last.changed_at.toISOString(),
    by: { login: last.login, name: last.name },
    answers: await answersAt(em, submissionId, revision),
  };
}
