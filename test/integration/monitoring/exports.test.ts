import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Collection, OrgUnit, Submission } from '../../../app/db/entities/index.server';
import type { EntityManager } from '../../../app/db/orm.server';
import { execute, queryRow, queryRows } from '../../../app/db/sql.server';
import { getFileStore } from '../../../app/files/file-store.server';
import { listTemporaryFolders, makeTemporaryFolder } from '../../../app/files/temporary-folders.server';
import { exportCollectionHandler } from '../../../app/jobs/export-collection.handler.server';
import { closeQueue, prepareJobTables } from '../../../app/jobs/queue.server';
import { sweepReportsHandler } from '../../../app/jobs/sweep-reports.handler.server';
import { getLogger } from '../../../app/log.server';
import { exportFormats, type ExportOptions } from '../../../app/protocol/exports';
import type { Viewer } from '../../../app/protocol/views';
import { cancelReport } from '../../../app/services/cancel-report.server';
import { findReport } from '../../../app/services/find-report.server';
import { listNotifications } from '../../../app/services/notifications/list-notifications.server';
import { openReportFile } from '../../../app/services/open-report-file.server';
import { requestExport } from '../../../app/services/request-export.server';
import { useDataDirectory } from '../../support/data-directory';
import { useDatabase } from '../../support/database';
import { textsIn } from '../../support/exports';
import {
  createCollection,
  createCountry,
  createDefinitionVersion,
  createMunicipality,
  createOrganisation,
  createRegion,
  createSubmission,
  createUser,
} from '../../support/factories';
import { viewerOf } from '../../support/viewers';

const database = useDatabase();
useDataDirectory();
let collection: Collection;
let region: OrgUnit;
let municipality: OrgUnit;
let submissions: Submission[];
let regional: Viewer;
let municipal: Viewer;
let stranger: Viewer;
let school: Viewer;

const definition = (version: number, columns: readonly unknown[]) => ({
  format: 1,
  id: 'grown',
  version,
  title: 'Форма',
  sheets: [{ id: 'main', title: 'Лист', columns }],
});

/** Two municipalities of a region with a school each, and a school elsewhere; the first of them submitted to version 1. */
beforeAll(async () => {
  await prepareJobTables(database.url);
  const em = database.em();
  const country = await createCountry(em);
  region = await createRegion(em, { parent: country });
  municipality = await createMunicipality(em, { region });
  const elsewhere = await createRegion(em, { parent: country });
  const first = await createDefinitionVersion(em, {
    definition: definition(1, [
      { id: 'name', title: 'ФИО', type: 'text' },
      { id: 'phone', title: 'Телефон', type: 'text' },
    ]),
  });
  const second = await createDefinitionVersion(em, {
    form: first.form,
    version: 2,
    definition: definition(2, [{ id: 'person', was: 'name', title: 'ФИО', type: 'text' }]),
  });
  collection = await createCollection(em, { definitionVersion: second });
  submissions = [];
  for (const [i, place] of [
    { region, municipality },
    { region, municipality: await createMunicipality(em, { region }) },
    { region: elsewhere, municipality: await createMunicipality(em, { region: elsewhere }) },
  ].entries()) {
    const orgUnit = await createOrganisation(em, { ...place, code: `edu${i}`, title: `Школа ${i}` });
    const submission = await createSubmission(em, { collection, orgUnit, status: 'submitted', ...place });
    submissions.push(submission);
    const cells = i === 0 ? { name: 'Иванов', phone: '=1' } : { person: `Учитель ${i}` };
    await submitted(em, submission, i === 0 ? first.id : second.id, cells);
  }
  regional = await viewerOf(em, await createUser(em, { role: 'regional', orgUnit: region }));
  municipal = await viewerOf(em, await createUser(em, { role: 'municipal', orgUnit: municipality }));
  stranger = await viewerOf(em, await createUser(em, { role: 'regional', orgUnit: elsewhere }));
  school = await viewerOf(em, await createUser(em));
});

async function submitted(
  em: EntityManager,
  { id }: Submission,
  version: string,
  cells: object,
): Promise<void> {
  await execute(
    em,
    `insert into submission_revision (submission_id, revision, definition_version_id, answers, today, submitted_by, submitted_at)
     values ($1, 1, $2, $3::jsonb, '2023-05-01', $4, '2023-05-01T09:30:00Z')`,
    [id, version, JSON.stringify({ sheets: { main: [{ id: 'r', cells }] } }), (await createUser(em)).id],
  );
}

const context = () => ({
  em: database.em(),
  log: getLogger(),
  attempt: 1,
  signal: new AbortController().signal,
});

async function request(viewer: Viewer, options: ExportOptions = {}) {
  const report = await requestExport(database.em(), viewer, collection.id, options);
  await closeQueue();
  if (!report) throw new Error('refused');
  const row = await queryRow<{ id: string }>(database.em(), 'select id from report where number = $1', [
    report.number,
  ]);
  return { ...report, id: row?.id ?? '' };
}

const form = (id: string) => exportCollectionHandler.run({ reportId: id }, context());

async function fileOf(viewer: Viewer, number: number) {
  const file = await openReportFile(database.em(), viewer, number);
  if (!file) throw new Error('no file');
  return { ...file, bytes: new Uint8Array(await buffer(file.stream)) };
}

/** Lines of the sheet in the CSV of the world, whose they are and when left out. */
async function linesOf(viewer: Viewer, options: ExportOptions = {}): Promise<string[]> {
  const report = await request(viewer, { format: 'csv', ...options });
  await form(report.id);
  const csv = textsIn((await fileOf(viewer, report.number)).bytes).get('main.csv') ?? '';
  return csv
    .trimEnd()
    .split('\r\n')
    .map((line) => line.replace(/^([^,]*),.*(?:_submitted_at|Z),/, '$1,'));
}

const statusOf = async (number: number) => (await findReport(database.em(), regional, number))?.status;
const storedKeys = async (id: string) =>
  queryRow<{ storage_key: string | null }>(database.em(), 'select storage_key from report where id = $1', [
    id,
  ]);

describe('[A43] versions of the form', () => {
  it('columns of the newest version first, then what only older ones have', async () => {
    expect(await linesOf(regional)).toEqual(['_login,person,phone', "edu0,Иванов,'=1", 'edu1,Учитель 1,']);
  });

  it('columns do not depend on whose data are exported', async () => {
    expect(await linesOf(stranger)).toEqual(['_login,person,phone', 'edu2,Учитель 2,']);
  });
});

describe('[A43] selection of organisations', () => {
  const id = (i: number) => submissions[i]?.id ?? '';

  it('named ones, and never beyond the own territory', async () => {
    const chosen = { selection: { submissions: [id(2), id(1), randomUUID()] } };
    expect((await linesOf(regional, chosen)).slice(1)).toEqual(['edu1,Учитель 1,']);
    expect((await linesOf(stranger, chosen)).slice(1)).toEqual(['edu2,Учитель 2,']);
  });

  it('those of a municipality or region', async () => {
    const inMunicipality = { selection: { territory: municipality.id } };
    expect((await linesOf(regional, inMunicipality)).slice(1)).toEqual(["edu0,Иванов,'=1"]);
    expect((await linesOf(regional, { selection: { territory: region.id } })).length).toBe(3);
    expect((await linesOf(stranger, { selection: { territory: region.id } })).slice(1)).toEqual([]);
  });

  it('50,000 are taken; none, too many and what is no id are refused', async () => {
    const many = Array.from({ length: 49_999 }, () => randomUUID());
    expect((await linesOf(regional, { selection: { submissions: [id(0), ...many] } })).length).toBe(2);
    for (const wrong of [[], [...many, id(0), id(1)], ["') or true --"]]) {
      const asked = requestExport(database.em(), regional, collection.id, {
        selection: { submissions: wrong },
      });
      await expect(asked).rejects.toThrow(RangeError);
    }
  });
});

describe.each(exportFormats)('[A43] [A44] a report as %s', (format) => {
  it('is formed anew exactly once after its worker died, and what that left is removed', async () => {
    const report = await request(regional, { format });
    const died = randomUUID();
    const lease = `update report set status = 'running', attempts = 1, lease_id = $2, lease_until = now() + $3::interval where id = $1`;
    await execute(database.em(), lease, [report.id, died, '1 hour']);
    const folder = await makeTemporaryFolder(died);
    await writeFile(join(folder, '0'), 'half');
    await form(report.id);
    expect(await statusOf(report.number)).toBe('running');
    expect(await listTemporaryFolders()).toEqual([died]);
    await execute(database.em(), lease, [report.id, died, '-1 second']);
    await Promise.all([form(report.id), form(report.id)]);
    expect(await statusOf(report.number)).toBe('ready');
    expect(await listTemporaryFolders()).toEqual([]);
    const { items } = await listNotifications(database.em(), regional);
    expect(items.filter(({ report: about }) => about?.number === report.number)).toHaveLength(1);
    const { name, mediaType, bytes, sizeBytes } = await fileOf(regional, report.number);
    expect(bytes.length).toBe(sizeBytes);
    expect([...bytes.slice(0, 2)]).toEqual([0x50, 0x4b]);
    expect(name).toMatch(format === 'xlsx' ? /\.xlsx$/ : /\.zip$/);
    expect(mediaType).toMatch(format === 'xlsx' ? /spreadsheetml/ : /zip/);
  });

  it('is cancelled while it is formed: no file, no notification, nothing on the way', async () => {
    const report = await request(regional, { format });
    const store = getFileStore();
    const put = store.put.bind(store);
    const spy = vi.spyOn(store, 'put').mockImplementationOnce(async (key, source) => {
      expect(await cancelReport(database.em(), regional, report.number)).toBe('cancelled');
      return put(key, source);
    });
    onTestFinished(() => spy.mockRestore());
    await form(report.id);
    expect(await statusOf(report.number)).toBe('cancelled');
    expect(await listTemporaryFolders()).toEqual([]);
    const [key] = spy.mock.calls[0] ?? [''];
    expect(await store.open(key)).toBeNull();
    expect(await storedKeys(report.id)).toEqual({ storage_key: null });
    const { items } = await listNotifications(database.em(), regional);
    expect(items.filter(({ report: about }) => about?.number === report.number)).toEqual([]);
  });
});

describe('cancelling', () => {
  it('a report that waits is never formed, by no sweeper either; who did it is kept', async () => {
    const report = await request(regional);
    expect(
      (await listNotifications(database.em(), regional)).unfinished.map(({ number }) => number),
    ).toContain(report.number);
    expect(await cancelReport(database.em(), regional, report.number)).toBe('cancelled');
    expect(await cancelReport(database.em(), regional, report.number)).toBe('cancelled');
    await execute(database.em(), `update report set created_at = now() - interval '1 hour' where id = $1`, [
      report.id,
    ]);
    await sweepReportsHandler.run({}, context());
    await closeQueue();
    await form(report.id);
    expect(await statusOf(report.number)).toBe('cancelled');
    expect((await listNotifications(database.em(), regional)).unfinished).toEqual([]);
    const events = await queryRows(
      database.em(),
      `select user_id, action from audit_event where object_id = $1 order by id`,
      [report.id],
    );
    expect(events).toEqual([
      { user_id: regional.userId, action: 'export_requested' },
      { user_id: regional.userId, action: 'export_cancelled' },
    ]);
  });

  it('comes too late for a finished report, whose file stays', async () => {
    const report = await request(regional);
    await form(report.id);
    expect(await cancelReport(database.em(), regional, report.number)).toBe('finished');
    expect((await fileOf(regional, report.number)).sizeBytes).toBeGreaterThan(0);
  });

  it('[A40] is for who asked alone', async () => {
    const report = await request(regional);
    for (const viewer of [municipal, stranger, school])
      expect(await cancelReport(database.em(), viewer, report.number)).toBeNull();
    expect(await statusOf(report.number)).toBe('queued');
  });
});

it('[A43] progress counts organisations', async () => {
  const report = await request(regional, { format: 'jsonl' });
  await form(report.id);
  const row = await queryRow<{ done: number; total: number }>(
    database.em(),
    'select done, total from report where id = $1',
    [report.id],
  );
  expect(row).toEqual({ done: 2, total: 2 });
});
