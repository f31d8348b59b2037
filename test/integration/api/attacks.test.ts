import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startSession } from '../../../app/auth/sessions.server';
import type { OrgUnit, User } from '../../../app/db/entities/index.server';
import { execute, queryRow, queryRows } from '../../../app/db/sql.server';
import { problem } from '../../../app/services/api/schemas.server';
import { listTokens } from '../../../app/services/tokens/list-tokens.server';
import { revokeToken } from '../../../app/services/tokens/revoke-token.server';
import { createToken } from '../../../app/services/tokens/create-token.server';
import { apiScopes } from '../../../app/services/tokens/token-options';
import { useDatabase } from '../../support/database';
import {
  createCollection,
  createCountry,
  createMunicipality,
  createOrganisation,
  createRegion,
  createSubmission,
  createUser,
} from '../../support/factories';
import { viewerOf } from '../../support/viewers';
import { type Answer, tokenOf, usePrograms } from './programs';
import { submit } from './world';

const RATE = 60;
const database = useDatabase();
const programs = usePrograms();
const ids = { collectionId: '', submissionId: '', elsewhere: '' };
let region: OrgUnit;
let country: OrgUnit;
let insider: User;
let stranger: User;
let school: User;

beforeAll(async () => {
  process.env.API_RATE_PER_MINUTE = String(RATE);
  const em = database.em();
  country = await createCountry(em);
  region = await createRegion(em, { parent: country });
  const municipality = await createMunicipality(em, { region });
  const orgUnit = await createOrganisation(em, { region, municipality });
  insider = await createUser(em, { role: 'regional', orgUnit: region });
  stranger = await createUser(em, { role: 'regional', orgUnit: await createRegion(em, { parent: country }) });
  school = await createUser(em, { orgUnit });
  const collection = await createCollection(em);
  const { id } = await createSubmission(em, {
    collection,
    orgUnit,
    region,
    municipality,
    status: 'submitted',
  });
  await submit(em, id, school.id);
  Object.assign(ids, { collectionId: collection.id, submissionId: id });
});

const participants = () => `/api/v1/collections/${ids.collectionId}/participants`;
const codeOf = ({ json }: Answer) => problem.parse(json).type.replace('/lk/api#', '');

describe('what belongs to others', () => {
  it('is as if it were not there', async () => {
    const token = await tokenOf(database.em(), stranger);
    const collection = `/api/v1/collections/${ids.collectionId}`;
    const form = await queryRow<{ form_id: string }>(database.em(), 'select form_id from definition_version');
    for (const path of [
      collection,
      `${collection}/participants`,
      `${collection}/submissions`,
      `/api/v1/submissions/${ids.submissionId}`,
      `/api/v1/forms/${form?.form_id}/versions/1`,
      `/api/v1/forms/${form?.form_id}/versions/1/sheets/main/table-schema`,
    ]) {
      const answer = await programs.get(path, token);
      expect([path, answer.status, codeOf(answer)]).toEqual([path, 404, 'not_found']);
    }
    for (const list of ['collections', 'forms']) {
      const { json } = await programs.get(`/api/v1/${list}`, token);
      expect(json).toEqual({ items: [], next: null });
    }
    const { json } = await programs.get('/api/v1/org-units', token);
    expect(z.object({ items: z.array(z.unknown()) }).parse(json).items).toHaveLength(1);
    expect((await programs.get(collection, await tokenOf(database.em(), insider))).status).toBe(200);
  });

  it('a draft and what a withdrawn participant submitted are told to nobody', async () => {
    const em = database.em();
    const token = await tokenOf(em, insider);
    const orgUnit = await createOrganisation(em, {
      region,
      municipality: await createMunicipality(em, { region }),
    });
    const draft = await createSubmission(em, { orgUnit, region, status: 'in_progress' });
    const gone = await createSubmission(em, {
      orgUnit,
      region,
      status: 'submitted',
      withdrawnAt: new Date(),
    });
    await submit(em, gone.id, school.id);
    for (const { id } of [draft, gone])
      expect((await programs.get(`/api/v1/submissions/${id}`, token)).status).toBe(404);
  });
});

describe('tokens', () => {
  const ask = (token?: string, init?: RequestInit) => programs.get('/api/v1/collections', token, init);

  it('only the header counts: neither a session nor the address', async () => {
    const cookie = (await startSession(insider.id)).split(';')[0] ?? '';
    const token = await tokenOf(database.em(), insider);
    const signedIn = await ask(undefined, { headers: { Cookie: cookie } });
    expect([signedIn.status, codeOf(signedIn)]).toEqual([401, 'token_missing']);
    expect(signedIn.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
    for (const name of ['token', 'access_token', 'api_token']) {
      const inAddress = await programs.get(`/api/v1/collections?${name}=${token}`);
      expect([inAddress.status, codeOf(inAddress)]).toEqual([401, 'token_missing']);
      expect(inAddress.text).not.toContain(token);
      const both = await programs.get(`/api/v1/collections?${name}=${token}`, token);
      expect([both.status, problem.parse(both.json).errors]).toEqual([
        400,
        [{ parameter: name, detail: expect.stringContaining('отзовите') as unknown }],
      ]);
      expect(both.text).not.toContain(token);
    }
    const basic = { headers: { Authorization: `Basic ${Buffer.from(`x:${token}`).toString('base64')}` } };
    expect((await ask(undefined, basic)).status).toBe(401);
  });

  it('made-up, cut and changed ones are refused', async () => {
    const token = await tokenOf(database.em(), insider);
    const changed = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A');
    for (const bad of [
      changed,
      token.slice(0, -1),
      `${token}A`,
      'sbor_',
      "' or 1=1--",
      token.toUpperCase(),
    ]) {
      const answer = await ask(undefined, { headers: { Authorization: `Bearer ${bad}` } });
      expect([bad, answer.status]).toEqual([bad, 401]);
    }
    const { hash } =
      (await queryRow<{ hash: string }>(database.em(), 'select hash from api_token limit 1')) ?? {};
    expect((await ask(hash)).status).toBe(401);
    expect((await ask(token)).status).toBe(200);
  });

  it.each([
    ['revoked', 'update api_token set revoked_at = now() where user_id = $1', null],
    ['expired', 'update api_token set expires_at = now() where user_id = $1', null],
    ['its owner is disabled', 'update user_account set disabled_at = now() where id = $1', null],
    [
      'its owner is a school now',
      `update user_account set role = 'organisation' where id = $1`,
      `update user_account set role = 'federal' where id = $1`,
    ],
    [
      'its owner moved to another unit',
      `update user_account set org_unit_id = (select id from org_unit where kind = 'organisation' limit 1) where id = $1`,
      null,
    ],
  ])('dead at once: %s', async (_, kill, revive) => {
    const em = database.em();
    const owner = await createUser(em, { role: 'federal', orgUnit: country });
    const token = await tokenOf(em, owner);
    expect((await ask(token)).status).toBe(200);
    await execute(em, kill, [owner.id]);
    const answer = await ask(token);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'token_refused']);
    if (revive === null) return;
    // It is the same owner as before: the token was no more than asleep, and reads what they may read.
    await execute(em, revive, [owner.id]);
    expect((await ask(token)).status).toBe(200);
  });

  it('reach what their scopes name, and nothing else', async () => {
    const em = database.em();
    const collection = `/api/v1/collections/${ids.collectionId}`;
    const needs = {
      '/api/v1/collections': 'collections:read',
      [collection]: 'collections:read',
      '/api/v1/forms': 'collections:read',
      [`${collection}/participants`]: 'participants:read',
      [`${collection}/submissions`]: 'submissions:read',
      [`/api/v1/submissions/${ids.submissionId}`]: 'submissions:read',
      '/api/v1/org-units': 'org-units:read',
    } as const;
    for (const scope of apiScopes) {
      const token = await tokenOf(em, insider, [scope]);
      for (const [path, needed] of Object.entries(needs)) {
        const answer = await programs.get(path, token);
        expect([scope, path, answer.status]).toEqual([scope, path, scope === needed ? 200 : 403]);
        if (scope !== needed) {
          expect(answer.headers.get('WWW-Authenticate')).toContain(`scope="${needed}"`);
          expect(problem.parse(answer.json).detail).toContain(needed);
        }
      }
    }
  });

  it('are nobody’s but their owner’s: others neither see nor revoke them; schools and administrators have none', async () => {
    const em = database.em();
    const token = await tokenOf(em, insider);
    const own = await listTokens(em, await viewerOf(em, insider));
    const id = own?.[0]?.id ?? '';
    expect(await listTokens(em, await viewerOf(em, stranger))).not.toContainEqual(
      expect.objectContaining({ id }),
    );
    expect(await revokeToken(em, await viewerOf(em, stranger), id, '127.0.0.1')).toBe(false);
    expect((await ask(token)).status).toBe(200);
    const admin = await createUser(em, { role: 'admin', orgUnit: country });
    for (const user of [school, admin]) {
      const viewer = await viewerOf(em, user);
      expect(await listTokens(em, viewer)).toBeNull();
      expect(await createToken(em, viewer, { name: 'x', scopes: apiScopes, days: 30 }, '')).toBeNull();
    }
    expect(await revokeToken(em, await viewerOf(em, insider), id, '127.0.0.1')).toBe(true);
    expect((await ask(token)).status).toBe(401);
    const audited = await queryRows<{ action: string }>(
      em,
      `select action from audit_event where object_kind = 'api_token' and object_id = $1 order by id`,
      [id],
    );
    expect(audited.map(({ action }) => action)).toEqual(['api_token_created', 'api_token_revoked']);
  });

  it('are stored as hashes, and nowhere in the log', async () => {
    const em = database.em();
    const token = await tokenOf(em, insider);
    await ask(token);
    await programs.get(`/api/v1/collections?token=${token}`, token);
    await programs.get(`/api/v1/collections/${token}`, token);
    await programs.get(`/api/v1/${token}/x`, token);
    const stored = await queryRow<{ all: string }>(
      em,
      `select (select string_agg(t::text, '') from api_token t) || (select string_agg(e::text, '') from audit_event e) as all`,
    );
    const secret = token.slice('sbor_'.length);
    expect(stored?.all).not.toContain(secret);
    const log = programs.log.join('');
    expect(log).toContain('/api/v1/collections');
    expect(log).not.toContain(secret);
    expect(log).not.toContain('Bearer');
  });
});

describe('parameters', () => {
  it.each([
    ['a huge page', 'limit=1000000', 'limit', '500'],
    ['no page', 'limit=0', 'limit', '500'],
    ['a page below', 'limit=-1', 'limit', '500'],
    ['half a row', 'limit=1.5', 'limit', '500'],
    ['no number', 'limit=1%3Bdrop+table+submission', 'limit', '500'],
    ['two limits', 'limit=1&limit=500', 'limit', '500'],
    ['SQL in a status', `status=submitted'%20or%20'1'='1`, 'status', 'in_progress'],
    ['SQL in include', `include=errors'--`, 'include', 'errors'],
    ['an unknown one', `sort=o.code;select`, 'sort', 'параметра'],
    ['a null character', `cursor=%00`, 'cursor', 'next'],
    ['a cursor that is none', 'cursor=abc', 'cursor', 'next'],
    ['a cursor of SQL', `cursor=%27%3B%20select%20pg_sleep(9)--`, 'cursor', 'next'],
    ['an endless cursor', `cursor=${'a'.repeat(5000)}`, 'cursor', 'next'],
  ])('%s', async (_, query, parameter, words) => {
    const token = await tokenOf(database.em(), insider);
    const answer = await programs.get(`${participants()}?${query}`, token);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
    expect(problem.parse(answer.json).errors).toEqual([
      { parameter, detail: expect.stringContaining(words) as unknown },
    ]);
    await execute(database.em(), 'delete from api_token where name = $1', ['Проверка']);
  });

  const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

  it.each([
    ['of another list', '/collections', cursor('participants', 'edu1')],
    ['with no instant', '/collections', cursor('collections', "1'", '00000000-0000-4000-8000-000000000000')],
    ['with no id', '/collections', cursor('collections', '1.000000', "x' or true--")],
    ['with more in it', '/org-units', cursor('org-units', 'a', 'b')],
    ['with a number', '/org-units', cursor('org-units', 1)],
    ['with a null character', '/org-units', cursor('org-units', '\u0000')],
    ['with a version that is too large', '/forms', cursor('forms', 'a', '9'.repeat(10))],
    ['of an object', '/forms', Buffer.from('{"__proto__":{}}').toString('base64url')],
  ])('a cursor %s is refused', async (_, path, made) => {
    const token = await tokenOf(database.em(), insider);
    const answer = await programs.get(`/api/v1${path}?cursor=${made}`, token);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'parameters']);
    await execute(database.em(), 'delete from api_token where name = $1', ['Проверка']);
  });

  it('a made-up cursor shows nothing that is not one’s own', async () => {
    const token = await tokenOf(database.em(), stranger);
    for (const key of ['', 'a', "' or '1'='1", '\uffff', '%']) {
      const made = cursor('org-units', key);
      const { json, status } = await programs.get(`/api/v1/org-units?cursor=${made}`, token);
      expect(status).toBe(200);
      const { items } = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(json);
      for (const { id } of items) expect(id).toBe(stranger.orgUnit.id);
    }
  });

  it('ids that are none are not found', async () => {
    const token = await tokenOf(database.em(), insider);
    for (const id of ["'%20or%20true--", '..%2f..', '0', '%00', 'a'.repeat(3000)])
      for (const path of [`collections/${id}`, `submissions/${id}`, `forms/${id}/versions/1`]) {
        const { status } = await programs.get(`/api/v1/${path}`, token);
        expect([path, status]).toEqual([path, 404]);
      }
    expect((await programs.get('/api/v1/nothing', token)).status).toBe(404);
    expect((await programs.get('/api/v2/collections', token)).status).toBe(404);
  });
});

describe('other requests', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is refused: nothing is written here', async (method) => {
    const token = await tokenOf(database.em(), insider);
    const answer = await programs.get('/api/v1/collections', token, { method });
    expect([answer.status, codeOf(answer), answer.headers.get('Allow')]).toEqual([
      405,
      'method',
      'GET, HEAD, OPTIONS',
    ]);
  });

  it('pages of named sites may read, of others not; no cookies either way', async () => {
    const token = await tokenOf(database.em(), insider);
    const from = (origin: string, method: string) =>
      programs.get('/api/v1/collections', method === 'OPTIONS' ? undefined : token, {
        method,
        headers: { Origin: origin },
      });
    const asked = await from('https://bi.example', 'OPTIONS');
    expect([asked.status, asked.headers.get('Access-Control-Allow-Origin')]).toEqual([
      204,
      'https://bi.example',
    ]);
    expect(asked.headers.get('Access-Control-Allow-Headers')).toContain('Authorization');
    const read = await from('https://bi.example', 'GET');
    expect(read.headers.get('Access-Control-Allow-Origin')).toBe('https://bi.example');
    expect(read.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    expect(read.headers.get('Vary')).toMatch(/Origin/);
    for (const method of ['OPTIONS', 'GET']) {
      const other = await from('https://evil.example', method);
      expect(other.headers.get('Access-Control-Allow-Origin')).toBeNull();
    }
  });

  it('words come in the language that is asked for', async () => {
    const inLanguage = async (language: string) =>
      problem.parse(
        (await programs.get('/api/v1/collections', undefined, { headers: { 'Accept-Language': language } }))
          .json,
      ).title;
    expect(await inLanguage('en-GB,ru;q=0.5')).toBe('A token is needed');
    expect(await inLanguage('de, en;q=0.2, ru;q=0.9')).toBe('Нужен токен');
    expect(await inLanguage('fr')).toBe('Нужен токен');
    expect(await inLanguage('en;q=x,,;;q=0')).toBe('Нужен токен');
  });
});

describe('too many requests', () => {
  it('a token waits for its minute, others do not', async () => {
    const greedy = await tokenOf(database.em(), insider);
    const modest = await tokenOf(database.em(), insider);
    const statuses = [];
    let last: Answer | undefined;
    for (let n = 0; n <= RATE; n++) {
      last = await programs.get('/api/v1/collections?limit=1', greedy);
      statuses.push(last.status);
    }
    expect(statuses.slice(0, RATE).every((status) => status === 200)).toBe(true);
    expect(statuses[RATE]).toBe(429);
    const seconds = Number(last?.headers.get('Retry-After'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(problem.parse(last?.json).detail).toContain(String(seconds));
    expect((await programs.get('/api/v1/collections', modest)).status).toBe(200);
  });

  it('whoever tries tokens that are none waits too', async () => {
    let status = 0;
    for (let n = 0; n <= RATE && status !== 429; n++)
      status = (await programs.get('/api/v1/collections', `sbor_${'x'.repeat(43)}`)).status;
    expect(status).toBe(429);
    expect((await programs.get('/api/v1/collections', await tokenOf(database.em(), insider))).status).toBe(
      200,
    );
  });
});
