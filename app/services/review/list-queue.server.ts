import { can, visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import {
  countQueue,
  findQueue,
  findReviewedCollections,
  type QueueRowRow,
  type QueueSearch,
} from '~/db/queries/review-queue.server';
import type { QueuePage, QueueQuery, QueueRow } from '~/protocol/review';
import type { Viewer } from '~/protocol/views';
import { isUuid } from '../collecting/parse-requests.server';
import { findNextFor } from './open-review.server';
import { toReviewed } from './reviewed.server';
import { levelOf, markOf } from './standing';

const PAGE_SIZE = 50;

/** «Ждут проверки»: submitted reports under review that the viewer answers for, by their state. Null for organisations. */
export async function listReviewQueue(
  em: EntityManager,
  viewer: Viewer,
  query: QueueQuery,
): Promise<QueuePage | null> {
  if (!can(viewer, 'review.read')) return null;
  const judges = can(viewer, 'review.judge');
  const collection = query.collection !== null && isUuid(query.collection) ? query.collection : null;
  const search: QueueSearch = {
    scope: visibleOrgUnits(viewer, 'review.read', 's', 1),
    level: judges ? levelOf(viewer.role) : null,
    query: { ...query, collection },
    pageSize: PAGE_SIZE,
  };
  const counts = await countQueue(em, search);
  return {
    rows: (await findQueue(em, search)).flatMap(viewRow),
    counts,
    matching: counts[query.state],
    page: query.page,
    pageSize: PAGE_SIZE,
    collections: await findReviewedCollections(em, search.scope),
    first: await findNextFor(em, viewer, { collectionId: collection, after: null }),
    judges,
  };
}

function viewRow(row: QueueRowRow): QueueRow[] {
  const mark = markOf(toReviewed(row));
  if (!mark) return [];
  return [
    {
      submissionId: row.id,
      login: row.login,
      organisation: row.organisation,
      municipality: row.municipality,
      region: row.region,
      collection: row.collection,
      submittedAt: row.submitted_at.toISOString(),
      mark,
      again: row.again,
      remarks: row.remarks,
      answered: row.answered,
    },
  ];
}
