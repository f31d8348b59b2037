/**
 * Pages of coordinators with a whole country in the database, as a client on the same machine sees them, and the SQL of the overview beside
 * a bare count of the same rows. `npm run demo:large`, `npm start`, then `npx tsx test/bench/monitoring-times.ts http://127.0.0.1:3000`; the SQL
 * is left out unless DATABASE_URL names the database.
 */
import pg from 'pg';
import { closeOrm, forkEm } from '../../app/db/orm.server';
import { countParticipants } from '../../app/db/queries/collections.server';
import { countByTerritory } from '../../app/db/queries/monitoring.server';
import { median, signInToDemo } from './demo-client';

const [url = 'http://127.0.0.1:3000'] = process.argv.slice(2);
const ROUNDS = 25;
const WARM_UP = 5;
const SECTION = `${url}/lk/publications/vpr`;

const PAGES = {
  'publications of a section': () => SECTION,
  'course of the collection': (path: string) => `${path}/monitoring`,
  'course by hours': (path: string) => `${path}/monitoring?by=hour`,
  'participants, first page': (path: string) => `${path}/participants`,
  'participants, last page, by activity': (path: string) =>
    `${path}/participants?sort=lastActivity&order=desc&page=800`,
  'participants, searched': (path: string) => `${path}/participants?q=СОШ&status=in_progress`,
  'phone list': (path: string) => `${path}/phone-list`,
} as const;

async function times(work: () => Promise<unknown>): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let i = 0; i < ROUNDS + WARM_UP; i++) {
    const since = performance.now();
    await work();
    if (i >= WARM_UP) taken.push(performance.now() - since);
  }
  return taken;
}

const say = (...cells: readonly string[]) =>
  process.stdout.write(
    `${cells.map((cell, i) => (i === 0 ? cell.padEnd(40) : cell.padStart(12))).join('')}\n`,
  );
const ms = (value: number) => `${value.toFixed(0)} ms`;

async function pages(login: string): Promise<string> {
  const { read } = await signInToDemo(url, login);
  const path = /\/lk\/collections\/[0-9a-f-]{36}/.exec(await read(`${SECTION}/vsya-strana`))?.[0];
  if (path === undefined) throw new Error('no collection of the whole country: npm run demo:large makes it');
  say(login, 'median', 'slowest');
  for (const [name, address] of Object.entries(PAGES)) {
    const taken = await times(() => read(encodeURI(address(`${url}${path}`))));
    say(name, ms(median(taken)), ms(Math.max(...taken)));
  }
  return path.slice(-36);
}

/** The counts as the pages ask for them, and the same rows counted by status and nothing else, in turn. */
async function statements(collectionId: string, databaseUrl: string): Promise<void> {
  const raw = new pg.Client({ connectionString: databaseUrl });
  await raw.connect();
  const everything = { sql: 'true', parameters: [] };
  const em = forkEm();
  const bare = (column: string) => () =>
    raw.query(
      `select ${column}, status, count(*) from submission where collection_id = $1 and withdrawn_at is null group by 1, 2`,
      [collectionId],
    );
  const region =
    (await raw.query<{ id: string }>(`select id from org_unit where code = '05'`)).rows[0]?.id ?? '';
  const ofRegion = { sql: 's.region_id = $1', parameters: [region] };
  const bareOfRegion = () =>
    raw.query(
      `select municipality_id, status, count(*) from submission where collection_id = $1 and region_id = $2 and withdrawn_at is null group by 1, 2`,
      [collectionId, region],
    );
  const pairs = [
    ['counts of the country', () => countParticipants(em, [collectionId], everything), bare('collection_id')],
    [
      'counts of its regions',
      () => countByTerritory(em, collectionId, 'region', everything),
      bare('region_id'),
    ],
    [
      'counts of the municipalities of a region',
      () => countByTerritory(em, collectionId, 'municipality', ofRegion),
      bareOfRegion,
    ],
  ] as const;
  say('SQL', 'ours', 'raw', 'ratio');
  for (const [name, ours, plain] of pairs) {
    const [a, b] = [median(await times(ours)), median(await times(plain))];
    say(name, ms(a), ms(b), (a / b).toFixed(2));
  }
  await raw.end();
  await closeOrm();
}

const collectionId = await pages('federal');
await pages('region05');
await pages('mun051');
if (process.env.DATABASE_URL) await statements(collectionId, process.env.DATABASE_URL);
