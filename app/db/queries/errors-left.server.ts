import type { EntityManager } from '../orm.server';
import { execute, queryRows } from '../sql.server';

/** A draft that is being edited is left alone for this time: the next edit would make the count old. */
const SETTLED = `interval '10 seconds'`;

/** Drafts that have changed since their errors were counted. */
export function findUncounted(
  em: EntityManager,
  limit: number,
): Promise<{ readonly id: string; readonly revision: number }[]> {
  return queryRows(
    em,
    `select id, revision from submission
      where revision > 0 and withdrawn_at is null and errors_revision is distinct from revision and changed_at < now() - ${SETTLED}
      order by changed_at limit $1`,
    [limit],
  );
}

/** Keeps a count, or null where there is none, unless the draft has changed meanwhile. */
export async function storeErrors(
  em: EntityManager,
  {
    id,
    revision,
    errors,
  }: { readonly id: string; readonly revision: number; readonly errors: number | null },
): Promise<void> {
  await execute(
    em,
    'update submission set errors_left = $3, errors_revision = $2 where id = $1 and revision = $2',
    [id, revision, errors],
  );
}
