import { visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { type ApiParticipantRow, findApiParticipants, isWatched } from '~/db/queries/api.server';
import type { SubmissionStatus, Viewer } from '~/protocol/views';
import { countErrorsLeft } from '../collecting/errors-left.server';
import { writeCursor } from './cursor.server';
import type { Paged, ParticipantAnswer } from './schemas.server';
import { pageOf, viewReview, viewWhose } from './views.server';

/** Drafts that one request judges. */
const MOST_JUDGED = 50;

/** Participants whom the viewer answers for, by login; null where there is nobody. Pages with errors are of at most 50. */
export async function listParticipants(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
  query: {
    readonly limit: number;
    readonly cursor?: readonly [string];
    readonly status?: SubmissionStatus;
    readonly include?: 'errors';
  },
): Promise<Paged<ParticipantAnswer> | null> {
  const scope = visibleOrgUnits(viewer, 'participants.read', 's', 1);
  if (!(await isWatched(em, scope, collectionId))) return null;
  const limit = query.include === 'errors' ? Math.min(query.limit, MOST_JUDGED) : query.limit;
  const rows = await findApiParticipants(em, scope, {
    collectionId,
    limit: limit + 1,
    after: query.cursor?.[0],
    status: query.status,
  });
  const page = pageOf(rows, limit, toView, ({ login }) => writeCursor('participants', [login]));
  if (query.include !== 'errors') return page;
  const items: ParticipantAnswer[] = [];
  for (const item of page.items) items.push({ ...item, errorsLeft: await errorsOf(em, item) });
  return { ...page, items };
}

/** Nothing begun has no errors to speak of, and what is submitted without later edits has none. */
async function errorsOf(em: EntityManager, item: ParticipantAnswer): Promise<number | null> {
  if (item.status === 'not_started') return null;
  if (item.status === 'submitted' && !item.editedSince) return 0;
  return countErrorsLeft(em, item.submissionId);
}

const toView = (row: ApiParticipantRow): ParticipantAnswer => ({
  submissionId: row.submission_id,
  ...viewWhose(row),
  status: row.status,
  startedAt: row.started_at?.toISOString() ?? null,
  changedAt: row.changed_at?.toISOString() ?? null,
  submittedAt: row.submitted_at?.toISOString() ?? null,
  closesAt: row.closes_at.toISOString(),
  editedSince: row.edited_since,
  review: viewReview(row),
  errorsLeft: null,
});
