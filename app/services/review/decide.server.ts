import type { EntityManager } from '~/db/orm.server';
import { noteAudit } from '~/db/queries/storages.server';
import { notify } from '~/db/queries/notify.server';
import { countDrafts, resolveRemarks, sendDrafts } from '~/db/queries/remarks.server';
import { findVerdicts, giveUntil, type ReviewedRow, storeVerdict } from '~/db/queries/reviews.server';
import type { NotificationDetails } from '~/protocol/notifications';
import type { ReviewLevel, VerdictReply, VerdictRequest } from '~/protocol/review';
import type { Refusal } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import { announceTo } from '../notifications/announce.server';
import { changeSubmission } from '../collecting/change-submission.server';
import { findNextFor } from './open-review.server';
import { parseVerdictRequest } from './parse.server';
import { findVisibleReviewed, toReviewed } from './reviewed.server';
import { levelOf, markOf, mayDecide } from './standing';

const DAY_MS = 86_400_000;
/** An end for corrections that is further away is a slip of the keyboard. */
const LONGEST_DAYS = 366;

type Outcome = VerdictReply | Refusal;

interface Decided {
  readonly reply: Outcome;
  /** Who is to be told after the commit. */
  readonly told: readonly string[];
}

/**
 * Returns or accepts what was submitted last, at the viewer's level. Nothing is decided, and no draft is lost, where the organisation has
 * submitted again, it is another level's turn, or something is missing. The same verdict sent twice is given once.
 */
export async function decideReview(
  em: EntityManager,
  viewer: Viewer,
  wanted: { readonly submissionId: string; readonly collectionId: string | null; readonly body: unknown },
): Promise<Outcome> {
  const request = parseVerdictRequest(wanted.body);
  if (!request.ok) return request.error;
  const level = levelOf(viewer.role);
  const visible = await findVisibleReviewed(em, viewer, 'review.judge', wanted.submissionId);
  if (!visible || level === null) return { outcome: 'not_found' };
  const decided = await changeSubmission<Decided | Refusal>(em, visible.id, async (inner) => {
    const row = await findVisibleReviewed(inner, viewer, 'review.judge', visible.id, { forVerdict: true });
    if (!row) return { outcome: 'not_found' };
    const reply = await decideLocked(inner, viewer, { row, level, request: request.value });
    if (reply.outcome !== 'decided') return { reply, told: [] };
    const told = await tellOrganisation(inner, row, level, request.value, reply.reviewId);
    return { reply: { outcome: 'decided', mark: reply.mark, next: null }, told };
  });
  if (!('reply' in decided)) return decided;
  const { reply, told } = decided;
  if (reply.outcome !== 'decided') return reply;
  announceTo([...told, visible.collection_id]);
  const { collectionId } = wanted;
  return { ...reply, next: await findNextFor(em, viewer, { collectionId, after: visible.id }) };
}

interface Case {
  readonly row: ReviewedRow;
  readonly level: ReviewLevel;
  readonly request: VerdictRequest;
}

type Locked =
  | Exclude<VerdictReply, { outcome: 'decided' }>
  | (Omit<Extract<VerdictReply, { outcome: 'decided' }>, 'next'> & { readonly reviewId: string });

async function decideLocked(em: EntityManager, viewer: Viewer, given: Case): Promise<Locked> {
  const { row, level, request } = given;
  if (request.receipt !== row.receipt) {
    return {
      outcome: 'newer_submitted',
      receipt: row.receipt,
      submittedAt: row.submitted_at.toISOString(),
    };
  }
  const drafts = await countDrafts(em, row.id, viewer.userId);
  if (!mayDecide(toReviewed(row), level, request.verdict)) {
    return (
      (await findSame(em, viewer, given, drafts)) ?? {
        outcome: 'not_your_turn',
        mark: markOf(toReviewed(row)),
      }
    );
  }
  const missing = whatIsMissing(given, drafts);
  return missing ?? store(em, viewer, given);
}

function whatIsMissing({ row, request }: Case, drafts: number): Locked | null {
  if (request.verdict === 'accepted') return drafts > 0 ? { outcome: 'drafts_left', drafts } : null;
  if (drafts === 0 && request.comment === '') return { outcome: 'nothing_said' };
  const isOver = row.closes_at <= row.now;
  if (request.closesAt === null) return isOver ? { outcome: 'deadline_needed' } : null;
  const end = Date.parse(request.closesAt);
  const now = row.now.getTime();
  return end <= now || end > now + LONGEST_DAYS * DAY_MS ? { outcome: 'deadline_wrong' } : null;
}

async function store(em: EntityManager, viewer: Viewer, { row, level, request }: Case): Promise<Locked> {
  const { verdict, comment } = request;
  const { userId } = viewer;
  const closesAt = verdict === 'returned' && request.closesAt !== null ? new Date(request.closesAt) : null;
  const reviewId = await storeVerdict(em, {
    submissionId: row.id,
    receipt: row.receipt,
    level,
    verdict,
    comment,
    closesAt,
    userId,
  });
  const remarks = await sendDrafts(em, { submissionId: row.id, userId, reviewId, receipt: row.receipt });
  if (verdict === 'accepted') {
    await resolveRemarks(em, row.id, level === 'regional' ? ['municipal', 'regional'] : [level]);
  }
  if (closesAt !== null) {
    const { collection_id: collectionId, org_unit_id: orgUnitId } = row;
    await giveUntil(em, { collectionId, orgUnitId, closesAt, reason: 'Возвращено на доработку', userId });
  }
  await noteAudit(em, {
    userId,
    action: `review.${verdict}`,
    objectKind: 'submission',
    objectId: row.id,
    details: {
      level,
      receipt: row.receipt,
      remarks,
      ...(comment === '' ? {} : { comment }),
      ...(closesAt === null ? {} : { closesAt: closesAt.toISOString() }),
    },
  });
  const mark = markOf({ ...toReviewed(row), last: { verdict, level } });
  if (!mark) throw new Error('a verdict was given where nobody reviews');
  return { outcome: 'decided', mark, reviewId };
}

/** The verdict of a request whose reply was lost. */
async function findSame(
  em: EntityManager,
  viewer: Viewer,
  { row, level, request }: Case,
  drafts: number,
): Promise<Locked | null> {
  const [last] = await findVerdicts(em, row.id);
  const mark = markOf(toReviewed(row));
  const isSame =
    last?.receipt === request.receipt &&
    last.user_id === viewer.userId &&
    last.level === level &&
    last.verdict === request.verdict &&
    last.comment === request.comment;
  return isSame && mark && drafts === 0 ? { outcome: 'decided', mark, reviewId: last.id } : null;
}

/** Once a verdict, to all accounts of the organisation. */
async function tellOrganisation(
  em: EntityManager,
  row: ReviewedRow,
  level: ReviewLevel,
  { verdict, closesAt }: VerdictRequest,
  reviewId: string,
): Promise<readonly string[]> {
  const details: NotificationDetails =
    verdict === 'returned' && closesAt !== null ? { level, closesAt } : { level };
  return notify(
    em,
    {
      kind: verdict,
      subject: `${row.id}:${reviewId}`,
      collectionId: row.collection_id,
      submissionId: row.id,
      details,
    },
    { orgUnits: [row.org_unit_id] },
  );
}
