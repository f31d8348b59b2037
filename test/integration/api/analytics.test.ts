import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CompiledForm, CompiledSheet } from '../../../engine';
import { migrateDatabase } from '../../../app/db/migrate.server';
import { openOrm } from '../../../app/db/orm.server';
import { execute, queryRow, queryRows, withTransaction } from '../../../app/db/sql.server';
import { publishAnalytics, rebuildAnalytics } from '../../../app/services/analytics/publish-analytics.server';
import { toAnalyticsViews } from '../../../app/services/analytics/view-model';
import { loadDemo } from '../../../app/services/demo/load-demo.server';
import { loadForm } from '../../../app/services/collecting/forms.server';
import { startCluster } from '../../../scripts/postgres/cluster';
import { useDatabase } from '../../support/database';
import {
  createCollection,
  createDefinitionVersion,
  createOrganisation,
  createSubmission,
  createUser,
} from '../../support/factories';
import { hostileDefinition } from './hostile-form';

const database = useDatabase();

interface Stored {
  readonly login: string;
  readonly answers: {
    readonly sheets: Readonly<Record<string, readonly { id: string; cells: Record<string, unknown> }[]>>;
  };
}

describe('views of the forms that are shipped', () => {
  beforeAll(async () => {
    await loadDemo(database.em());
    expect(await rebuildAnalytics(database.em())).toMatchObject({ failed: [], roleProblem: null });
  });

  it.each(['vpr-spo-schedule', 'spo-professions-2023'])(
    '%s shows exactly what was submitted',
    async (formId) => {
      const em = database.em();
      const version = await queryRow<{ id: string }>(
        em,
        'select id from definition_version where form_id = $1',
        [formId],
      );
      const { form } = await loadForm(em, version?.id ?? '');
      const stored = await queryRows<Stored>(
        em,
        `select distinct on (o.code collate "C", s.collection_id) o.code as login, r.answers from submission_revision r
         join submission s on s.id = r.submission_id join org_unit o on o.id = s.org_unit_id
        where r.definition_version_id = $1 order by o.code collate "C", s.collection_id, r.number desc`,
        [version?.id ?? ''],
      );
      expect(stored.length).toBeGreaterThan(10);
      const { views } = toAnalyticsViews(form, { id: version?.id ?? '', form_id: formId, version: 1 });
      for (const view of views) {
        const sheet = form.sheetById.get(view.sheetId);
        if (!sheet) throw new Error('no sheet');
        const rows = await queryRows<Record<string, unknown>>(
          em,
          `select * from analytics."${view.name}" order by _login collate "C", _collection_id, _row_number`,
        );
        expect(rows.map(plainOf(sheet))).toEqual(expectedRows(form, sheet, stored));
        expect(await typesOf(view.name)).toMatchObject(
          Object.fromEntries(view.columns.map(({ name, type }) => [name, type])),
        );
      }
    },
  );

  it('speak of everything in their comments and in the dictionary', async () => {
    const em = database.em();
    const comment = await queryRow<{ view: string; column: string }>(
      em,
      `select obj_description('analytics.vpr_spo_schedule_v1_paper'::regclass) as view,
              col_description('analytics.vpr_spo_schedule_v1_paper'::regclass, a.attnum) as column
         from pg_attribute a where a.attrelid = 'analytics.vpr_spo_schedule_v1_paper'::regclass and a.attname = 'participants1'`,
    );
    expect(comment?.view).toContain('РАБОТЫ НА БЛАНКЕ');
    expect(comment?.column).toBe(
      'Количество участников 1й курс. Если участников этой категории нет, укажите 0.',
    );
    const words = await queryRow<{ title_ru: string; label_name: string; sql_type: string }>(
      em,
      `select title_ru, label_name, sql_type from analytics.dictionary
        where view_name = 'vpr_spo_schedule_v1_paper' and column_name = 'subject'`,
    );
    expect(words).toMatchObject({ label_name: 'subject_label', sql_type: 'text' });
    const codes = await queryRows(
      em,
      `select code, label_ru from analytics.codes where form = 'vpr-spo-schedule'`,
    );
    expect(codes.length).toBeGreaterThan(5);
  });

  it('[A38] participants count as the pages count them', async () => {
    const em = database.em();
    const [shown, stored] = await Promise.all([
      queryRow(em, 'select count(*) as n, count(distinct login) as logins from analytics.participants'),
      queryRow(
        em,
        'select count(*) as n, count(distinct org_unit_id) as logins from submission where withdrawn_at is null',
      ),
    ]);
    expect(shown).toEqual(stored);
    expect(await queryRows(em, 'select id from analytics.collections order by id')).toEqual(
      await queryRows(em, 'select id from collection order by id'),
    );
  });

  it('are left alone when nothing has changed', async () => {
    const { made, same } = await rebuildAnalytics(database.em());
    expect(made).toEqual([]);
    expect(same.length).toBeGreaterThan(2);
  });

  it('stay where others built upon them, and say so', async () => {
    const em = database.em();
    await execute(em, 'create view public.mine as select * from analytics.vpr_spo_schedule_v1_paper');
    await execute(em, `update analytics.form_view set fingerprint = 'older'`);
    const { failed, made } = await rebuildAnalytics(em);
    expect(failed).toEqual([expect.stringContaining('vpr-spo-schedule 1: cannot drop view')]);
    expect(made.length).toBeGreaterThan(0);
    await queryRows(em, 'select * from mine limit 1');
    await execute(em, 'drop view mine');
    expect((await rebuildAnalytics(em)).failed).toEqual([]);
  });

  it('an analyst reads the schema and nothing else', async () => {
    await execute(
      database.em(),
      `do $body$ begin create role sbor_test_analyst login password 'test' in role sbor_analyst;
        exception when duplicate_object or unique_violation then null; end $body$`,
    );
    const url = new URL(database.url);
    url.username = 'sbor_test_analyst';
    url.password = 'test';
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      for (const name of ['vpr_spo_schedule_v1_paper', 'participants', 'collections', 'dictionary', 'codes'])
        await client.query(`select * from analytics.${name} limit 1`);
      const labelled = await client.query(
        'select subject_label, date1 from analytics.vpr_spo_schedule_v1_paper limit 1',
      );
      expect(labelled.rows).toHaveLength(1);
      const { rows: tables } = await client.query<{ name: string }>(
        `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'analytics', 'pg_toast')`,
      );
      expect(tables.map(({ name }) => name)).toContain('public.user_account');
      expect(tables.length).toBeGreaterThan(20);
      for (const { name } of tables)
        await expect(client.query(`select 1 from ${name}`), name).rejects.toThrow(/permission denied/);
      for (const sql of [
        'delete from analytics.participants',
        `update analytics.code_list set labels = '{}'`,
        'create table analytics.mine (a int)',
        'drop view analytics.participants',
      ])
        await expect(client.query(sql), sql).rejects.toThrow(
          /permission denied|must be owner|cannot (delete|update)/,
        );
    } finally {
      await client.end();
    }
  });
});

describe('any form', () => {
  it('with hostile names and texts has views that hold its data', async () => {
    const em = database.em();
    await rebuildAnalytics(em);
    const definition = hostileDefinition();
    const version = await createDefinitionVersion(em, { definition });
    await publishAnalytics(em, version.id);
    const number = await submitted(em, version, {
      'Main-Sheet': [{ id: 'r1', cells: { Name: "о'к", name: 'иначе', c0: 7 } }],
    });
    const { form } = await loadForm(em, version.id);
    const { views } = toAnalyticsViews(form, { id: version.id, form_id: version.form.id, version: 1 });
    const view = views[0];
    expect(view?.name).toMatch(/_[0-9a-f]{10}$/);
    const [row] = await queryRows<Record<string, unknown>>(
      em,
      `select * from analytics."${view?.name ?? ''}"`,
    );
    expect(row).toMatchObject({
      Name: "о'к",
      name: 'иначе',
      c0: '7',
      c1: null,
      _receipt: number,
      _row: 'r1',
    });
    expect(Object.keys(row ?? {}).length).toBeGreaterThan(200);
    const commented = await queryRow<{ comment: string }>(
      em,
      `select obj_description(to_regclass($1)) as comment`,
      [`analytics."${view?.name ?? ''}"`],
    );
    expect(commented?.comment).toContain(definition.title);
  });

  it('shows null for what could not be read or is of another type, and no day that does not exist', async () => {
    const em = database.em();
    const columns = [
      { id: 'amount', title: 'Число', type: 'number' },
      { id: 'day', title: 'День', type: 'date' },
      { id: 'yes', title: 'Да', type: 'boolean' },
      { id: 'one', title: 'Один', type: 'choice', list: 'some' },
      { id: 'many', title: 'Несколько', type: 'choices', list: 'some' },
      { id: 'words', title: 'Слова', type: 'text' },
    ];
    const version = await createDefinitionVersion(em, {
      definition: {
        format: 1,
        id: 'typed',
        version: 1,
        excelTemplate: false,
        title: 'Типы',
        lists: {
          some: [
            { value: 'a', label: 'Первый' },
            { value: 'b', label: { ru: 'Второй', en: 'Second' } },
          ],
        },
        sheets: [{ id: 'main', title: 'Лист', rows: { kind: 'open' }, columns }],
      },
    });
    await publishAnalytics(em, version.id);
    const raw = { $raw: '?' };
    await submitted(em, version, {
      main: [
        {
          id: 'r1',
          cells: { amount: 1.5, day: '2024-02-29', yes: false, one: 'b', many: ['b', 'a', 'x'], words: 'ф' },
        },
        { id: 'r2', cells: { amount: raw, day: '2023-02-29', yes: raw, one: raw, many: raw, words: raw } },
        { id: 'r3', cells: { amount: '5', day: 'infinity', yes: 1, one: 'gone', many: 'a', words: 4 } },
        { id: 'r4', cells: { day: '0000-00-00' } },
      ],
    });
    const { form } = await loadForm(em, version.id);
    const [view] = toAnalyticsViews(form, { id: version.id, form_id: version.form.id, version: 1 }).views;
    const rows = await queryRows(
      em,
      `select _row_number as n, amount, day, yes, one, one_label, many, many_label, words from analytics."${view?.name ?? ''}" order by 1`,
    );
    const nothing = {
      amount: null,
      day: null,
      yes: null,
      one: null,
      one_label: null,
      many: null,
      many_label: null,
      words: null,
    };
    expect(rows).toEqual([
      {
        n: 1,
        amount: '1.5',
        day: '2024-02-29',
        yes: false,
        one: 'b',
        one_label: 'Второй',
        many: ['b', 'a', 'x'],
        many_label: ['Второй', 'Первый', 'x'],
        words: 'ф',
      },
      { n: 2, ...nothing },
      { n: 3, ...nothing, one: 'gone', one_label: 'gone' },
      { n: 4, ...nothing },
    ]);
  });

  it('shows what was submitted last, of participants that were not withdrawn', async () => {
    const em = database.em();
    const version = await createDefinitionVersion(em);
    await publishAnalytics(em, version.id);
    const collection = await createCollection(em, { definitionVersion: version });
    const stays = await createSubmission(em, { collection, status: 'submitted' });
    const gone = await createSubmission(em, { collection, status: 'submitted', withdrawnAt: new Date() });
    for (const { id } of [stays, gone]) {
      await freeze(em, id, { main: [{ id: 'r1', cells: { name: 'раньше' } }] });
      await freeze(em, id, {
        main: [
          { id: 'r1', cells: { name: 'теперь' } },
          { id: 'r2', cells: { name: 'ещё' } },
        ],
      });
    }
    const { form } = await loadForm(em, version.id);
    const [view] = toAnalyticsViews(form, { id: version.id, form_id: version.form.id, version: 1 }).views;
    const rows = await queryRows(
      em,
      `select name, _collection_id from analytics."${view?.name ?? ''}" order by _row_number`,
    );
    expect(rows).toEqual(['теперь', 'ещё'].map((name) => ({ name, _collection_id: collection.id })));
  });

  it('is published even where its views cannot be made', async () => {
    const em = database.em();
    const id = await withTransaction(em, async (transaction) => {
      const version = await createDefinitionVersion(transaction, { definition: { nonsense: true } });
      await publishAnalytics(transaction, version.id);
      return version.id;
    });
    expect(await queryRow(em, 'select 1 from definition_version where id = $1', [id])).not.toBeNull();
  });
});

it('a database user without the right to make roles is told what to do, and has its views', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sbor-roles-'));
  const cluster = await startCluster({
    folder: join(folder, 'postgres'),
    fallbackRoot: tmpdir(),
    disposable: true,
  });
  const admin = new pg.Client({ connectionString: cluster.url('postgres') });
  await admin.connect();
  await admin.query(`create role plain login password 'plain'`);
  await admin.query('create database plain owner plain');
  const url = new URL(cluster.url('plain'));
  Object.assign(url, { username: 'plain', password: 'plain' });
  await migrateDatabase(url.href);
  const orm = openOrm({ url: url.href, poolSize: 1 });
  try {
    await createDefinitionVersion(orm.em.fork());
    const first = await rebuildAnalytics(orm.em.fork());
    expect(first).toMatchObject({ made: [expect.any(String)], failed: [] });
    expect(first.roleProblem).toMatch(/permission denied to create role.*create role sbor_analyst nologin/);
    await admin.query('create role sbor_analyst nologin');
    expect(await rebuildAnalytics(orm.em.fork())).toMatchObject({ roleProblem: null });
    await admin.query(
      'revoke create on database plain from plain; alter database plain owner to current_user',
    );
    await execute(orm.em.fork(), 'drop schema analytics cascade');
    await expect(rebuildAnalytics(orm.em.fork())).rejects.toThrow(/permission denied for database/);
  } finally {
    await orm.close(true);
    await admin.end();
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

type Em = ReturnType<typeof database.em>;
type Sheets = Stored['answers']['sheets'];

async function submitted(
  em: Em,
  definitionVersion: Awaited<ReturnType<typeof createDefinitionVersion>>,
  sheets: Sheets,
): Promise<number> {
  const collection = await createCollection(em, { definitionVersion });
  const { id } = await createSubmission(em, {
    collection,
    status: 'submitted',
    orgUnit: await createOrganisation(em),
  });
  return freeze(em, id, sheets);
}

async function freeze(em: Em, submissionId: string, sheets: Sheets): Promise<number> {
  const user = await createUser(em);
  const row = await queryRow<{ number: number }>(
    em,
    `insert into submission_revision (submission_id, revision, definition_version_id, answers, today, submitted_by, submitted_at)
     select s.id, 1, s.definition_version_id, $2::jsonb, current_date, $3, now() from submission s where s.id = $1 returning number`,
    [submissionId, JSON.stringify({ sheets }), user.id],
  );
  return row?.number ?? 0;
}

/** The columns of a form with numbers as numbers, and whose row it is. */
const plainOf = (sheet: CompiledSheet) => (row: Record<string, unknown>) => ({
  login: row._login,
  row: row._row,
  ...Object.fromEntries(
    sheet.columns.map(({ id, type }) => {
      const value = row[id];
      return [id, (type === 'integer' || type === 'number') && value !== null ? Number(value) : value];
    }),
  ),
  labels: sheet.columns.flatMap(({ id, list }) => (list ? [row[`${id}_label`]] : [])),
});

function expectedRows(form: CompiledForm, sheet: CompiledSheet, stored: readonly Stored[]) {
  const label = (list: string, code: unknown): unknown => {
    const found = form.lists.get(list)?.codeByValue.get(String(code))?.label;
    return code === undefined ? null : typeof found === 'object' ? found.ru : found;
  };
  return stored.flatMap(({ login, answers }) =>
    (answers.sheets[sheet.id] ?? []).map(({ id, cells }) => ({
      login,
      row: id,
      ...Object.fromEntries(sheet.columns.map((column) => [column.id, cells[column.id] ?? null])),
      labels: sheet.columns.flatMap((column) =>
        column.list ? [label(column.list.id, cells[column.id])] : [],
      ),
    })),
  );
}

async function typesOf(view: string): Promise<Readonly<Record<string, string>>> {
  const rows = await queryRows<{ name: string; type: string }>(
    database.em(),
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0`,
    [`analytics."${view}"`],
  );
  return Object.fromEntries(rows.map(({ name, type }) => [name, type]));
}
