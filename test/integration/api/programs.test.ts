import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { User } from '../../../app/db/entities/index.server';
import { execute, queryRows } from '../../../app/db/sql.server';
import { contracts } from '../../../app/services/api/contracts.server';
import { apiDocument } from '../../../app/services/api/document.server';
import * as schemas from '../../../app/services/api/schemas.server';
import { findParticipantData } from '../../../app/services/find-participant-data.server';
import { listParticipants } from '../../../app/services/list-participants.server';
import { useDatabase } from '../../support/database';
import {
  createCollection,
  createDefinitionVersion,
  createOrganisation,
  createSubmission,
  createUser,
} from '../../support/factories';
import { viewerOf } from '../../support/viewers';
import { apiRoutes, tokenOf, usePrograms } from './programs';
import { createWorld, submit, type World } from './world';

const database = useDatabase();
const programs = usePrograms();
let world: World;
const tokens = new Map<User, string>();
const seed = Math.floor(Math.random() * 2 ** 31);

beforeAll(async () => {
  process.env.API_RATE_PER_MINUTE = '100000';
  console.info(`seed ${seed}`);
  let state = seed;
  // Mulberry32.
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  world = await createWorld(database.em(), random);
  for (const user of world.coordinators) tokens.set(user, await tokenOf(database.em(), user));
});

const pageSchema = z.object({ items: z.array(z.record(z.unknown())), next: z.string().nullable() });

/** All pages of a list, each of at most `limit`. */
async function everything(path: string, token: string | undefined, limit: number) {
  const items: Record<string, unknown>[] = [];
  let cursor: string | null = '';
  for (let pages = 0; cursor !== null && pages < 200; pages++) {
    const query: string = `limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const { json, status } = await programs.get(`${path}${path.includes('?') ? '&' : '?'}${query}`, token);
    expect(status).toBe(200);
    const page = pageSchema.parse(json);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.next;
  }
  expect(cursor).toBeNull();
  return items;
}

describe('programs see what pages show', () => {
  it('[A41] participants of every collection, to every coordinator, page by page', async () => {
    const em = database.em();
    for (const user of world.coordinators) {
      const viewer = await viewerOf(em, user);
      for (const id of world.collections) {
        const shown = await listParticipants(em, viewer, id, { sort: 'login', descending: false, page: 1 });
        const path = `/api/v1/collections/${id}/participants`;
        if (shown === null) {
          expect((await programs.get(path, tokens.get(user))).status).toBe(404);
          continue;
        }
        const found = z.array(schemas.participant).parse(await everything(path, tokens.get(user), 3));
        expect(
          found.map(({ submissionId, login, status, startedAt, submittedAt, review, ...more }) => ({
            submissionId,
            login,
            status,
            startedAt,
            submittedAt,
            review: review?.state,
            region: more.region?.title,
            municipality: more.municipality?.title,
          })),
        ).toEqual(
          shown.rows.map((row) => ({
            submissionId: row.submissionId,
            login: row.login,
            status: row.status,
            startedAt: row.startedAt,
            submittedAt: row.submittedAt,
            review: row.review?.state,
            region: row.region,
            municipality: row.municipality,
          })),
        );
        const collection = schemas.collection.parse(
          (await programs.get(`/api/v1/collections/${id}`, tokens.get(user))).json,
        );
        expect(collection).toMatchObject({
          counts: shown.counts,
          closesAt: shown.collection.window.closesAt,
        });
        for (const status of ['not_started', 'in_progress', 'submitted'] as const) {
          const some = await everything(`${path}?status=${status}`, tokens.get(user), 50);
          expect(some.map(({ login }) => login)).toEqual(
            shown.rows.filter((row) => row.status === status).map(({ login }) => login),
          );
        }
      }
    }
  });

  it('[A42] submitted reports: the last ones, whole, one by one and in a list', async () => {
    const em = database.em();
    let seen = 0;
    for (const user of world.coordinators) {
      const viewer = await viewerOf(em, user);
      for (const id of world.collections) {
        const shown = await listParticipants(em, viewer, id, { sort: 'login', descending: false, page: 1 });
        if (shown === null) continue;
        const submitted = shown.rows.filter(({ status }) => status === 'submitted');
        const found = z
          .array(schemas.submission)
          .parse(await everything(`/api/v1/collections/${id}/submissions`, tokens.get(user), 2));
        expect(found.map(({ login }) => login)).toEqual(submitted.map(({ login }) => login));
        for (const report of found) {
          const page = await findParticipantData(em, viewer, { collectionId: id, submissionId: report.id });
          expect(page).toMatchObject({ isDraft: false, receipt: report.receipt, answers: report.answers });
          const one = await programs.get(`/api/v1/submissions/${report.id}`, tokens.get(user));
          expect(one.json).toEqual(report);
          seen += 1;
        }
      }
    }
    expect(seen).toBeGreaterThan(20);
  });

  it('collections: those with own participants, the newest first, each once', async () => {
    for (const user of world.coordinators) {
      const viewer = await viewerOf(database.em(), user);
      const expected = [];
      for (const id of world.collections) {
        const shown = await listParticipants(database.em(), viewer, id, {
          sort: 'login',
          descending: false,
          page: 1,
        });
        if (shown) expected.push(id);
      }
      const found = await everything('/api/v1/collections', tokens.get(user), 1);
      expect(found.map(({ id }) => id).sort()).toEqual(expected.sort());
      const opened = found.map(({ opensAt }) => String(opensAt));
      expect(opened).toEqual([...opened].sort().reverse());
    }
  });

  it('units: a territory with all below it, by code', async () => {
    for (const user of world.coordinators) {
      const { orgUnit } = await viewerOf(database.em(), user);
      const expected = await queryRows<{ code: string }>(
        database.em(),
        `with recursive own as (select id, code from org_unit where id = $1
           union all select o.id, o.code from org_unit o join own on o.parent_id = own.id)
         select code from own order by code collate "C"`,
        [orgUnit.id],
      );
      const found = await everything('/api/v1/org-units', tokens.get(user), 7);
      expect(found.map(({ code }) => code)).toEqual(expected.map(({ code }) => code));
      const schools = await everything('/api/v1/org-units?kind=organisation', tokens.get(user), 1000);
      expect(new Set(schools.map(({ kind }) => kind))).toEqual(new Set(['organisation']));
    }
  });

  it('forms of own collections with their definitions and table schemas', async () => {
    const token = tokens.get(world.federal);
    const found = z.array(schemas.formVersion).parse(await everything('/api/v1/forms', token, 1));
    expect(found).toHaveLength(world.collections.length);
    const [first] = found;
    const path = `/api/v1/forms/${first?.form}/versions/1`;
    const whole = schemas.formVersionDetails.parse((await programs.get(path, token)).json);
    expect(whole).toMatchObject({
      sheets: [{ id: 'main', title: { ru: 'Лист' } }],
      definition: { id: 'simple' },
    });
    const table = schemas.tableSchema.parse(
      (await programs.get(`${path}/sheets/main/table-schema`, token)).json,
    );
    expect(table.fields.map(({ name }) => name)).toContain('name');
    expect((await programs.get(`${path}/sheets/other/table-schema`, token)).status).toBe(404);
    expect((await programs.get(`/api/v1/forms/${first?.form}/versions/2`, token)).status).toBe(404);
  });
});

describe('errors left', () => {
  it('are those that block a submission, for drafts alone, and only where asked for', async () => {
    const em = database.em();
    const definitionVersion = await createDefinitionVersion(em, { definition: strictDefinition });
    const collection = await createCollection(em, { definitionVersion });
    const orgUnits: string[] = [];
    for (const status of ['in_progress', 'in_progress', 'submitted', 'not_started'] as const) {
      const orgUnit = await createOrganisation(em);
      orgUnits.push(orgUnit.code);
      const { id } = await createSubmission(em, { collection, orgUnit, status });
      const rows = orgUnits.length === 1 ? ['{"n": 7}', '{"name": "x", "n": {"$raw": "много"}}'] : [];
      if (orgUnits.length === 2) rows.push('{"name": "x", "n": 1}');
      for (const [i, cells] of rows.entries())
        await execute(
          em,
          `insert into answer_row (submission_id, sheet_id, row_id, order_key, cells) values ($1, 'main', $2, $2, $3::jsonb)`,
          [id, `r${i}`, cells],
        );
    }
    const path = `/api/v1/collections/${collection.id}/participants`;
    const errorsOf = async (query: string) => {
      const items = z
        .array(schemas.participant)
        .parse(await everything(`${path}${query}`, tokens.get(world.federal), 2));
      return orgUnits.map((code) => items.find(({ login }) => login === code)?.errorsLeft);
    };
    expect(await errorsOf('')).toEqual([null, null, null, null]);
    // A name is missing, 7 is too large, «много» is no number.
    expect(await errorsOf('?include=errors')).toEqual([3, 0, 0, null]);
    const { json } = await programs.get(`${path}?include=errors&limit=500`, tokens.get(world.federal));
    expect(pageSchema.parse(json).next).toBeNull();
  });
});

const strictDefinition = {
  format: 1,
  id: 'strict',
  version: 1,
  excelTemplate: false,
  title: 'Строгая форма',
  sheets: [
    {
      id: 'main',
      title: 'Лист',
      rows: { kind: 'open' },
      columns: [
        { id: 'name', title: 'Название', type: 'text', required: true },
        { id: 'n', title: 'Число', type: 'integer', max: 5 },
      ],
    },
  ],
};

describe('large reports', () => {
  it('come whole, in the order of logins, however much is read at once', async () => {
    const em = database.em();
    const collection = await createCollection(em);
    const by = await createUser(em);
    const sizes = new Map<string, number>();
    for (const characters of [10, 400_000, 10, 300_000, 300_000, 10]) {
      const orgUnit = await createOrganisation(em);
      const { id } = await createSubmission(em, { collection, orgUnit, status: 'submitted' });
      // Random, so that it does not shrink when it is stored.
      const name = randomBytes(characters / 2).toString('hex');
      sizes.set(orgUnit.code, name.length);
      await submit(em, id, by.id, 1, () => ({ sheets: { main: [{ id: 'r1', cells: { name } }] } }));
    }
    const { json } = await programs.get(
      `/api/v1/collections/${collection.id}/submissions`,
      tokens.get(world.federal),
    );
    const { items } = z.object({ items: z.array(schemas.submission) }).parse(json);
    expect(
      items.map(({ login, answers }) => [
        login,
        z.string().parse(answers.sheets.main?.[0]?.cells.name).length,
      ]),
    ).toEqual([...sizes].sort(([a], [b]) => (a < b ? -1 : 1)));
  });
});

describe('the document', () => {
  it.each(['ru', 'en'] as const)('is an OpenAPI 3.1 document in %s', async (locale) => {
    const { json, headers } = await programs.get('/api/v1/openapi.json', undefined, {
      headers: { 'Accept-Language': locale },
    });
    const result = await new Validator().validate(z.record(z.unknown()).parse(json));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(json).toMatchObject({ openapi: '3.1.0' });
    expect(headers.get('ETag')).toMatch(/^W\/"/);
    const described = Object.values(apiDocument(locale).paths ?? {}).flatMap(
      ({ get }) => get?.parameters?.map((parameter) => ('name' in parameter ? parameter : null)) ?? [],
    );
    for (const parameter of described) expect(parameter?.description).not.toBe(parameter?.name);
  });

  it('a document that is none is told apart', async () => {
    expect((await new Validator().validate({ ...apiDocument('ru'), info: {} })).valid).toBe(false);
  });

  it('names the routes, and all of them', () => {
    const routed = apiRoutes
      .map(({ path }) => `/${path}`.replaceAll(/:(\w+)/g, '{$1}'))
      .filter((path) => path !== '/api/*' && path !== '/api/v1/openapi.json');
    const described = Object.keys(apiDocument('ru').paths ?? {}).map((path) => `/api/v1${path}`);
    expect(described.sort()).toEqual(routed.sort());
    expect(contracts.map(({ path }) => `/api/v1${path}`).sort()).toEqual(described);
  });

  it('says what every address answers', async () => {
    const token = tokens.get(world.federal);
    const [collectionId = ''] = world.collections;
    const reports = await everything(`/api/v1/collections/${collectionId}/submissions`, token, 50);
    const forms = await everything('/api/v1/forms', token, 50);
    const known: Readonly<Record<string, string>> = {
      collectionId,
      submissionId: String(reports[0]?.id),
      form: String(forms[0]?.form),
      version: '1',
      sheet: 'main',
    };
    const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(
      apiDocument('ru'),
      'document',
    );
    for (const { path, answer, id } of contracts) {
      const address = `/api/v1${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => known[name] ?? '')}`;
      const { status, json, headers } = await programs.get(address, token);
      expect([id, status, headers.get('Content-Type')]).toEqual([id, 200, 'application/json; charset=utf-8']);
      expect(answer.safeParse(json).error).toBeUndefined();
      const pointer = `paths/${path.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/get/responses/200/content/application~1json/schema`;
      const isAsDescribed = ajv.compile({ $ref: `document#/${pointer}` });
      expect([id, isAsDescribed(json), isAsDescribed.errors]).toEqual([id, true, null]);
      expect(isAsDescribed({ ...z.record(z.unknown()).parse(json), more: 1 })).toBe(false);
      // One more field would be told.
      expect(answer.safeParse({ ...z.record(z.unknown()).parse(json), more: 1 }).success).toBe(false);
    }
  });
});

describe('tags', () => {
  it('304 for what has not changed, and a new answer for what has', async () => {
    const token = tokens.get(world.federal);
    const [id = ''] = world.collections;
    for (const path of [
      '/collections',
      `/collections/${id}/submissions`,
      `/collections/${id}/participants`,
    ]) {
      const first = await programs.get(`/api/v1${path}`, token);
      const tag = first.headers.get('ETag') ?? '';
      const again = await programs.get(`/api/v1${path}`, token, { headers: { 'If-None-Match': tag } });
      expect([again.status, again.text, again.headers.get('ETag')]).toEqual([304, '', tag]);
      const listed = { 'If-None-Match': `"x", ${tag.replace('W/', '')}` };
      expect((await programs.get(`/api/v1${path}`, token, { headers: listed })).status).toBe(304);
      const other = await programs.get(`/api/v1${path}`, token, { headers: { 'If-None-Match': '"x"' } });
      expect(other.status).toBe(200);
      const head = await programs.get(`/api/v1${path}`, token, { method: 'HEAD' });
      expect([head.status, head.text, head.headers.get('ETag')]).toEqual([200, '', tag]);
    }
  });

  it('another receipt is another answer', async () => {
    const token = tokens.get(world.federal);
    const [id = ''] = world.collections;
    const path = `/api/v1/collections/${id}/submissions`;
    const before = await programs.get(path, token);
    await database
      .em()
      .getKnex()
      .raw(
        `insert into submission_revision (submission_id, revision, definition_version_id, answers, today, submitted_by, submitted_at)
       select submission_id, revision, definition_version_id, answers, today, submitted_by, now() from submission_revision
        where submission_id in (select id from submission where collection_id = ? and withdrawn_at is null) limit 1`,
        [id],
      );
    const after = await programs.get(path, token, {
      headers: { 'If-None-Match': before.headers.get('ETag') ?? '' },
    });
    expect(after.status).toBe(200);
  });
});
