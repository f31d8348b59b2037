import type { CompiledForm } from 'engine';
import type { EntityManager } from '~/db/orm.server';
import { findSubmitted, findVersionsSubmittedIn, type SubmittedKey } from '~/db/queries/submitted.server';
import { loadForm } from '../collecting/forms.server';
import type { ExportedSubmission } from './write-export.server';

/** Submissions read at a time, and bytes of their answers as they are stored: in memory these become many times more. */
const MOST_AT_ONCE = 100;
const MOST_BYTES = 256 * 1024;

/** The forms that an export of a collection is of, the oldest first. */
export async function loadForms(em: EntityManager, collectionId: string): Promise<readonly CompiledForm[]> {
  const forms: CompiledForm[] = [];
  for (const id of await findVersionsSubmittedIn(em, collectionId)) forms.push((await loadForm(em, id)).form);
  return forms;
}

/** Submitted reports in order of their keys, some at a time. */
export async function* readSubmitted(
  em: EntityManager,
  keys: readonly SubmittedKey[],
): AsyncGenerator<readonly ExportedSubmission[]> {
  for (let from = 0; from < keys.length;) {
    const to = endOfBatch(keys, from);
    const rows = await findSubmitted(
      em,
      keys.slice(from, to).map(({ id }) => id),
    );
    yield rows.map(({ started_at: startedAt, submitted_at: submittedAt, ...row }) => ({
      ...row,
      startedAt,
      submittedAt,
    }));
    from = to;
  }
}

function endOfBatch(keys: readonly SubmittedKey[], from: number): number {
  let bytes = 0;
  let to = from;
  do bytes += keys[to++]?.size ?? 0;
  while (to < keys.length && to - from < MOST_AT_ONCE && bytes < MOST_BYTES);
  return to;
}
