import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findCollections } from '~/db/queries/collections.server';
import { lockReviewLevels, storeReviewLevels } from '~/db/queries/reviews.server';
import { noteAudit } from '~/db/queries/storages.server';
import { findPublicationPath } from '~/db/queries/submissions.server';
import { withTransaction } from '~/db/sql.server';
import type { ReviewLevels } from '~/protocol/review';
import type { Viewer } from '~/protocol/views';
import { isUuid } from '../collecting/parse-requests.server';
import { announceTo } from '../notifications/announce.server';
import { parseReviewLevels } from './parse.server';

/** Who reviews what is submitted in a collection, with its title and the way back; null for everybody but organizers. */
export async function findReviewLevels(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
): Promise<{
  readonly collection: string;
  readonly levels: ReviewLevels;
  readonly publicationPath: string;
} | null> {
  if (!isUuid(collectionId) || !can(viewer, 'review.configure')) return null;
  const [found] = await findCollections(em, [collectionId]);
  return found
    ? {
        collection: found.title,
        levels: found.review_levels,
        publicationPath: await findPublicationPath(em, collectionId),
      }
    : null;
}

/**
 * Says who reviews what is submitted in a collection; organizers only. Also while reports are there: marks follow from the setting and the
 * verdicts so far, which stay (docs/design/06-cabinet.md). Answers whether there was such a collection and setting.
 */
export async function setReviewLevels(
  em: EntityManager,
  viewer: Viewer,
  { collectionId, levels: wanted }: { readonly collectionId: string; readonly levels: unknown },
): Promise<boolean> {
  const levels = parseReviewLevels(wanted);
  if (levels === null || !isUuid(collectionId) || !can(viewer, 'review.configure')) return false;
  const done = await withTransaction(em, async (inner) => {
    const before = await lockReviewLevels(inner, collectionId);
    if (!before) return false;
    if (before.review_levels === levels) return true;
    await storeReviewLevels(inner, collectionId, levels);
    await noteAudit(inner, {
      userId: viewer.userId,
      action: 'review.levels_changed',
      objectKind: 'collection',
      objectId: collectionId,
      details: { from: before.review_levels, to: levels },
    });
    return true;
  });
  if (done) announceTo([collectionId]);
  return done;
}
