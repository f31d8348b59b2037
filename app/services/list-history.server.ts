import { type Answers, diffAnswers } from 'engine';
import { toDiffWords } from '~/wording/diff-words';
import type { EntityManager } from '~/db/orm.server';
import {
  findLoggedUpTo,
  findSubmittings,
  type LoggedRow,
  type SubmittingRow,
} from '~/db/queries/history.server';
import type { HistoryEntry, HistoryReply, HistorySubmission } from '~/protocol/history';
import type { Refusal } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import { loadForm } from './collecting/forms.server';
import { findReadableHistory, type HistoryWanted } from './collecting/readable-history.server';
import { answersAt, replay } from './collecting/replay.server';

const PAGE = 100;
const JOINED_MS = 5 * 60_000;

/**
 * One page of who changed what, the newest first: up to a hundred entries of the log, those of one person within five minutes
 * joined. What a joined entry changed is told as one step; without rows where all of it was taken back.
 */
export async function listHistory(
  em: EntityManager,
  viewer: Viewer,
  { before, ...wanted }: HistoryWanted & { readonly before: number | null },
): Promise<HistoryReply | Refusal> {
  if (before !== null && !(Number.isSafeInteger(before) && before > 0)) {
    return { outcome: 'malformed', message: 'before: not a revision' };
  }
  const readable = await findReadableHistory(em, viewer, wanted);
  if (!readable) return { outcome: 'not_found' };
  const { submissionId } = readable;
  const upTo = Math.min(readable.upTo, before === null ? readable.upTo : before - 1);
  const logged = await findLoggedUpTo(em, submissionId, { upTo, limit: PAGE });
  const first = logged[0]?.revision ?? 1;
  const from = first > 1 ? first : 0;
  const submittings = await findSubmittings(em, submissionId, { from, upTo });
  const changes = await describe(em, viewer, {
    logged,
    start: await answersAt(em, submissionId, first - 1),
    submittedAfter: new Set(submittings.map(({ revision }) => revision)),
  });
  const entries = [...changes, ...submittings.map(toSubmission)].sort(
    // What was submitted stands above the changes that it holds.
    (a, b) => b.revision - a.revision || Number(b.kind === 'submitted') - Number(a.kind === 'submitted'),
  );
  return { outcome: 'history', entries, next: from > 0 ? from : null };
}

interface Described {
  readonly logged: readonly LoggedRow[];
  /** The state before them. */
  readonly start: Answers;
  readonly submittedAfter: ReadonlySet<number>;
}

async function describe(em: EntityManager, viewer: Viewer, described: Described): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  let answers = described.start;
  for (const group of groupsOf(described)) {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) continue;
    const after = await replay(em, answers, group);
    // Everything in it was refused or said nothing new.
    if (after === answers) continue;
    const { form } = await loadForm(em, last.definition_version_id);
    const changes = toDiffWords(form, viewer.locale, diffAnswers(form, answers, after));
    answers = after;
    entries.push({
      kind: 'changes',
      revision: last.revision,
      by: { login: last.login, name: last.name },
      from: first.changed_at.toISOString(),
      at: last.changed_at.toISOString(),
      changes,
    });
  }
  return entries;
}

/** Neighbours of one person within five minutes of the first; what was submitted in between parts them. */
function groupsOf({ logged, submittedAfter }: Described): readonly (readonly LoggedRow[])[] {
  const groups: LoggedRow[][] = [];
  for (const row of logged) {
    const group = groups.at(-1);
    const [first, last] = [group?.[0], group?.at(-1)];
    const isSame =
      first?.user_id === row.user_id &&
      row.changed_at.getTime() - first.changed_at.getTime() <= JOINED_MS &&
      !(last && submittedAfter.has(last.revision));
    if (group && isSame) group.push(row);
    else groups.push([row]);
  }
  return groups;
}

const toSubmission = ({ number, revision, submitted_at, login, name }: SubmittingRow): HistorySubmission => ({
  kind: 'submitted',
  revision,
  number,
  at: submitted_at.toISOString(),
  by: { login, name },
});
