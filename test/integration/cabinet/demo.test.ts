import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { queryRow, queryRows } from '../../../app/db/sql.server';
import { loadDemo } from '../../../app/services/demo/load-demo.server';
import { signIn } from '../../../app/services/sign-in.server';
import { useDatabase } from '../../support/database';

const database = useDatabase();

beforeAll(async () => {
  process.env.DATA_DIR = await mkdtemp(join(tmpdir(), 'sbor-demo-'));
});

it('loads the demo country once, with accounts that sign in', async () => {
  const accounts = await loadDemo(database.em());
  const again = await loadDemo(database.em());
  expect(again).toEqual(accounts);
  const counts = await queryRows<{ kind: string; n: number; demo: boolean }>(
    database.em(),
    'select kind, count(*) as n, bool_and(is_demo) as demo from org_unit group by kind order by kind',
  );
  expect(counts).toEqual([
    { kind: 'country', n: 1, demo: true },
    { kind: 'municipality', n: 12, demo: true },
    { kind: 'organisation', n: 300, demo: true },
    { kind: 'region', n: 3, demo: true },
  ]);
  for (const { login, password } of accounts) {
    expect((await signIn(database.em(), { login, password, address: '127.0.0.1' })).ok, login).toBe(true);
  }
});

it('[A2] logins of organisations name their kind, region and number', async () => {
  const odd = await queryRows(
    database.em(),
    `select u.login from user_account u join org_unit o on o.id = u.org_unit_id
      where u.role = 'organisation' and u.login !~ ('^' || o.organisation_kind || '[0-9]{6}$')`,
  );
  expect(odd).toEqual([]);
});

it('the log, the draft and the status of every submission agree', async () => {
  const odd = await queryRow<{ n: number }>(
    database.em(),
    `select count(*) as n from submission s
      where (s.revision > 0) <> exists (select 1 from submission_change c where c.submission_id = s.id and c.revision = s.revision)
         or (s.revision > 0) <> exists (select 1 from answer_row a where a.submission_id = s.id)
         or (s.status = 'submitted') <> exists (select 1 from submission_revision r where r.submission_id = s.id)`,
  );
  expect(odd?.n).toBe(0);
  const spread = await queryRows<{ status: string }>(database.em(), 'select distinct status from submission');
  expect(spread).toHaveLength(3);
});
