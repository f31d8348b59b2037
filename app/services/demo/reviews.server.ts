import { randomUUID } from 'node:crypto';
import type { EntityManager } from '~/db/orm.server';
import { execute, queryRows } from '~/db/sql.server';
import type { ReviewLevel, Verdict } from '~/protocol/review';
import { insertRows } from './insert.server';
import type { DemoSubmission } from './submissions';

const HOUR = 3_600_000;

interface Decision {
  readonly level: ReviewLevel;
  readonly verdict: Verdict;
  readonly comment: string;
}

const accepted = (level: ReviewLevel): Decision => ({ level, verdict: 'accepted', comment: '' });
const returned = (level: ReviewLevel, comment: string): Decision => ({ level, verdict: 'returned', comment });

const MEND = 'Сверьте сведения о приёме с приказами и сдайте отчёт ещё раз.';

/** How far the review of one report after another is: nobody has looked, sent back, half way, through. */
const courses: readonly (readonly Decision[])[] = [
  [],
  [accepted('municipal'), accepted('regional')],
  [accepted('municipal')],
  [returned('municipal', MEND)],
  [accepted('municipal'), returned('regional', 'Нет части специальностей из лицензии.')],
];

interface Demanded {
  readonly column: string | null;
  readonly text: string;
}

/** On the first rows, one each. */
const demands: readonly Demanded[] = [
  { column: 'applications', text: 'Заявлений больше, чем в отчёте приёмной комиссии. Проверьте число.' },
  { column: 'paid', text: 'Укажите и тех, кто зачислен по договорам в сентябре.' },
  { column: null, text: 'Этой специальности нет в лицензии. Если набор закрыт, удалите строку.' },
];

/** Verdicts and remarks on submitted reports; `first`: whose report is one to correct. */
export async function loadReviews(
  em: EntityManager,
  submissions: readonly DemoSubmission[],
  userIds: ReadonlyMap<string, string>,
  first: string,
): Promise<void> {
  const receipts = await findReceipts(em, submissions);
  const cases = submissions
    .filter(({ submittedAt }) => submittedAt !== null)
    .map((submission, index) => ({
      submission,
      decisions:
        submission.unit.id === first
          ? [returned('municipal', MEND)]
          : (courses[index % courses.length] ?? []),
    }));
  const reviews = cases.flatMap(({ submission, decisions }) =>
    decisions.map((decision, turn) => ({
      submission,
      id: randomUUID(),
      submission_id: submission.id,
      receipt: receipts.get(submission.id) ?? 0,
      ...decision,
      user_id: judgeOf(submission, decision.level, userIds),
      decided_at: decidedAt(submission, turn),
    })),
  );
  await insertRows(
    em,
    'review',
    {
      id: 'uuid',
      submission_id: 'uuid',
      receipt: 'bigint',
      level: 'text',
      verdict: 'text',
      comment: 'text',
      user_id: 'uuid',
      decided_at: 'timestamptz',
    },
    reviews,
  );
  await insertRows(
    em,
    'review_remark',
    {
      id: 'uuid',
      submission_id: 'uuid',
      receipt: 'bigint',
      review_id: 'uuid',
      level: 'text',
      user_id: 'uuid',
      sheet_id: 'text',
      row_id: 'text',
      column_id: 'text',
      text: 'text',
      state: 'text',
      created_at: 'timestamptz',
      changed_at: 'timestamptz',
    },
    reviews.filter(({ verdict }) => verdict === 'returned').flatMap(remarksOf),
  );
  await markSubmissions(
    em,
    submissions.map(({ id }) => id),
  );
}

type DemoReview = Decision & {
  readonly submission: DemoSubmission;
  readonly id: string;
  readonly submission_id: string;
  readonly receipt: number;
  readonly user_id: string;
  readonly decided_at: Date;
};

function remarksOf({ submission, id, decided_at, ...review }: DemoReview) {
  const [sheet, rows] = Object.entries(submission.answers.sheets)[0] ?? ['', []];
  return demands.slice(0, rows.length).map(({ column, text }, index) => ({
    ...review,
    id: randomUUID(),
    review_id: id,
    sheet_id: sheet,
    row_id: rows[index]?.id,
    column_id: column,
    text,
    state: 'open',
    created_at: decided_at,
    changed_at: decided_at,
  }));
}

async function findReceipts(
  em: EntityManager,
  submissions: readonly DemoSubmission[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await queryRows<{ submission_id: string; number: number }>(
    em,
    'select submission_id, number from submission_revision where submission_id = any($1::uuid[])',
    [submissions.map(({ id }) => id)],
  );
  return new Map(rows.map(({ submission_id, number }) => [submission_id, number]));
}

function judgeOf({ unit }: DemoSubmission, level: ReviewLevel, userIds: ReadonlyMap<string, string>): string {
  const id = userIds.get((level === 'municipal' ? unit.municipalityId : unit.regionId) ?? '');
  if (id === undefined) throw new Error(`nobody answers for ${unit.code}`);
  return id;
}

/** Some hours after the submission, the region after the municipality, never ahead of the clock. */
function decidedAt({ submittedAt }: DemoSubmission, turn: number): Date {
  const wished = (submittedAt?.getTime() ?? 0) + (turn + 1) * 5 * HOUR;
  return new Date(Math.min(wished, Date.now() - (2 - turn) * 10_000));
}

async function markSubmissions(em: EntityManager, ids: readonly string[]): Promise<void> {
  await execute(
    em,
    `update submission s set review_verdict = w.verdict, review_level = w.level
       from (select distinct on (submission_id) submission_id, verdict, level from review
              where submission_id = any($1::uuid[]) order by submission_id, decided_at desc) w
      where w.submission_id = s.id`,
    [ids],
  );
}
