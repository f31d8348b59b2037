/**
 * Pages of the interface for programs beside the bare query; the SQL views for analysts beside the same questions asked of the stored JSON by hand, and beside tables that hold what the views show.
 * `npx tsx test/bench/analytics-times.ts [organisations]`; it starts a PostgreSQL of its own.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '../../app/db/migrate.server';
import { openOrm, type EntityManager } from '../../app/db/orm.server';
import { execute, queryRow, queryRows } from '../../app/db/sql.server';
import type { Viewer } from '../../app/protocol/views';
import { rebuildAnalytics } from '../../app/services/analytics/publish-analytics.server';
import { findViewerById } from '../../app/auth/viewer.server';
import { listCollections } from '../../app/services/api/list-collections.server';
import { listParticipants } from '../../app/services/api/list-participants.server';
import { listSubmissions } from '../../app/services/api/list-submissions.server';
import { startCluster } from '../../scripts/postgres/cluster';

const organisations = Number(process.argv[2] ?? 40_000);
const ROWS = 20;
const RUNS = 5;

async function fill(em: EntityManager): Promise<void> {
  const codes = Array.from({ length: 40 }, (_, i) => ({ value: `s${i}`, label: `Предмет номер ${i}` }));
  const columns = [
    { id: 'subject', title: 'Предмет', type: 'choice', list: 'subjects' },
    { id: 'date', title: 'Дата', type: 'date' },
    { id: 'text', title: 'Примечание', type: 'text' },
    { id: 'yes', title: 'Да', type: 'boolean' },
    ...[1, 2, 3, 4].map((n) => ({ id: `n${n}`, title: `Участников ${n}`, type: 'integer' })),
    ...[1, 2].map((n) => ({ id: `x${n}`, title: `Доля ${n}`, type: 'number', fractionDigits: 2 })),
  ];
  const definition = {
    format: 1,
    id: 'bench',
    version: 1,
    excelTemplate: false,
    title: 'Замер',
    lists: { subjects: codes },
    sheets: [{ id: 'main', title: 'Лист', rows: { kind: 'open' }, columns }],
  };
  const run = (sql: string, parameters: (string | number)[] = []) => execute(em, sql, parameters);
  await run(
    `insert into org_unit (code, kind, title, time_zone) values ('RU', 'country', 'Россия', 'Europe/Moscow')`,
  );
  await run(`insert into org_unit (code, kind, title, parent_id, time_zone)
    select 'r' || n, 'region', 'Регион ' || n, (select id from org_unit where kind = 'country'), 'Europe/Moscow' from generate_series(1, 85) n`);
  await run(`insert into org_unit (code, kind, title, parent_id, region_id, time_zone)
    select 'm' || n, 'municipality', 'Район ' || n, r.id, r.id, 'Europe/Moscow' from generate_series(1, 2000) n join org_unit r on r.code = 'r' || (1 + n % 85)`);
  await run(
    `insert into org_unit (code, kind, organisation_kind, title, parent_id, region_id, municipality_id, time_zone)
    select 'edu' || n, 'organisation', 'edu', 'Школа ' || n, m.id, m.region_id, m.id, 'Europe/Moscow'
      from generate_series(1, $1::int) n join org_unit m on m.code = 'm' || (1 + n % 2000)`,
    [organisations],
  );
  await run(`insert into user_account (login, display_name, password_hash, role, org_unit_id)
    select 'edu1', 'x', '-', 'organisation', id from org_unit where code = 'edu1'`);
  await run(`insert into form (id, title) values ('bench', '"Замер"')`);
  await run(
    `insert into definition_version (form_id, version, definition, published_at) values ('bench', 1, $1::jsonb, now())`,
    [JSON.stringify(definition)],
  );
  await run(
    `insert into collection (title, definition_version_id, opens_at, closes_at) select 'Замер', id, now() - interval '9 days', now() + interval '9 days' from definition_version`,
  );
  await run(`insert into submission (collection_id, org_unit_id, region_id, municipality_id, definition_version_id, status, started_at, changed_at, submitted_at, revision, submitted_revision)
    select c.id, o.id, o.region_id, o.municipality_id, c.definition_version_id, 'submitted', now(), now(), now(), 1, 1 from collection c cross join org_unit o where o.kind = 'organisation'`);
  const cells = `jsonb_build_object('subject', 's' || (random() * 39)::int, 'date', '2023-04-' || lpad((1 + random() * 28)::int::text, 2, '0'),
    'text', md5(random()::text), 'yes', random() < 0.5, 'n1', (random() * 99)::int, 'n2', (random() * 99)::int, 'n3', (random() * 99)::int,
    'n4', (random() * 99)::int, 'x1', round(random()::numeric, 2), 'x2', round(random()::numeric, 2))`;
  // A third was submitted twice.
  for (const share of [0.33, 1]) {
    await run(`insert into submission_revision (submission_id, revision, definition_version_id, answers, today, submitted_by, submitted_at)
      select s.id, 1, s.definition_version_id,
             (select jsonb_build_object('sheets', jsonb_build_object('main', jsonb_agg(jsonb_build_object('id', 'r' || n, 'cells', ${cells}))))
                from generate_series(1, ${ROWS}) n where s.id is not null), current_date, u.id, now()
        from submission s cross join user_account u where random() <= ${share}`);
  }
  await run('vacuum analyze');
}

const from = (
  joins: string,
  more = '',
) => `from submission_revision r join submission s on s.id = r.submission_id ${joins}
  cross join lateral jsonb_array_elements(r.answers->'sheets'->'main') e ${more}
  where s.status = 'submitted' and s.withdrawn_at is null
    and not exists (select 1 from submission_revision x where x.submission_id = r.submission_id and x.number > r.number)`;

const labels = `join (select jsonb_array_elements(definition->'lists'->'subjects') as code from definition_version) k
  on k.code->>'value' = e->'cells'->>'subject'`;

async function measure(em: EntityManager, name: string): Promise<void> {
  const view = `analytics.${name}`;
  const copied = await seconds(em, `create table copied as select * from ${view}`, 1);
  await execute(em, 'vacuum analyze copied');
  const size = await queryRow<{ n: number }>(em, `select pg_total_relation_size('copied') as n`);
  const region = 'join org_unit g on g.id = s.region_id';
  const questions: readonly (readonly [string, string, string])[] = [
    ['count of rows', `select count(*) ${from('')}`, 'select count(*) from TABLE'],
    [
      'participants by region and subject',
      `select g.title, e->'cells'->>'subject' as subject, sum((e->'cells'->>'n1')::numeric) ${from(region)} group by 1, 2`,
      'select _region, subject, sum(n1) from TABLE group by 1, 2',
    ],
    [
      'the same with the labels of subjects',
      `select g.title, k.code->>'label' as subject, sum((e->'cells'->>'n1')::numeric) ${from(region, labels)} group by 1, 2`,
      'select _region, subject_label, sum(n1) from TABLE group by 1, 2',
    ],
    [
      'rows by day',
      `select (e->'cells'->>'date')::date as day, count(*) ${from('')} group by 1`,
      'select date, count(*) from TABLE group by 1',
    ],
    [
      'one organisation, all columns',
      `select e->'cells' ${from(`join org_unit o on o.id = s.org_unit_id and o.code = 'edu77'`)}`,
      `select * from TABLE where _login = 'edu77'`,
    ],
  ];
  const lines: string[][] = [['question', 'by hand', 'view', 'ratio', 'copied table']];
  for (const [question, raw, sql] of questions) {
    const byHand = await seconds(em, raw);
    const shown = await seconds(em, sql.replace('TABLE', view));
    const stored = await seconds(em, sql.replace('TABLE', 'copied'));
    lines.push([question, ms(byHand), ms(shown), (shown / byHand).toFixed(2), ms(stored)]);
  }
  process.stdout.write(
    `${organisations} organisations x ${ROWS} rows x 10 columns; goal: at most 2 times by hand\n`,
  );
  for (const line of lines)
    process.stdout.write(`${line.map((cell, i) => cell.padEnd(i === 0 ? 40 : 14)).join('')}\n`);
  process.stdout.write(
    `copying the view into a table: ${ms(copied)}, ${Math.round((size?.n ?? 0) / 2 ** 20)} MB\n`,
  );
}

const PAGE = 500;

/** Pages as they leave the server against the statement that somebody would write by hand, with what it takes to send its rows. */
async function measurePages(em: EntityManager): Promise<void> {
  await execute(
    em,
    `insert into user_account (login, display_name, password_hash, role, org_unit_id)
     select 'federal', 'x', '-', 'federal', id from org_unit where kind = 'country'`,
  );
  const user = await queryRow<{ id: string }>(em, `select id from user_account where login = 'federal'`);
  const viewer = await findViewerById(em, user?.id ?? '');
  const collection = await queryRow<{ id: string }>(em, 'select id from collection');
  if (!viewer || !collection) throw new Error('nobody to ask');
  const { id } = collection;
  const middle = await queryRow<{ login: string }>(
    em,
    `select code as login from org_unit where kind = 'organisation' order by code collate "C" offset $1 limit 1`,
    [Math.floor(organisations / 2)],
  );
  const cursor = [middle?.login ?? ''] as const;
  const byHand = `from submission s join org_unit o on o.id = s.org_unit_id where s.collection_id = $1 and o.code collate "C" > $2
    order by o.code collate "C" limit ${PAGE}`;
  const raw = (columns: string) => async () => {
    JSON.stringify(await queryRows(em, `select ${columns} ${byHand}`, [id, cursor[0]]));
  };
  const pages: readonly (readonly [string, () => Promise<unknown>, () => Promise<unknown>])[] = [
    [
      `${PAGE} participants from the middle`,
      raw('o.code, o.title, s.status, s.started_at, s.submitted_at'),
      async () =>
        JSON.stringify(await listParticipants(em, viewer, id, { limit: PAGE, cursor: [...cursor] })),
    ],
    [
      `${PAGE} reports from the middle, ${ROWS} rows each`,
      raw(`o.code, o.title, s.submitted_at,
        (select answers from submission_revision r where r.submission_id = s.id order by number desc limit 1) as answers`),
      async () => send(await listSubmissions(em, viewer, id, { limit: PAGE, cursor: [...cursor] })),
    ],
    [
      'collections with their counts',
      async () => {
        JSON.stringify(
          await queryRows(em, 'select collection_id, status, count(*) from submission group by 1, 2'),
        );
      },
      async () => JSON.stringify(await listCollections(em, viewer, { limit: 100 })),
    ],
  ];
  const lines: string[][] = [['page', 'by hand', 'API', 'ratio']];
  for (const [name, hand, api] of pages) {
    const [one, other] = [await median(hand), await median(api)];
    lines.push([name, ms(one), ms(other), (other / one).toFixed(2)]);
  }
  for (const line of lines)
    process.stdout.write(`${line.map((cell, i) => cell.padEnd(i === 0 ? 44 : 14)).join('')}\n`);
  await sendEverything(em, viewer, id);
}

/** What the answer comes to, in bytes. */
async function send(answer: Awaited<ReturnType<typeof listSubmissions>>): Promise<number> {
  let bytes = 0;
  for await (const chunk of answer?.chunks() ?? []) bytes += Buffer.byteLength(chunk);
  return bytes;
}

/** All reports page by page, and the most memory that it took. */
async function sendEverything(em: EntityManager, viewer: Viewer, collectionId: string): Promise<void> {
  let [bytes, most, pages] = [0, 0, 0];
  const start = performance.now();
  for (let cursor: [string] | undefined = ['']; cursor !== undefined; pages++) {
    const answer = await listSubmissions(em, viewer, collectionId, { limit: PAGE, cursor });
    bytes += await send(answer);
    most = Math.max(most, process.memoryUsage().rss);
    const [heads = []] = JSON.parse(answer?.identity ?? '[]') as [{ login: string }[]?];
    const last = heads.at(-1);
    cursor = heads.length === PAGE && last ? [last.login] : undefined;
  }
  const mebibytes = (value: number) => `${Math.round(value / 2 ** 20)} MB`;
  process.stdout.write(
    `all reports: ${pages} pages, ${mebibytes(bytes)} in ${ms((performance.now() - start) / 1000)}, at most ${mebibytes(most)} of memory\n`,
  );
}

/** The median of some runs, in seconds. */
async function median(work: () => Promise<unknown>, runs = RUNS): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    times.push((performance.now() - start) / 1000);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN;
}

function seconds(em: EntityManager, sql: string, runs = RUNS): Promise<number> {
  return median(() => execute(em, sql), runs);
}

function ms(value: number): string {
  return `${Math.round(value * 1000)} ms`;
}

process.env.LOG_LEVEL ??= 'warn';
const folder = await mkdtemp(join(tmpdir(), 'sbor-bench-'));
const cluster = await startCluster({
  folder: join(folder, 'postgres'),
  fallbackRoot: tmpdir(),
  disposable: true,
});
const url = cluster.url('postgres');
process.env.DATABASE_URL = url;
await migrateDatabase(url);
const orm = openOrm({ url, poolSize: 2 });
try {
  const em = orm.em.fork();
  await fill(em);
  const { made, failed } = await rebuildAnalytics(em);
  if (failed.length > 0) throw new Error(failed.join('\n'));
  await measurePages(em);
  await measure(em, made[0] ?? '');
} finally {
  await orm.close(true);
  await cluster.stop();
  await rm(folder, { recursive: true, force: true });
}
