/** Rows of the database as the interface for programs shows them. */
import type { ApiParticipantRow, ApiSubmissionRow } from '~/db/queries/api.server';
import { toReviewed } from '../review/reviewed.server';
import { markOf } from '../review/standing';
import type { SubmissionHead } from './schemas.server';

type Whose = Pick<SubmissionHead, 'login' | 'organisation' | 'kind' | 'municipality' | 'region'>;
type WhoseRow = Pick<
  ApiParticipantRow,
  'login' | 'organisation' | 'kind' | 'municipality' | 'municipality_code' | 'region' | 'region_code'
>;

export const viewWhose = (row: WhoseRow): Whose => ({
  login: row.login,
  organisation: row.organisation,
  kind: row.kind,
  municipality: territoryOf(row.municipality_code, row.municipality),
  region: territoryOf(row.region_code, row.region),
});

const territoryOf = (code: string | null, title: string | null) =>
  code === null || title === null ? null : { code, title };

export function viewReview(
  row: Pick<
    ApiParticipantRow,
    'status' | 'review_levels' | 'has_municipality' | 'review_verdict' | 'review_level'
  >,
): SubmissionHead['review'] {
  const mark = markOf(toReviewed(row));
  return mark && { state: mark.state, level: mark.level };
}

export const viewHead = (row: ApiSubmissionRow): SubmissionHead => ({
  id: row.id,
  collectionId: row.collection_id,
  ...viewWhose(row),
  form: row.form,
  version: row.version,
  receipt: row.receipt,
  submittedAt: row.submitted_at.toISOString(),
  review: viewReview(row),
});

/** A page of at most `limit` items out of one more that were asked for. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => Item,
  cursor: (last: Row) => string,
): { readonly items: readonly Item[]; readonly next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(view),
    next: rows.length > limit && last !== undefined ? cursor(last) : null,
  };
}
