import { err, ok, type Result } from 'engine';
import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findCollections } from '~/db/queries/collections.server';
import { prolongAll, prolongSome } from '~/db/queries/prolongations.server';
import { lockCollection } from '~/db/queries/roster.server';
import { noteAudit } from '~/db/queries/storages.server';
import { withTransaction } from '~/db/sql.server';
import type { Viewer } from '~/protocol/views';
import type { ProlongationForm, ProlongationPreview, ProlongationProblem } from '~/protocol/windows';
import { isUuid } from '../collecting/parse-requests.server';
import { announceTo } from '../notifications/announce.server';
import { checkProlongation } from './check-prolongation.server';
import { tellChange } from './tell-change.server';

type Outcome = Result<ProlongationPreview, readonly ProlongationProblem[]>;

/** What a change of the window would do; nothing is changed. Null where the viewer may not, or there is no such collection. */
export async function previewProlongation(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
  form: ProlongationForm,
): Promise<Outcome | null> {
  if (!isUuid(collectionId) || !can(viewer, 'window.change')) return null;
  const [collection] = await findCollections(em, [collectionId]);
  if (!collection) return null;
  const checked = await checkProlongation(em, collection, form);
  return checked.ok ? ok(checked.value.preview) : err(checked.error);
}

/**
 * Changes the end of the window for all, or for those that the form means, with its reason in the audit, and tells the organisations: one
 * transaction, one at a time for a collection. Null where the viewer may not, or there is no such collection.
 */
export async function prolong(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
  form: ProlongationForm,
): Promise<Outcome | null> {
  if (!isUuid(collectionId) || !can(viewer, 'window.change')) return null;
  const done = await withTransaction(em, async (inner) => {
    await lockCollection(inner, collectionId);
    const [collection] = await findCollections(inner, [collectionId]);
    if (!collection) return null;
    const checked = await checkProlongation(inner, collection, form);
    if (!checked.ok) return { outcome: err(checked.error), topics: [] };
    const { target, closesAt, reason, preview } = checked.value;
    const change = { collectionId, closesAt, reason, userId: viewer.userId };
    const made =
      target === null
        ? { id: await prolongAll(inner, change), orgUnits: null }
        : await prolongSome(inner, change, target);
    await noteAudit(inner, {
      userId: viewer.userId,
      action: 'window_changed',
      objectKind: 'collection',
      objectId: collectionId,
      details: {
        prolongation: made.id,
        target: target === null ? 'all' : form.target,
        from: preview.latest,
        to: preview.closesAt,
        organisations: preview.organisations,
        reason,
      },
    });
    const topics = await tellChange(inner, {
      collectionId,
      subject: made.id,
      reason,
      orgUnits: made.orgUnits,
      earlier: preview.warnings.includes('earlier'),
    });
    return { outcome: ok(preview), topics };
  });
  if (done) announceTo(done.topics);
  return done?.outcome ?? null;
}
