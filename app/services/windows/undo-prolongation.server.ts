import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findProlongation, markUndone, putBackAll, putBackSome } from '~/db/queries/prolongations.server';
import { lockCollection } from '~/db/queries/roster.server';
import { noteAudit } from '~/db/queries/storages.server';
import { withTransaction } from '~/db/sql.server';
import type { Viewer } from '~/protocol/views';
import { isUuid } from '../collecting/parse-requests.server';
import { announceTo } from '../notifications/announce.server';
import { tellChange } from './tell-change.server';

/** `overtaken`: all of it was changed again since. */
export type UndoOutcome = 'undone' | 'overtaken';

/**
 * Puts back the ends that a change of the window replaced, where they were not changed again since, and tells whom it concerns. Null where
 * the viewer may not, or the collection has no such change.
 */
export async function undoProlongation(
  em: EntityManager,
  viewer: Viewer,
  { collectionId, id }: { readonly collectionId: string; readonly id: string },
): Promise<UndoOutcome | null> {
  if (!isUuid(collectionId) || !isUuid(id) || !can(viewer, 'window.change')) return null;
  const done = await withTransaction(em, async (inner) => {
    await lockCollection(inner, collectionId);
    const change = await findProlongation(inner, id);
    if (change?.collection_id !== collectionId) return null;
    if (change.undone_at !== null) return { outcome: 'undone' as const, topics: [] };
    const orgUnits = change.target === 'all' ? null : await putBackSome(inner, change);
    const isDone = orgUnits === null ? await putBackAll(inner, change) : orgUnits.length > 0;
    if (!isDone) return { outcome: 'overtaken' as const, topics: [] };
    await markUndone(inner, id, viewer.userId);
    await noteAudit(inner, {
      userId: viewer.userId,
      action: 'window_change_undone',
      objectKind: 'collection',
      objectId: collectionId,
      details: { prolongation: id, ...(orgUnits === null ? {} : { organisations: orgUnits.length }) },
    });
    const topics = await tellChange(inner, {
      collectionId,
      subject: `${id}:undone`,
      reason: '',
      orgUnits,
      earlier: true,
    });
    return { outcome: 'undone' as const, topics };
  });
  if (done) announceTo(done.topics);
  return done?.outcome ?? null;
}
