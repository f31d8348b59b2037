import type { EntityManager } from '~/db/orm.server';
import { findUncounted, storeErrors } from '~/db/queries/errors-left.server';
import type { Logger } from '~/log.server';
import { countErrorsLeft } from '../collecting/errors-left.server';

const BATCH = 100;
/** A run ends after this time: the next one goes on. */
const LONGEST_MS = 15_000;

/**
 * Counts the errors of drafts that have changed since they were counted, those that were left longest first. It may run any number of times,
 * also at once: a count is kept only for the revision that it is of. A draft that cannot be judged is written down as such and logged.
 */
export async function countErrors(em: EntityManager, log: Logger, signal: AbortSignal): Promise<void> {
  const until = performance.now() + LONGEST_MS;
  const isOver = () => signal.aborted || performance.now() > until;
  for (;;) {
    const found = await findUncounted(em, BATCH);
    for (const { id, revision } of found) {
      if (isOver()) return;
      await storeErrors(em, { id, revision, errors: await judge(em, id, log) });
    }
    if (found.length < BATCH) return;
  }
}

async function judge(em: EntityManager, submissionId: string, log: Logger): Promise<number | null> {
  try {
    return await countErrorsLeft(em, submissionId);
  } catch (error) {
    log.error({ err: error, submissionId }, 'the errors of a draft could not be counted');
    return null;
  }
}
