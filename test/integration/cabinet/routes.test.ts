import { randomUUID } from 'node:crypto';
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
  createFile,
  createMunicipality,
  createOrganisation,
  createPublication,
  createRegion,
  createSubmission,
  createUser,
} from '../../support/factories';
import { viewerOf } from '../../support/viewers';

/** `school` takes part; `other` is a school elsewhere, `stranger` the coordinator of that region. */
const people = ['guest', 'school', 'other', 'municipal', 'regional', 'stranger', 'federal', 'admin'] as const;
type Person = (typeof people)[number];

/** A status; where a page leads to; `login` for the login page that leads back afterwards. */
type Outcome = number | string;
type Outcomes = Readonly<Partial<Record<Person, Outcome>>> & { readonly rest: Outcome };

interface Posted {
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Sent beside the form as `file`. */
  readonly file?: string;
}

interface Walk {
  readonly loader?: Outcomes;
  readonly action?: Outcomes;
  readonly posts?: () => Posted;
}

const ids = {
  section: '',
  slug: '',
  fileId: '',
  collectionId: '',
  submissionId: '',
  number: '',
  receipt: '',
  revision: '1',
  sheet: 'main',
  row: 'new',
};
const cookies = new Map<Person, string>();
const database = useDatabase();
useDataDirectory();

const everybody: Outcomes = { guest: 'login', rest: 200 };
const watchers = (allowed: Outcome, guest: Outcome = 'login'): Outcomes => ({
  guest,
  municipal: allowed,
  regional: allowed,
  federal: allowed,
  rest: 404,
});
const participant = (allowed: Outcome, others: Outcome, guest: Outcome = 401): Outcomes => ({
  guest,
  school: allowed,
  rest: others,
});
const ownReport: Outcomes = { guest: 'login', regional: 200, rest: 404 };
const newRow = () => ({
  kind: 'insertRows',
  sheet: 'main',
  after: null,
  rows: [{ id: randomUUID(), cells: {} }],
});

/** Every route, and what everybody gets there. Submitting comes before saving: it names the revision. */
const table: Readonly<Record<string, Walk>> = {
  'routes/home.ts': { loader: { rest: '/lk' } },
  'routes/unknown.tsx': { loader: { rest: 404 } },
  'routes/cabinet/unknown.tsx': { loader: { rest: 404 } },
  'routes/cabinet/boundary.tsx': {},
  'routes/cabinet/layout.tsx': { loader: everybody },
  'routes/cabinet/start.ts': { loader: { guest: 'login', rest: '/lk/publications/SECTION' } },
  'routes/cabinet/preferences.tsx': {
    loader: everybody,
    action: { rest: '/lk/preferences' },
    posts: () => ({ form: { locale: 'ru' } }),
  },
  'routes/notifications/notifications.tsx': { loader: everybody, action: everybody },
  'routes/publications/section.tsx': { loader: everybody },
  'routes/publications/publication.tsx': {
    loader: { guest: 'login', other: 404, stranger: 404, rest: 200 },
  },
  'routes/files/file.ts': {
    loader: { guest: 'login', other: 404, stranger: 404, municipal: 403, regional: 403, rest: 200 },
  },
  'routes/monitoring/participants.tsx': { loader: watchers(200) },
  'routes/monitoring/participant.tsx': { loader: watchers(200) },
  'routes/monitoring/export.ts': {
    loader: { rest: '/lk/collections/COLLECTION/participants' },
    action: watchers('/lk/notifications'),
  },
  'routes/monitoring/report.ts': { loader: { ...ownReport, guest: 401 } },
  'routes/monitoring/report-file.ts': { loader: ownReport },
  'routes/filling/table.tsx': { loader: participant(200, 404, 'login') },
  'routes/filling/submitted.ts': { loader: participant(200, 409) },
  'routes/filling/history.ts': { loader: { ...watchers(200, 401), school: 200 } },
  // Nothing has been edited yet: there is no such state.
  'routes/filling/past-state.ts': { loader: { guest: 401, rest: 404 } },
  'routes/receipts/receipt.tsx': { loader: { ...watchers(200), school: 200 } },
  'routes/filling/changes.ts': { loader: participant(200, 409) },
  'routes/filling/plain.tsx': {
    loader: participant(200, 404, 'login'),
    action: participant('/lk/receipts/RECEIPT', 404, 'login'),
    posts: () => ({ form: { submissionId: ids.submissionId, version: '1', revision: '0' } }),
  },
  'routes/filling/submit.ts': {
    action: participant(200, 409),
    posts: () => ({ json: { submissionId: ids.submissionId, definitionVersion: 1, revision: 0 } }),
  },
  'routes/filling/workbook.ts': { loader: participant(200, 404, 'login') },
  // What is sent is no workbook, which only the participant gets to hear.
  'routes/filling/workbook-read.ts': {
    action: participant(422, 409),
    posts: () => ({ form: { submissionId: ids.submissionId }, file: 'text' }),
  },
  'routes/filling/workbook-marked.ts': {
    action: participant(422, 409),
    posts: () => ({ form: { submissionId: ids.submissionId, marks: '[]' }, file: 'text' }),
  },
  'routes/filling/refresh.ts': {
    action: participant(200, 409),
    posts: () => ({
      json: {
        submissionId: ids.submissionId,
        revision: 0,
        sources: { form: '', organisation: '', window: '', previous: '' },
      },
    }),
  },
  'routes/filling/edits.ts': {
    action: participant(200, 409),
    posts: () => ({
      json: {
        submissionId: ids.submissionId,
        definitionVersion: 1,
        clientId: randomUUID(),
        clientSeq: 1,
        knownRevision: 0,
        edits: [newRow()],
      },
    }),
  },
  'routes/filling/plain-row.tsx': {
    loader: participant(200, 404, 'login'),
    action: participant('/lk/collections/COLLECTION/plain#sheet-main', 404, 'login'),
    posts: () => ({
      form: {
        submissionId: ids.submissionId,
        clientId: randomUUID(),
        version: '1',
        revision: '0',
        row: `r${randomUUID()}`,
        isNew: 'yes',
        intent: 'save',
        'was:name': '[]',
        'cell:name': 'Школа',
      },
    }),
  },
  // Signing in and out is for everybody; what comes of it is told by the tests of signing in.
  'routes/sign-in/login.tsx': {
    loader: { guest: 200, rest: '/lk' },
    action: { rest: 400 },
    posts: () => ({ form: {} }),
  },
  'routes/sign-in/logout.ts': { loader: { rest: '/lk' }, action: { rest: '/login' } },
};

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
  const file = await createFile(em, {
    block: await createBlock(em, { publication }),
    audience: { roles: ['organisation'], regions: [region.id] },
  });
  await getFileStore().put(file.storageKey, Readable.from(['abc']));
  const collection = await createCollection(em);
  await createBlock(em, { publication, kind: 'collection', collection });
  const { id } = await createSubmission(em, { collection, orgUnit: school, region, municipality });
  const regional = users.get('regional');
  const report = regional && (await requestExport(em, await viewerOf(em, regional), collection.id));
  const receipt = await queryRow<{ number: number }>(
    em,
    `insert into submission_revision
            (submission_id, revision, definition_version_id, answers, today, submitted_by, submitted_at)
     select s.id, 0, s.definition_version_id, '{"sheets":{}}', current_date, $2, now() from submission s where s.id = $1
     returning number`,
    [id, users.get('school')?.id ?? ''],
  );
  await getFileStore().put('reports/ready', Readable.from(['abc']));
  await execute(em, `update report set status = 'ready', storage_key = 'reports/ready'`);
  Object.assign(ids, {
    section: publication.section.getEntity().slug,
    slug: publication.slug,
    fileId: file.id,
    collectionId: collection.id,
    submissionId: id,
    number: String(report?.number),
    receipt: String(receipt?.number),
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
): LoaderFunctionArgs {
  const query = `submission=${ids.submissionId}&since=0`;
  const body = posted && bodyOf(posted);
  const request = new Request(`http://sbor.test/lk/somewhere?${query}`, {
    method: posted ? 'POST' : 'GET',
    headers: { Cookie: cookies.get(person) ?? '', 'Sec-Fetch-Site': 'same-origin', ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const context = { cspNonce: 'n', requestId: 'r', clientAddress: '127.0.0.1' };
  return { request, params: ids, context };
}

function bodyOf({ form = {}, json, file }: Posted): BodyInit {
  if (json !== undefined) return JSON.stringify(json);
  if (file === undefined) return new URLSearchParams(form);
  const body = new FormData();
  for (const [name, value] of Object.entries(form)) body.set(name, value);
  body.set('file', new Blob([file]), 'file.xlsx');
  return body;
}

async function outcomeOf(call: () => unknown): Promise<Outcome> {
  let answer: unknown;
  try {
    answer = await call();
  } catch (thrown) {
    if (thrown instanceof Error) throw thrown;
    answer = thrown;
  }
  if (answer instanceof Response) {
    await answer.body?.cancel();
    const location = answer.headers.get('Location');
    if (location === null) return answer.status;
    return location.startsWith('/login?returnTo=') ? 'login' : named(location);
  }
  const init = typeof answer === 'object' && answer !== null && 'init' in answer ? answer.init : null;
  return typeof init === 'object' && init !== null && 'status' in init ? Number(init.status) : 200;
}

const named = (path: string): string =>
  path
    .replace(ids.collectionId, 'COLLECTION')
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
  it.each(walked.filter(([, walk]) => walk.loader))('reading %s', async (file, { loader: expected }) => {
    const { loader } = await moduleOf(file);
    for (const person of people) {
      const outcome = await outcomeOf(() => loader?.(argsOf(person)));
      expect([person, outcome]).toEqual([person, expected?.[person] ?? expected?.rest]);
    }
  });

  it.each(walked.filter(([, walk]) => walk.action))('sending to %s', async (file, walk) => {
    const { action } = await moduleOf(file);
    // Signing out ends the session, which others still need.
    const senders = file.endsWith('logout.ts') ? (['guest'] as const) : people;
    for (const person of senders) {
      const outcome = await outcomeOf(() => action?.(argsOf(person, walk.posts?.() ?? { form: {} })));
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
    'select count(*) as n from submission_revision where number <> $1',
    [Number(ids.receipt)],
  );
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
      expect([person, await outcomeOf(call)]).toEqual([person, 403]);
    }
  });
});
