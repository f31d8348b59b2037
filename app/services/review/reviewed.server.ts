import { type Action, can, visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findReviewed, type ReviewedRow } from '~/db/queries/reviews.server';
import type { Viewer } from '~/protocol/views';
import { isUuid } from '../collecting/parse-requests.server';
import type { Reviewed } from './standing';

type ReviewAction = Extract<Action, 'review.read' | 'review.judge'>;

/** A submitted report under review that the viewer answers for; null for everything else. */
export async function findVisibleReviewed(
  em: EntityManager,
  viewer: Viewer,
  action: ReviewAction,
  submissionId: string,
  options: { readonly forVerdict?: boolean } = {},
): Promise<ReviewedRow | null> {
  if (!isUuid(submissionId) || !can(viewer, action)) return null;
  return findReviewed(em, submissionId, visibleOrgUnits(viewer, action, 's', 1), options);
}

type StandingRow = Pick<
  ReviewedRow,
  'review_levels' | 'has_municipality' | 'status' | 'review_verdict' | 'review_level'
>;

export function toReviewed(
  row: Omit<StandingRow, 'status'> & Partial<Pick<StandingRow, 'status'>>,
): Reviewed {
  const { review_verdict: verdict, review_level: level } = row;
  return {
    levels: row.review_levels,
    hasMunicipality: row.has_municipality,
    status: row.status ?? 'submitted',
    last: verdict === null || level === null ? null : { verdict, level },
  };
}
