import { randomUUID } from 'node:crypto';
import type { EntityManager } from '~/db/orm.server';
import { execute, queryRow } from '~/db/sql.server';
import { orderKeysBetween } from '../../collecting/order-keys.server';
import { professionAnswers } from '../answers';
import { frozen } from '../collections.server';
import type { DemoUnit } from '../country';
import { readShippedForm } from '../forms.server';
import { insertRows } from '../insert.server';
import { seededRandom } from '../random';
import { demoSubmission, type DemoSubmission } from '../submissions';

const TITLE = 'Сведения о профессиях и специальностях: вся страна (демо)';
const FORM = 'spo-professions-2023';
const DAY = 86_400_000;
/** Organisations of one kind share so many different sets of answers. */
const VARIANTS = 20;
const SEED = 40_000;

/** A number from 0, below 1, that follows from the code of an organisation `o` and a letter. */
const chance = (letter: string) =>
  `(('x' || substr(md5(o.code || '${letter}'), 1, 8))::bit(32)::bigint / 4294967296.0)`;

/** Regions differ in how fast they are: between 30 and 85 of a hundred have submitted. */
const ofRegion = `(0.3 + 0.55 * ('x' || substr(md5(r.code), 1, 8))::bit(32)::bigint / 4294967296.0)`;

/** Every organisation of the country takes part; most have begun early or late, not in the middle. */
const submissions = `insert into submission
    (collection_id, org_unit_id, region_id, municipality_id, definition_version_id, status,
     started_at, changed_at, submitted_at, first_submitted_at, revision, submitted_revision, errors_left, errors_revision)
  select $1, p.id, p.region_id, p.municipality_id, $2, p.status,
         p.started, p.changed, p.submitted, p.submitted,
         case when p.status = 'not_started' then 0 else 2 end, case when p.status = 'submitted' then 2 end,
         case p.status when 'submitted' then 0 when 'in_progress' then p.errors end,
         case when p.status <> 'not_started' then 2 end
    from (select o.id, o.region_id, o.municipality_id, st.status, (${chance('e')} * 12)::integer as errors,
                 case when st.status <> 'not_started' then tm.started end as started,
                 case when st.status <> 'not_started' then tm.started + (now() - tm.started) * ${chance('c')} * 0.6 end as changed,
                 case when st.status = 'submitted' then tm.started + (now() - tm.started) * (0.6 + ${chance('s')} * 0.39) end as submitted
            from org_unit o join org_unit r on r.id = o.region_id
            cross join lateral (select case when ${chance('a')} < ${ofRegion} then 'submitted'
                                            when ${chance('a')} < ${ofRegion} + 0.12 then 'in_progress' else 'not_started' end as status) st
            cross join lateral (select $3::timestamptz + (now() - $3::timestamptz) * power(${chance('b')}, 2) * 0.98 as started) tm
           where o.kind = 'organisation' and o.is_demo) p`;

/** Which of the variants an organisation has. */
const variantOf = `('x' || substr(md5(s.org_unit_id::text), 1, 6))::bit(24)::integer % ${VARIANTS}`;

const answers = `insert into answer_row (submission_id, sheet_id, row_id, order_key, cells)
  select s.id, v.sheet_id, v.row_id, v.order_key, v.cells
    from submission s join large_answer v on v.status = s.status and v.variant = ${variantOf}
   where s.collection_id = $1`;

const changes = `insert into submission_change
    (submission_id, revision, client_id, client_seq, user_id, definition_version_id, edits, changed_at)
  select s.id, v.revision, s.id, v.revision, u.id, s.definition_version_id, v.edits,
         case v.revision when 1 then s.started_at else s.changed_at end
    from submission s join large_change v on v.status = s.status and v.variant = ${variantOf}
    join user_account u on u.org_unit_id = s.org_unit_id
   where s.collection_id = $1`;

const revisions = `insert into submission_revision
    (submission_id, revision, definition_version_id, answers, today, submitted_by, submitted_at)
  select s.id, 2, s.definition_version_id, v.answers, (s.submitted_at at time zone 'Europe/Moscow')::date, u.id, s.submitted_at
    from submission s join large_frozen v on v.variant = ${variantOf} join user_account u on u.org_unit_id = s.org_unit_id
   where s.collection_id = $1 and s.status = 'submitted'`;

/** A collection of every demo organisation, with drafts and submitted reports, published in the first section. */
export async function insertLargeCollection(em: EntityManager): Promise<void> {
  const version = await queryRow<{ id: string }>(
    em,
    `select id from definition_version where form_id = $1 order by version desc limit 1`,
    [FORM],
  );
  if (!version) throw new Error(`the demo data have no form ${FORM}`);
  const id = randomUUID();
  const opensAt = new Date(Date.now() - 9 * DAY);
  const closesAt = new Date(Date.now() + 5 * DAY);
  await execute(
    em,
    'insert into collection (id, title, definition_version_id, opens_at, closes_at) values ($1, $2, $3, $4, $5)',
    [id, TITLE, version.id, opensAt, closesAt],
  );
  await insertVariants(em, { opensAt, closesAt });
  await execute(em, submissions, [id, version.id, opensAt]);
  await execute(em, 'analyze submission');
  for (const statement of [answers, changes, revisions]) await execute(em, statement, [id]);
  await publish(em, id);
  await execute(em, 'analyze answer_row, submission_change, submission_revision');
}

/** Temporary tables with what organisations have filled in, gone with the transaction. */
async function insertVariants(
  em: EntityManager,
  { opensAt, closesAt }: { readonly opensAt: Date; readonly closesAt: Date },
): Promise<void> {
  for (const table of [
    'large_answer (status text, variant integer, sheet_id text, row_id text, order_key text, cells jsonb)',
    'large_change (status text, variant integer, revision integer, edits jsonb)',
    'large_frozen (variant integer, answers jsonb)',
  ]) {
    await execute(em, `create temporary table ${table} on commit drop`);
  }
  const form = await readShippedForm(FORM);
  const codes = (list: string): readonly string[] =>
    (form.form.lists.get(list)?.codes ?? []).map(({ value }) => value).filter((value) => value !== 'none');
  const random = seededRandom(SEED);
  const plan = {
    title: TITLE,
    form,
    opensAt,
    closesAt,
    spread: { submitted: 1, inProgress: 0 },
    answers: () => professionAnswers(codes('professions'), codes('subjects'), random),
    untouched: null,
  };
  const make = (submitted: number): readonly DemoSubmission[] =>
    Array.from({ length: VARIANTS }, () =>
      demoSubmission(
        nobody,
        { submitted, inProgress: 1 - submitted },
        { opensAt, until: new Date() },
        plan.answers,
        random,
      ),
    );
  const all = [make(1), make(0)].flatMap((made) =>
    made.map((submission, variant) => ({ submission, variant })),
  );
  await insertRows(
    em,
    'large_answer',
    {
      status: 'text',
      variant: 'integer',
      sheet_id: 'text',
      row_id: 'text',
      order_key: 'text',
      cells: 'jsonb',
    },
    all.flatMap(({ submission, variant }) => answerRowsOf(submission, variant)),
  );
  await insertRows(
    em,
    'large_change',
    { status: 'text', variant: 'integer', revision: 'integer', edits: 'jsonb' },
    all.flatMap(({ submission: { status, changes: made }, variant }) =>
      [0, 1].map((i) => ({ status, variant, revision: i + 1, edits: made[i]?.edits ?? [] })),
    ),
  );
  await insertRows(
    em,
    'large_frozen',
    { variant: 'integer', answers: 'jsonb' },
    all.flatMap(({ submission, variant }) =>
      submission.submittedAt === null
        ? []
        : [{ variant, answers: frozen(submission, submission.submittedAt, plan).answers }],
    ),
  );
}

/** Answers do not depend on whose they are. */
const nobody: DemoUnit = {
  id: '',
  code: 'demo',
  kind: 'organisation',
  organisationKind: 'spo',
  title: '',
  parentId: null,
  regionId: null,
  municipalityId: null,
  timeZone: 'Europe/Moscow',
};

function answerRowsOf(
  { status, answers: { sheets } }: DemoSubmission,
  variant: number,
): Readonly<Record<string, unknown>>[] {
  return Object.entries(sheets).flatMap(([sheet, rows]) => {
    const keys = orderKeysBetween(null, null, rows.length);
    return rows.map(({ id, cells }, i) => ({
      status,
      variant,
      sheet_id: sheet,
      row_id: id,
      order_key: keys[i],
      cells,
    }));
  });
}

async function publish(em: EntityManager, collectionId: string): Promise<void> {
  await execute(
    em,
    `with p as (
       insert into publication (section_id, slug, title, published_at)
       select id, 'vsya-strana', $2, now() from section order by position limit 1 returning id)
     insert into publication_block (publication_id, position, kind, collection_id) select id, 0, 'collection', $1 from p`,
    [collectionId, TITLE],
  );
}
