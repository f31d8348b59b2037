import { Readable } from 'node:stream';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import type { RouteConfigEntry } from '@remix-run/route-config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSession } from '../../../app/auth/sessions.server';
import { execute, queryRow, queryRows } from '../../../app/db/sql.server';
import { getFileStore } from '../../../app/files/file-store.server';
import { closeQueue, prepareJobTables } from '../../../app/jobs/queue.server';
import type { Role } from '../../../app/protocol/views';
import routes from '../../../app/routes';
import { closeIsolation } from '../../../app/services/workbooks/isolation.server';
import { requestExport } from '../../../app/services/request-export.server';
import { useDataDirectory } from '../../support/data-directory';
import { useDatabase } from '../../support/database';
import {
  createBlock,
  createCollection,
  createCountry,
  createFileOf,
  createMunicipality,
  createOrganisation,
  createPublication,
  createRegion,
  createSubmission,
  createUser,
} from '../../support/factories';
import { viewerOf } from '../../support/viewers';
import { bodyOf, createDelivery, createReceipt, outcomeOf, people, type Person, type Posted } from './walked';
import { ids, reviewed, table } from './walks';

const cookies = new Map<Person, string>();
const database = useDatabase();
useDataDirectory();

interface RouteModule {
  readonly loader?: (args: LoaderFunctionArgs) => unknown;
  readonly action?: (args: ActionFunctionArgs) => unknown;
}

const modules = import.meta.glob<RouteModule>('../../../app/routes/**/*.{ts,tsx}');

async function moduleOf(file: string): Promise<RouteModule> {
  const load = modules[`../../../app/${file}`];
  if (!load) throw new Error(`no module ${file}`);
  return load();
}

const filesOf = (entries: readonly RouteConfigEntry[]): string[] =>
  entries.flatMap(({ file, children = [] }) => [file, ...filesOf(children)]);

beforeAll(async () => {
  await prepareJobTables(database.url);
  const em = database.em();
  const country = await createCountry(em);
  const region = await createRegion(em, { parent: country });
  const municipality = await createMunicipality(em, { region });
  const elsewhere = await createRegion(em, { parent: country });
  const there = await createMunicipality(em, { region: elsewhere });
  const school = await createOrganisation(em, { region, municipality });
  const other = await createOrganisation(em, { region: elsewhere, municipality: there });
  const units = { school, other, municipal: municipality, regional: region, stranger: elsewhere };
  const users = new Map<string, Awaited<ReturnType<typeof createUser>>>();
  const roleOf = (person: Exclude<Person, 'guest'>): Role =>
    person === 'school' || person === 'other' ? 'organisation' : person === 'stranger' ? 'regional' : person;
  for (const person of people) {
    if (person === 'guest') continue;
    const orgUnit = person === 'federal' || person === 'admin' ? country : units[person];
    users.set(person, await createUser(em, { role: roleOf(person), orgUnit }));
  }
  const publication = await createPublication(em, { audience: { regions: [region.id] } });
  const block = await createBlock(em, { publication });
  const audience = { roles: ['organisation'], regions: [region.id] };
  const file = await createFileOf(em, Buffer.from('abc'), { block, audience });
  const collection = await createCollection(em);
  await createBlock(em, { publication, kind: 'collection', collection });
  const { id } = await createSubmission(em, { collection, orgUnit: school, region, municipality });
  const regional = users.get('regional');
  const report = regional && (await requestExport(em, await viewerOf(em, regional), collection.id));
  const by = users.get('school')?.id ?? '';
  const receipt = await createReceipt(em, id, by);
  const underReview = await createSubmission(em, {
    collection: await createCollection(em, { reviewLevels: 'both' }),
    orgUnit: school,
    region,
    municipality,
    status: 'submitted',
  });
  Object.assign(reviewed, {
    submissionId: underReview.id,
    receipt: await createReceipt(em, underReview.id, by),
  });
  await getFileStore().put('reports/ready', Readable.from(['abc']));
  await execute(em, `update report set status = 'ready', storage_key = 'reports/ready'`);
  Object.assign(ids, {
    section: publication.section.getEntity().slug,
    slug: publication.slug,
    fileId: file.id,
    blockId: block.id,
    deliveryId: await createDelivery(em, block.id, users.get('federal')?.id ?? ''),
    collectionId: collection.id,
    submissionId: id,
    number: String(report?.number),
    receipt,
  });
  for (const [person, user] of users) {
    cookies.set(person as Person, (await startSession(user.id)).split(';')[0] ?? '');
  }
});

afterAll(closeQueue);
afterAll(closeIsolation);

function argsOf(
  person: Person,
  posted?: Posted,
  headers: Readonly<Record<string, string>> = {},
  params: Readonly<Record<string, string>> = ids,
): LoaderFunctionArgs {
  const query = `submission=${ids.submissionId}&since=0`;
  const body = posted && bodyOf(posted);
  const request = new Request(`http://sbor.test/lk/somewhere?${query}`, {
    method: posted ? 'POST' : 'GET',
    headers: { Cookie: cookies.get(person) ?? '', 'Sec-Fetch-Site': 'same-origin', ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const context = { cspNonce: 'n', requestId: 'r', clientAddress: '127.0.0.1' };
  return { request, params, context };
}

const named = (path: string): string =>
  path
    .replace(`/lk/storages/${ids.blockId}/deliveries/${ids.deliveryId}`, 'DELIVERY')
    .replace(ids.collectionId, 'COLLECTION')
    .replace(ids.submissionId, 'OWN')
    .replace(reviewed.submissionId, 'SUBMISSION')
    .replace(ids.section, 'SECTION')
    .replace(/receipts\/\d+$/, 'receipts/RECEIPT');

const walked = Object.entries(table);

it('every route is walked', async () => {
  expect(Object.keys(table).sort()).toEqual([...new Set(filesOf(routes))].sort());
  for (const [file, { loader, action }] of walked) {
    const module = await moduleOf(file);
    expect([file, module.loader !== undefined, module.action !== undefined]).toEqual([
      file,
      loader !== undefined,
      action !== undefined,
    ]);
  }
});

describe('everybody gets what the table says', () => {
  it.each(walked.filter(([, walk]) => walk.loader))(
    'reading %s',
    async (file, { loader: expected, params }) => {
      const { loader } = await moduleOf(file);
      for (const person of people) {
        const outcome = await outcomeOf(() => loader?.(argsOf(person, undefined, {}, params?.())), named);
        expect([person, outcome]).toEqual([person, expected?.[person] ?? expected?.rest]);
      }
    },
  );

  it.each(walked.filter(([, walk]) => walk.action))('sending to %s', async (file, walk) => {
    const { action } = await moduleOf(file);
    // Signing out ends the session, which others still need.
    const senders = file.endsWith('logout.ts') ? (['guest'] as const) : people;
    for (const person of senders) {
      const posted = walk.posts?.() ?? { form: {} };
      const outcome = await outcomeOf(() => action?.(argsOf(person, posted, {}, walk.params?.())), named);
      expect([person, outcome]).toEqual([person, walk.action?.[person] ?? walk.action?.rest]);
    }
  });
});

it('nothing but the own school and its coordinators left a trace', async () => {
  const em = database.em();
  const changed = await queryRows<{ org_unit_id: string }>(
    em,
    'select u.org_unit_id from submission_change c join user_account u on u.id = c.user_id',
  );
  const submitted = await queryRow<{ n: number }>(
    em,
    'select count(*) as n from submission_revision where number <> all($1::bigint[])',
    [[Number(ids.receipt), Number(reviewed.receipt)]],
  );
  const renamed = await queryRows<{ role: string }>(
    em,
    `select distinct u.role from audit_event e join user_account u on u.id = e.user_id where e.object_kind in ('file', 'delivery')`,
  );
  expect(renamed).toEqual([{ role: 'federal' }]);
  const exporters = await queryRows<{ role: string }>(
    em,
    'select distinct u.role from report r join user_account u on u.id = r.requested_by order by 1',
  );
  const own = await queryRow<{ org_unit_id: string }>(em, 'select org_unit_id from submission');
  expect(changed).toEqual([own, own]);
  expect(submitted?.n).toBe(1);
  expect(exporters.map(({ role }) => role)).toEqual(['federal', 'municipal', 'regional']);
});

describe('a request from another site is refused before anything is done', () => {
  it.each(walked.filter(([, walk]) => walk.action))('%s', async (file, walk) => {
    const { action } = await moduleOf(file);
    for (const person of people) {
      const posted = walk.posts?.() ?? { form: {} };
      const call = () => action?.(argsOf(person, posted, { 'Sec-Fetch-Site': 'cross-site' }));
      expect([person, await outcomeOf(call, named)]).toEqual([person, 403]);
    }
  });
});
