import type { EntityManager } from '~/db/orm.server';
import { notify } from '~/db/queries/notify.server';
import { findEnds } from '~/db/queries/prolongations.server';

interface ChangedWindow {
  readonly collectionId: string;
  /** What is told once. */
  readonly subject: string;
  readonly reason: string;
  /** null: all participants. */
  readonly orgUnits: readonly string[] | null;
  /** The window of some has become shorter. */
  readonly earlier: boolean;
}

/** Tells organisations the end that their windows have now, in the transaction. Returns the topics to announce after it. */
export async function tellChange(
  em: EntityManager,
  { collectionId, subject, reason, orgUnits, earlier }: ChangedWindow,
): Promise<readonly string[]> {
  const ends = await findEnds(em, collectionId, orgUnits);
  const byEnd = new Map<string, string[]>();
  for (const { closes_at, org_unit_id } of ends) {
    const end = closes_at.toISOString();
    const units = byEnd.get(end) ?? [];
    units.push(org_unit_id);
    byEnd.set(end, units);
  }
  const told: string[] = [];
  for (const [closesAt, units] of byEnd) {
    const details = { closesAt, reason, ...(earlier ? { earlier: 'yes' } : {}) };
    told.push(
      ...(await notify(em, { kind: 'prolonged', subject, collectionId, details }, { orgUnits: units })),
    );
  }
  return [...told, collectionId, ...ends.map(({ submission_id }) => submission_id)];
}
