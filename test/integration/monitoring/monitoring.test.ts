import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OrgUnit, Submission } from '../../../app/db/entities/index.server';
import { execute, queryRow, queryRows } from '../../../app/db/sql.server';
import { exportCollectionHandler } from '../../../app/jobs/export-collection.handler.server';
import { sweepReportsHandler } from '../../../app/jobs/sweep-reports.handler.server';
import { closeQueue, prepareJobTables } from '../../../app/jobs/queue.server';
import { getLogger } from '../../../app/log.server';
import type { ParticipantQuery, Viewer } from '../../../app/protocol/views';
import { describeCollectionBlocks } from '../../../app/services/describe-collection-blocks.server';
import { findParticipantData } from '../../../app/services/find-participant-data.server';
import { findReport } from '../../../app/services/find-report.server';
import { listNotifications } from '../../../app/services/notifications/list-notifications.server';
import { listParticipants } from '../../../app/services/list-participants.server';
import { openReportFile } from '../../../app/services/open-report-file.server';
import { requestExport } from '../../../app/services/request-export.server';
import { useDatabase } from '../../support/database';
import {
  createCollection,
  createMunicipality,
  createOrganisation,
  createRegion,
  createSubmission,
  createUser,
} from '../../support/factories';
import { viewerOf } from '../../support/viewers';

const database = useDatabase();
const ALL: ParticipantQuery = { sort: 'login', descending: false, page: 1 };
let collectionId: string;
let region: OrgUnit;
let submissions: Submission[];
let regional: Viewer;
let municipal: Viewer;
let federal: Viewer;
let stranger: Viewer;
let school: Viewer;

beforeAll(async () => {
  process.env.DATA_DIR = await mkdtemp(join(tmpdir(), 'sbor-reports-'));
  await prepareJobTables(database.url);
  const em = database.em();
  region = await createRegion(em);
  const municipality = await createMunicipality(em, { region });
  const elsewhere = await createRegion(em);
  const collection = await createCollection(em);
  collectionId = collection.id;
  const statuses = ['submitted', 'submitted', 'in_progress', 'not_started', 'not_started'] as const;
  submissions = [];
  for (const [i, status] of statuses.entries()) {
    const place =
      i === 1 ? { region, municipality: await createMunicipality(em, { region }) } : { region, municipality };
    const orgUnit = await createOrganisation(em, { ...place, title: `Школа №${i} 100%_` });
    submissions.push(await createSubmission(em, { collection, orgUnit, status, ...place }));
    if (i === 0) school = await viewerOf(em, await createUser(em, { orgUnit }));
  }
  const far = await createOrganisation(em, {
    region: elsewhere,
    municipality: await createMunicipality(em, { region: elsewhere }),
  });
  await createSubmission(em, { collection, orgUnit: far, status: 'submitted', region: elsewhere });
  for (const row of await queryRows<{ id: string; definition_version_id: string; code: string }>(
    em,
    `select s.id, s.definition_version_id, o.code from submission s join org_unit o on o.id = s.org_unit_id where s.status = 'submitted'`,
  )) {
    const user = await createUser(em);
    await execute(
      em,
      `insert into submission_revision (submission_id, revision, definition_version_id, answers, today, submitted_by, submitted_at)
       values ($1, 1, $2, $3::jsonb, '2023-05-01', $4, '2023-05-01T09:30:00Z')`,
      [
        row.id,
        row.definition_version_id,
        JSON.stringify({ sheets: { main: [{ id: 'r', cells: { name: `=1+1 ${row.code}` } }] } }),
        user.id,
      ],
    );
  }
  regional = await viewerOf(em, await createUser(em, { role: 'regional', orgUnit: region }));
  municipal = await viewerOf(em, await createUser(em, { role: 'municipal', orgUnit: municipality }));
  stranger = await viewerOf(em, await createUser(em, { role: 'regional', orgUnit: elsewhere }));
  const country = await queryRow<{ id: string }>(
    em,
    `select id from org_unit where kind = 'country' limit 1`,
  );
  federal = await viewerOf(
    em,
    await createUser(em, {
      role: 'federal',
      orgUnit: em.getReference('OrgUnit', country?.id ?? '') as OrgUnit,
    }),
  );
});

const counts = async (viewer: Viewer) =>
  (await describeCollectionBlocks(database.em(), viewer, [collectionId])).get(collectionId)?.counts;

describe('[A38] [A40] counts', () => {
  it('are of the own territory and add up', async () => {
    expect(await counts(regional)).toEqual({ total: 5, notStarted: 2, inProgress: 1, submitted: 2 });
    expect(await counts(municipal)).toEqual({ total: 4, notStarted: 2, inProgress: 1, submitted: 1 });
    expect(await counts(stranger)).toEqual({ total: 1, notStarted: 0, inProgress: 0, submitted: 1 });
    expect(await counts(federal)).toEqual({ total: 6, notStarted: 2, inProgress: 1, submitted: 3 });
    expect(await counts(school)).toBeNull();
  });

  it('[A39] after closing, what was never submitted counts as not begun', async () => {
    const em = database.em();
    await execute(em, `update collection set closes_at = now() - interval '1 minute' where id = $1`, [
      collectionId,
    ]);
    expect(await counts(regional)).toEqual({ total: 5, notStarted: 3, inProgress: 0, submitted: 2 });
    const page = await listParticipants(em, regional, collectionId, { ...ALL, status: 'in_progress' });
    expect(page?.matching).toBe(0);
    await execute(em, `update collection set closes_at = now() + interval '1 day' where id = $1`, [
      collectionId,
    ]);
  });
});

describe('[A41] participants', () => {
  const logins = async (viewer: Viewer, query: Partial<ParticipantQuery> = {}) =>
    (await listParticipants(database.em(), viewer, collectionId, { ...ALL, ...query }))?.rows.map(
      (row) => row.login,
    );

  it('are those of the own territory, sorted', async () => {
    const own = await logins(regional);
    expect(own).toEqual([...(own ?? [])].sort());
    expect(own).toHaveLength(5);
    expect(await logins(municipal)).toHaveLength(4);
    expect(await logins(regional, { descending: true })).toEqual([...(own ?? [])].reverse());
  });

  it('are filtered by status and found by login or title, signs of LIKE included', async () => {
    expect(await logins(regional, { status: 'submitted' })).toHaveLength(2);
    expect(await logins(regional, { search: 'школа №3' })).toHaveLength(1);
    expect(await logins(regional, { search: '100%_' })).toHaveLength(5);
    expect(await logins(regional, { search: '1_0' })).toHaveLength(0);
  });

  it('are hidden from schools, and a collection without own participants is not there', async () => {
    const em = database.em();
    expect(await listParticipants(em, school, collectionId, ALL)).toBeNull();
    expect(await listParticipants(em, regional, 'nonsense', ALL)).toBeNull();
    const other = await createCollection(em);
    expect(await listParticipants(em, regional, other.id, ALL)).toBeNull();
  });

  it('[A40] [A42] show their data to their own coordinators only', async () => {
    const submissionId = submissions[0]?.id ?? '';
    const find = (viewer: Viewer) =>
      findParticipantData(database.em(), viewer, { collectionId, submissionId });
    expect(await find(regional)).toMatchObject({ isDraft: false, hasAnswers: true });
    expect(await find(municipal)).not.toBeNull();
    expect(await find(federal)).not.toBeNull();
    expect(await find(stranger)).toBeNull();
    expect(await find(school)).toBeNull();
  });
});

describe('[A43] [A44] reports', () => {
  const context = () => ({
    em: database.em(),
    log: getLogger(),
    attempt: 1,
    signal: new AbortController().signal,
  });
  const idOf = async (number: number) =>
    (await queryRow<{ id: string }>(database.em(), 'select id from report where number = $1', [number]))
      ?.id ?? '';

  async function request(viewer: Viewer) {
    const report = await requestExport(database.em(), viewer, collectionId);
    if (!report) throw new Error('refused');
    return { ...report, id: await idOf(report.number) };
  }

  async function rowsOf(viewer: Viewer, number: number): Promise<string[][]> {
    const file = await openReportFile(database.em(), viewer, number);
    if (!file) throw new Error('no file');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.read(file.stream);
    const rows: string[][] = [];
    workbook
      .getWorksheet('Лист')
      ?.eachRow((row) => rows.push((row.values as unknown[]).slice(1).map(String)));
    return rows;
  }

  it('hold what was submitted in the territory, text as text, and are announced once', async () => {
    const report = await request(regional);
    await exportCollectionHandler.run({ reportId: report.id }, context());
    await exportCollectionHandler.run({ reportId: report.id }, context());
    const rows = await rowsOf(regional, report.number);
    const submitted = (
      await listParticipants(database.em(), regional, collectionId, { ...ALL, status: 'submitted' })
    )?.rows;
    expect(rows.slice(1).map((row) => row.at(-1))).toEqual(submitted?.map(({ login }) => `=1+1 ${login}`));
    const notifications = await listNotifications(database.em(), regional);
    expect(notifications.items.filter(({ report: about }) => about?.number === report.number)).toHaveLength(
      1,
    );
    // Fetching the file was reading that it is ready.
    expect(notifications.unread).toBe(0);
  });

  it('[A40] belong to who asked: others get neither state nor file', async () => {
    const report = await request(regional);
    await exportCollectionHandler.run({ reportId: report.id }, context());
    for (const viewer of [stranger, municipal, federal, school]) {
      expect(await findReport(database.em(), viewer, report.number)).toBeNull();
      expect(await openReportFile(database.em(), viewer, report.number)).toBeNull();
    }
    expect(await requestExport(database.em(), school, collectionId)).toBeNull();
  });

  it('are formed again when the worker died, and a late worker changes nothing', async () => {
    const report = await request(regional);
    await execute(
      database.em(),
      `update report set status = 'running', attempts = 1, lease_id = gen_random_uuid(), lease_until = now() + interval '1 hour' where id = $1`,
      [report.id],
    );
    await exportCollectionHandler.run({ reportId: report.id }, context());
    expect((await findReport(database.em(), regional, report.number))?.status).toBe('running');
    await execute(
      database.em(),
      `update report set lease_until = now() - interval '1 second' where id = $1`,
      [report.id],
    );
    await sweepReportsHandler.run({}, context());
    const asked = await queryRow<{ n: number }>(
      database.em(),
      `select count(*) as n from agenda_jobs where name = 'export-collection' and data->'payload'->>'reportId' = $1`,
      [report.id],
    );
    expect(asked?.n).toBeGreaterThan(0);
    await exportCollectionHandler.run({ reportId: report.id }, context());
    expect((await findReport(database.em(), regional, report.number))?.status).toBe('ready');
    await closeQueue();
  });

  it('that kill every worker are given up, and say so', async () => {
    const report = await request(regional);
    await execute(database.em(), 'update report set attempts = 3 where id = $1', [report.id]);
    await exportCollectionHandler.run({ reportId: report.id }, context());
    expect((await findReport(database.em(), regional, report.number))?.status).toBe('failed');
    const kinds = (await listNotifications(database.em(), regional)).items.map(({ kind }) => kind);
    expect(kinds).toContain('report_failed');
    await closeQueue();
  });

  it('are kept 30 days', async () => {
    const report = await request(regional);
    await exportCollectionHandler.run({ reportId: report.id }, context());
    await execute(database.em(), `update report set expires_at = now() - interval '1 day' where id = $1`, [
      report.id,
    ]);
    await sweepReportsHandler.run({}, context());
    expect(await openReportFile(database.em(), regional, report.number)).toBeNull();
    await closeQueue();
  });
});
