/** Earlier states of a draft, made again from the log of its edits. */
import { type Answers, applyEdits, type Edit } from 'engine';
import type { EntityManager } from '~/db/orm.server';
import { findLoggedAfter, type LoggedRow } from '~/db/queries/history.server';
import { loadForm } from './forms.server';

const BATCH = 500;

interface State {
  readonly revision: number;
  readonly answers: Answers;
}

/** Reports whose history is read at the same time, and states kept of each: the log never changes, so they stay true. */
const MAX_REPORTS = 20;
const MAX_STATES = 32;
const known = new Map<string, readonly State[]>();

const BEGINNING: State = { revision: 0, answers: { sheets: {} } };

/** The answers after a revision. Goes on from the nearest state that is known; a batch of the log is in memory at a time. */
export async function answersAt(em: EntityManager, submissionId: string, revision: number): Promise<Answers> {
  const states = known.get(submissionId) ?? [];
  let state = states.findLast((earlier) => earlier.revision <= revision) ?? BEGINNING;
  while (state.revision < revision) {
    const batch = await findLoggedAfter(em, submissionId, {
      after: state.revision,
      upTo: revision,
      limit: BATCH,
    });
    const last = batch.at(-1);
    if (!last) break;
    state = { revision: last.revision, answers: await replay(em, state.answers, batch) };
    if (batch.length > 1) remember(submissionId, state);
  }
  return state.answers;
}

/** Applies log entries, each under the form that it was made in. */
export async function replay(
  em: EntityManager,
  answers: Answers,
  logged: readonly LoggedRow[],
): Promise<Answers> {
  let result = answers;
  for (const { version, edits } of runsOf(logged)) {
    const { form } = await loadForm(em, version);
    result = applyEdits(form, result, edits).answers;
  }
  return result;
}

function runsOf(logged: readonly LoggedRow[]): readonly { version: string; edits: Edit[] }[] {
  const runs: { version: string; edits: Edit[] }[] = [];
  for (const { definition_version_id: version, edits } of logged) {
    const run = runs.at(-1);
    if (run?.version === version) run.edits.push(...edits);
    else runs.push({ version, edits: [...edits] });
  }
  return runs;
}

function remember(submissionId: string, state: State): void {
  const states = known.get(submissionId) ?? [];
  const all = [...states.filter(({ revision }) => revision !== state.revision), state].sort(
    (a, b) => a.revision - b.revision,
  );
  // Every other one goes, so that those that stay are spread over the whole log.
  const kept = all.length > MAX_STATES ? all.filter((_, index) => index % 2 === 1) : all;
  known.delete(submissionId);
  known.set(submissionId, kept);
  const [oldest] = known.keys();
  if (known.size > MAX_REPORTS && oldest !== undefined) known.delete(oldest);
}
