import { can, visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import {
  type CollectionRow,
  countParticipants,
  findCollections,
  findOwnSubmissions,
  type OwnRow,
} from '~/db/queries/collections.server';
import { countWaiting } from '~/db/queries/review-queue.server';
import type { CollectionBlockView, ParticipantCounts, Viewer } from '~/protocol/views';
import { viewWindow } from './collecting/windows';
import { toReviewed } from './review/reviewed.server';
import { levelOf, markOf } from './review/standing';

type Described = Omit<CollectionBlockView, 'kind' | 'id'>;

const nobody: ParticipantCounts = { total: 0, notStarted: 0, inProgress: 0, submitted: 0 };

/**
 * What collection blocks say to the viewer, by collection id: to an organisation that takes part its own status and window, to
 * coordinators the counts of their territory (A38, A39). Unknown ids are left out. A handful of queries, however many blocks.
 */
export async function describeCollectionBlocks(
  em: EntityManager,
  viewer: Viewer,
  collectionIds: readonly string[],
): Promise<ReadonlyMap<string, Described>> {
  if (collectionIds.length === 0) return new Map();
  const collections = await findCollections(em, collectionIds);
  const own = can(viewer, 'submission.open')
    ? await findOwnSubmissions(em, collectionIds, viewer.orgUnit.id)
    : [];
  const isWatching = can(viewer, 'collection.monitor');
  const scope = visibleOrgUnits(viewer, 'collection.monitor', 's', 1);
  const counts = isWatching ? await countParticipants(em, collectionIds, scope) : new Map<string, never>();
  const underReview = collections.flatMap(({ id, review_levels }) => (review_levels === 'none' ? [] : [id]));
  const waiting = await countOwnWaiting(em, viewer, underReview);
  return new Map(
    collections.map((collection) => {
      const ownRow = own.find((row) => row.collection_id === collection.id) ?? null;
      const counted = isWatching ? (counts.get(collection.id) ?? nobody) : null;
      return [
        collection.id,
        { ...describe(collection, ownRow, counted), review: waiting.get(collection.id) ?? null },
      ];
    }),
  );
}

/** Of collections with a review, what waits for the viewer; nothing for those who review nothing. */
async function countOwnWaiting(
  em: EntityManager,
  viewer: Viewer,
  collectionIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly waiting: number }>> {
  if (collectionIds.length === 0 || !can(viewer, 'review.read')) return new Map();
  const scope = visibleOrgUnits(viewer, 'review.read', 's', 1);
  const level = can(viewer, 'review.judge') ? levelOf(viewer.role) : null;
  const counts = await countWaiting(em, collectionIds, scope, level);
  return new Map(collectionIds.map((id) => [id, { waiting: counts.get(id) ?? 0 }]));
}

function viewReview(own: OwnRow): NonNullable<Described['own']>['review'] {
  const mark = markOf(toReviewed(own));
  return mark && { mark, remarks: own.remarks };
}

function describe(
  collection: CollectionRow,
  own: OwnRow | null,
  counts: ParticipantCounts | null,
): Omit<Described, 'review'> {
  return {
    collectionId: collection.id,
    title: collection.title,
    window: viewWindow({ ...collection, ...(own && { closes_at: own.closes_at, prolonged: own.prolonged }) }),
    own: own && {
      submissionId: own.submission_id,
      status: own.status,
      changedAt: own.changed_at?.toISOString() ?? null,
      submittedAt: own.submitted_at?.toISOString() ?? null,
      hasUnsubmittedEdits: own.has_unsubmitted_edits,
      receipt: own.receipt,
      review: viewReview(own),
    },
    counts,
  };
}
