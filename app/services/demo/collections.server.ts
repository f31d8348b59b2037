import { randomUUID } from 'node:crypto';
import { type Answers, moscowDate, toSubmittedAnswers, validateAnswers } from 'engine';
import type { EntityManager } from '~/db/orm.server';
import { execute } from '~/db/sql.server';
import { publishAnalytics } from '../analytics/publish-analytics.server';
import type { DemoUnit } from './country';
import { type DemoForm, readShippedForm } from './forms.server';
import { insertRows } from './insert.server';
import { orderKeysBetween } from '../collecting/order-keys.server';
import { type Random, seededRandom } from './random';
import { professionAnswers, scheduleAnswers } from './answers';
import { loadReviews } from './reviews.server';
import { type DemoSubmission, demoSubmission, type Spread } from './submissions';

/** Ids of the collections. */
export interface DemoCollections {
  readonly schedule: string;
  readonly professions: string;
  readonly professionsCheck: string;
}

const DAY = 86_400_000;
const MOSCOW_MIDNIGHT = 3 * 3_600_000;

/** An hour in Moscow, some days from today. */
function moscowTime(days: number, hour: number): Date {
  const today = Math.floor((Date.now() + MOSCOW_MIDNIGHT) / DAY) * DAY - MOSCOW_MIDNIGHT;
  return new Date(today + days * DAY + hour * 3_600_000);
}

interface Plan {
  readonly title: string;
  readonly form: DemoForm;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly spread: Spread;
  readonly answers: (random: Random) => Answers;
  /** Whose form is left untouched, for the first look. */
  readonly untouched: string | null;
  /** Reports are looked at by the municipality, then by the region; who is there for the first look has one to correct. */
  readonly reviewedFor?: string;
}

/** One collection open and at work, one closed with results. */
export async function loadCollections(
  em: EntityManager,
  units: readonly DemoUnit[],
  userIds: ReadonlyMap<string, string>,
): Promise<DemoCollections> {
  const colleges = units.filter((unit) => unit.organisationKind === 'spo');
  const schedule = await readShippedForm('vpr-spo-schedule');
  const professions = await readShippedForm('spo-professions-2023');
  const codes = (form: DemoForm, list: string): readonly string[] =>
    (form.form.lists.get(list)?.codes ?? []).map(({ value }) => value).filter((value) => value !== 'none');
  const subjects = {
    paper: codes(schedule, 'paperSubjects'),
    meta: codes(schedule, 'metaSubjects'),
    computer: codes(schedule, 'computerSubjects'),
  };
  const opensAt = moscowTime(-10, 12);
  const plans: readonly [Plan, Plan] = [
    {
      title: 'График проведения ВПР СПО',
      form: schedule,
      opensAt,
      closesAt: moscowTime(20, 11),
      spread: { submitted: 0.3, inProgress: 0.25 },
      answers: (random) => scheduleAnswers(subjects, opensAt, random),
      untouched: colleges[0]?.id ?? null,
    },
    {
      title: 'Информация об ОО, реализующих программы СПО, профессиях и специальностях. 2023',
      form: professions,
      opensAt: moscowTime(-70, 12),
      closesAt: moscowTime(-38, 11),
      spread: { submitted: 0.86, inProgress: 0.06 },
      answers: (random) =>
        professionAnswers(codes(professions, 'professions'), codes(professions, 'subjects'), random),
      untouched: null,
    },
  ];
  const check: Plan = {
    ...plans[1],
    title: 'Уточнение сведений о профессиях и специальностях',
    opensAt: moscowTime(-12, 12),
    closesAt: moscowTime(16, 18),
    spread: { submitted: 0.8, inProgress: 0.1 },
    reviewedFor: colleges[0]?.id ?? '',
  };
  const versions = {
    schedule: await insertForm(em, schedule),
    professions: await insertForm(em, professions),
  };
  return {
    schedule: await loadCollection(em, plans[0], colleges, userIds, {
      seed: 1,
      versionId: versions.schedule,
    }),
    professions: await loadCollection(em, plans[1], colleges, userIds, {
      seed: 2,
      versionId: versions.professions,
    }),
    professionsCheck: await loadCollection(em, check, colleges, userIds, {
      seed: 3,
      versionId: versions.professions,
    }),
  };
}

async function loadCollection(
  em: EntityManager,
  plan: Plan,
  colleges: readonly DemoUnit[],
  userIds: ReadonlyMap<string, string>,
  { seed, versionId }: { readonly seed: number; readonly versionId: string },
): Promise<string> {
  const random = seededRandom(seed);
  const collectionId = randomUUID();
  await execute(
    em,
    'insert into collection (id, title, definition_version_id, opens_at, closes_at, review_levels) values ($1, $2, $3, $4, $5, $6)',
    [
      collectionId,
      plan.title,
      versionId,
      plan.opensAt,
      plan.closesAt,
      plan.reviewedFor === undefined ? 'none' : 'both',
    ],
  );
  const until = new Date(Math.min(plan.closesAt.getTime(), Date.now() - 60_000));
  const submissions = colleges.map((unit) =>
    demoSubmission(
      unit,
      unit.id === plan.untouched
        ? { submitted: 0, inProgress: 0 }
        : unit.id === plan.reviewedFor
          ? { submitted: 1, inProgress: 0 }
          : plan.spread,
      { opensAt: plan.opensAt, until },
      () => plan.answers(random),
      random,
    ),
  );
  const target: Target = { collectionId, versionId, plan, userIds };
  await insertSubmissions(em, submissions, target);
  await insertAnswers(em, submissions);
  await insertChanges(em, submissions, target);
  await insertRevisions(em, submissions, target);
  if (plan.reviewedFor !== undefined) await loadReviews(em, submissions, userIds, plan.reviewedFor);
  return collectionId;
}

interface Target {
  readonly collectionId: string;
  readonly versionId: string;
  readonly plan: Plan;
  readonly userIds: ReadonlyMap<string, string>;
}

async function insertForm(em: EntityManager, { json, form }: DemoForm): Promise<string> {
  const id = randomUUID();
  await execute(em, 'insert into form (id, title) values ($1, $2::jsonb)', [
    form.id,
    JSON.stringify(form.title),
  ]);
  await execute(
    em,
    'insert into definition_version (id, form_id, version, definition, published_at) values ($1, $2, $3, $4::jsonb, now())',
    [id, form.id, form.version, json],
  );
  await publishAnalytics(em, id);
  return id;
}

async function insertSubmissions(
  em: EntityManager,
  submissions: readonly DemoSubmission[],
  target: Target,
): Promise<void> {
  await insertRows(
    em,
    'submission',
    {
      id: 'uuid',
      collection_id: 'uuid',
      org_unit_id: 'uuid',
      region_id: 'uuid',
      municipality_id: 'uuid',
      definition_version_id: 'uuid',
      status: 'text',
      started_at: 'timestamptz',
      changed_at: 'timestamptz',
      submitted_at: 'timestamptz',
      revision: 'bigint',
      submitted_revision: 'bigint',
    },
    submissions.map((submission) => ({
      id: submission.id,
      collection_id: target.collectionId,
      org_unit_id: submission.unit.id,
      region_id: submission.unit.regionId,
      municipality_id: submission.unit.municipalityId,
      definition_version_id: target.versionId,
      status: submission.status,
      started_at: submission.changes[0]?.at ?? null,
      changed_at: submission.changes.at(-1)?.at ?? null,
      submitted_at: submission.submittedAt,
      revision: submission.changes.length,
      submitted_revision: submission.submittedAt && submission.changes.length,
    })),
  );
}

async function insertAnswers(em: EntityManager, submissions: readonly DemoSubmission[]): Promise<void> {
  const rows = submissions.flatMap(({ id, answers }) =>
    Object.entries(answers.sheets).flatMap(([sheet, sheetRows]) => {
      const keys = orderKeysBetween(null, null, sheetRows.length);
      return sheetRows.map((row, i) => ({
        submission_id: id,
        sheet_id: sheet,
        row_id: row.id,
        order_key: keys[i],
        cells: row.cells,
      }));
    }),
  );
  await insertRows(
    em,
    'answer_row',
    { submission_id: 'uuid', sheet_id: 'text', row_id: 'text', order_key: 'text', cells: 'jsonb' },
    rows,
  );
}

async function insertChanges(
  em: EntityManager,
  submissions: readonly DemoSubmission[],
  target: Target,
): Promise<void> {
  const rows = submissions.flatMap(({ id, unit, changes }) => {
    const clientId = randomUUID();
    return changes.map(({ at, edits }, i) => ({
      submission_id: id,
      revision: i + 1,
      client_id: clientId,
      client_seq: i + 1,
      user_id: target.userIds.get(unit.id),
      definition_version_id: target.versionId,
      edits,
      rejected: [],
      changed_at: at,
    }));
  });
  await insertRows(
    em,
    'submission_change',
    {
      submission_id: 'uuid',
      revision: 'bigint',
      client_id: 'uuid',
      client_seq: 'bigint',
      user_id: 'uuid',
      definition_version_id: 'uuid',
      edits: 'jsonb',
      rejected: 'jsonb',
      changed_at: 'timestamptz',
    },
    rows,
  );
}

async function insertRevisions(
  em: EntityManager,
  submissions: readonly DemoSubmission[],
  target: Target,
): Promise<void> {
  await insertRows(
    em,
    'submission_revision',
    {
      submission_id: 'uuid',
      revision: 'bigint',
      definition_version_id: 'uuid',
      answers: 'jsonb',
      today: 'date',
      submitted_by: 'uuid',
      submitted_at: 'timestamptz',
    },
    submissions.flatMap((submission) => {
      const { id, unit, changes, submittedAt } = submission;
      if (submittedAt === null) return [];
      return {
        submission_id: id,
        revision: changes.length,
        definition_version_id: target.versionId,
        ...frozen(submission, submittedAt, target.plan),
        submitted_by: target.userIds.get(unit.id),
        submitted_at: submittedAt,
      };
    }),
  );
}

/** Only what the engine accepts is ever called submitted. */
export function frozen(
  { unit, answers }: DemoSubmission,
  submittedAt: Date,
  { form: { form }, opensAt, closesAt }: Plan,
): { readonly answers: Answers; readonly today: string } {
  const today = moscowDate(submittedAt.toISOString());
  if (today === null) throw new Error('an instant has a date');
  const collection = { opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() };
  const context = { today, collection };
  const wrong = validateAnswers(form, answers, context).find(({ severity }) => severity === 'error');
  if (wrong) throw new Error(`demo answers of ${unit.code}: ${JSON.stringify(wrong)}`);
  return { answers: toSubmittedAnswers(form, answers, context), today };
}
