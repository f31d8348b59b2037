import { err, ok, type Result } from 'engine';
import type { EntityManager } from '~/db/orm.server';
import type { CollectionRow } from '~/db/queries/collections.server';
import { findTerritory } from '~/db/queries/monitoring.server';
import { findMeantLogins, measureTarget, type ProlongationTarget } from '~/db/queries/prolongations.server';
import type {
  ProlongationForm,
  ProlongationPreview,
  ProlongationProblem,
  ProlongationWarning,
} from '~/protocol/windows';
import { readLogins } from '../monitoring/read-logins';
import { fromMoscowInput } from './moscow-input';

const LONGEST_REASON = 500;
const MOST_LOGINS = 5_000;

export interface CheckedProlongation {
  /** null: the end for all. */
  readonly target: ProlongationTarget | null;
  readonly closesAt: Date;
  readonly reason: string;
  readonly preview: ProlongationPreview;
}

/** What was asked for, with whom it means and what it would do; or everything that is wrong with it. */
export async function checkProlongation(
  em: EntityManager,
  collection: CollectionRow,
  form: ProlongationForm,
): Promise<Result<CheckedProlongation, readonly ProlongationProblem[]>> {
  const closesAt = fromMoscowInput(form.closesAt);
  const reason = form.reason.trim().slice(0, LONGEST_REASON);
  const problems: ProlongationProblem[] = [];
  if (closesAt === null || closesAt <= collection.opens_at) problems.push('closesAt');
  if (reason === '') problems.push('reason');
  const target = await findTarget(em, form);
  if (!target.ok) problems.push(target.error);
  if (problems.length > 0 || !target.ok || closesAt === null) return err(problems);
  const isForAll = form.target === 'all' && !form.unfinished;
  if (!isForAll && closesAt <= collection.closes_at) return err(['notLater']);
  const measured = await measureTarget(em, collection.id, target.value);
  const { earliest, latest, organisations, submitted } = measured;
  if (earliest === null || latest === null) return err(['nobody']);
  const { logins } = target.value;
  const known = new Set(logins ? await findMeantLogins(em, collection.id, logins) : []);
  return ok({
    target: isForAll ? null : target.value,
    closesAt,
    reason,
    preview: {
      organisations,
      submitted,
      earliest: earliest.toISOString(),
      latest: latest.toISOString(),
      closesAt: closesAt.toISOString(),
      warnings: warningsOf(closesAt, {
        earliest,
        // Later ends of single organisations stay.
        latest: isForAll ? collection.closes_at : latest,
        now: collection.now,
      }),
      unknown: logins?.filter((login) => !known.has(login)) ?? [],
    },
  });
}

async function findTarget(
  em: EntityManager,
  { target, unit, logins: pasted, unfinished }: ProlongationForm,
): Promise<Result<ProlongationTarget, ProlongationProblem>> {
  if (target === 'all') return ok({ unfinished });
  if (target === 'logins') {
    const logins = readLogins(pasted);
    return logins.length === 0 || logins.length > MOST_LOGINS ? err('logins') : ok({ logins, unfinished });
  }
  const found = await findTerritory(em, unit);
  if (!found || found.kind === 'country') return err('unit');
  const column = found.kind === 'region' ? ('region_id' as const) : ('municipality_id' as const);
  return ok({ territory: { column, id: found.id }, unfinished });
}

function warningsOf(
  closesAt: Date,
  { earliest, latest, now }: { readonly earliest: Date; readonly latest: Date; readonly now: Date },
): readonly ProlongationWarning[] {
  return [
    ...(closesAt <= now ? (['closesNow'] as const) : []),
    ...(closesAt < latest ? (['earlier'] as const) : []),
    ...(closesAt > now && earliest <= now ? (['reopens'] as const) : []),
  ];
}
