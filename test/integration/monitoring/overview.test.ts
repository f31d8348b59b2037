import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Collection, OrgUnit, Submission } from '../../../app/db/entities/index.server';
import { execute, queryRow } from '../../../app/db/sql.server';
import type { MonitoringPage, MonitoringQuery } from '../../../app/protocol/monitoring';
import type { ParticipantCounts, Viewer } from '../../../app/protocol/views';
import { listParticipants } from '../../../app/services/list-participants.server';
import { changeRoster } from '../../../app/services/monitoring/roster.server';
import { viewMonitoring } from '../../../app/services/monitoring/view-monitoring.server';
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

const database = useDatabase();
const usual: MonitoringQuery = { sort: 'title', descending: false, step: 'day' };
const HOUR = 3_600_000;
const REGIONS = 2;
const MUNICIPALITIES = 2;
const EACH = 3;

let country: OrgUnit;
let regions: OrgUnit[];
let municipalities: OrgUnit[];
let organisations: OrgUnit[];
let collection: Collection;
let submissions: Submission[];
let federal: Viewer;
let regional: Viewer;
let municipal: Viewer;
let school: Viewer;

beforeAll(async () => {
  const em = database.em();
  country = await createCountry(em);
  collection = await createCollection(em, {
    opensAt: new Date(Date.now() - 50 * HOUR),
    closesAt: new Date(Date.now() + 50 * HOUR),
  });
  regions = [];
  municipalities = [];
  organisations = [];
  submissions = [];
  for (let r = 0; r < REGIONS; r++) {
    const region = await createRegion(em, { parent: country, title: `Область ${r}` });
    regions.push(region);
    const places: (OrgUnit | null)[] = [null];
    for (let m = 0; m < MUNICIPALITIES; m++) {
      const municipality = await createMunicipality(em, { region, parent: region, title: `Район ${r}.${m}` });
      municipalities.push(municipality);
      places.push(municipality);
    }
    for (const municipality of places) {
      for (let i = 0; i < EACH; i++) {
        const orgUnit = await createOrganisation(em, {
          parent: municipality ?? region,
          region,
          municipality,
        });
        organisations.push(orgUnit);
        submissions.push(await createSubmission(em, { collection, orgUnit, region, municipality }));
      }
    }
  }
  const viewerIn = async (role: Viewer['role'], orgUnit: OrgUnit | undefined) => {
    if (!orgUnit) throw new Error('no unit');
    return viewerOf(em, await createUser(em, { role, orgUnit }));
  };
  federal = await viewerIn('federal', country);
  regional = await viewerIn('regional', regions[0]);
  municipal = await viewerIn('municipal', municipalities[0]);
  school = await viewerIn('organisation', organisations[0]);
});

const view = (viewer: Viewer, query: Partial<MonitoringQuery> = {}) =>
  viewMonitoring(database.em(), viewer, collection.id, { ...usual, ...query });

async function seen(viewer: Viewer, query: Partial<MonitoringQuery> = {}): Promise<MonitoringPage> {
  const page = await view(viewer, query);
  if (!page) throw new Error('nothing to see');
  return page;
}

const sum = (all: readonly ParticipantCounts[]): ParticipantCounts => ({
  total: all.reduce((n, { total }) => n + total, 0),
  notStarted: all.reduce((n, { notStarted }) => n + notStarted, 0),
  inProgress: all.reduce((n, { inProgress }) => n + inProgress, 0),
  submitted: all.reduce((n, { submitted }) => n + submitted, 0),
});

/** What may happen to a participant, or to all. */
const actions = {
  start: `update submission set status = 'in_progress', started_at = now(), changed_at = now(), revision = 1
           where id = $1 and status = 'not_started'`,
  submit: `update submission set status = 'submitted', started_at = coalesce(started_at, now()), submitted_at = now(),
             first_submitted_at = coalesce(first_submitted_at, now()), revision = greatest(revision, 1),
             submitted_revision = greatest(revision, 1) where id = $1`,
  withdraw: `update submission set withdrawn_at = now() where id = $1`,
  bringBack: `update submission set withdrawn_at = null where id = $1`,
  prolong: `insert into window_exception (collection_id, org_unit_id, closes_at, reason)
            select collection_id, org_unit_id, now() + interval '2 days', 'Проверка' from submission where id = $1
            on conflict (collection_id, org_unit_id) do nothing`,
  close: `update collection set closes_at = now() - interval '1 hour' where id = (select collection_id from submission where id = $1)`,
  open: `update collection set closes_at = now() + interval '2 days' where id = (select collection_id from submission where id = $1)`,
} as const;
type Happening = readonly [keyof typeof actions, number];

async function reset(): Promise<void> {
  const em = database.em();
  await execute(em, 'delete from window_exception where collection_id = $1', [collection.id]);
  await execute(em, `update collection set closes_at = now() + interval '2 days' where id = $1`, [
    collection.id,
  ]);
  await execute(
    em,
    `update submission set status = 'not_started', started_at = null, changed_at = null, submitted_at = null,
            first_submitted_at = null, revision = 0, submitted_revision = null, withdrawn_at = null where collection_id = $1`,
    [collection.id],
  );
}

/** The same by hand, from what happened. */
function expected(happenings: readonly Happening[], members: readonly number[]): ParticipantCounts {
  const states = submissions.map(() => ({ status: 'notStarted', withdrawn: false, prolonged: false }));
  let isClosed = false;
  for (const [action, n] of happenings) {
    const state = states[n];
    if (!state) continue;
    if (action === 'start' && state.status === 'notStarted') state.status = 'inProgress';
    if (action === 'submit') state.status = 'submitted';
    if (action === 'withdraw') state.withdrawn = true;
    if (action === 'bringBack') state.withdrawn = false;
    if (action === 'prolong') state.prolonged = true;
    if (action === 'close') isClosed = true;
    if (action === 'open') isClosed = false;
  }
  const counts = { total: 0, notStarted: 0, inProgress: 0, submitted: 0 };
  for (const n of members) {
    const state = states[n];
    if (!state || state.withdrawn) continue;
    const isFolded = state.status === 'inProgress' && isClosed && !state.prolonged;
    counts.total += 1;
    counts[isFolded ? 'notStarted' : (state.status as 'notStarted' | 'inProgress' | 'submitted')] += 1;
  }
  return counts;
}

const members = (belongs: (n: number) => boolean) => submissions.map((_, n) => n).filter(belongs);
const A_REGION = (MUNICIPALITIES + 1) * EACH;

describe('[A38] [A39] [A40] counts of every level', () => {
  it('add up after anything that may happen', async () => {
    const happening = fc.tuple(
      fc.constantFrom(...(Object.keys(actions) as (keyof typeof actions)[])),
      fc.integer({ min: 0, max: REGIONS * A_REGION - 1 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (happenings) => {
        await reset();
        for (const [action, n] of happenings)
          await execute(database.em(), actions[action], [submissions[n]?.id ?? '']);
        const whole = expected(
          happenings,
          members(() => true),
        );
        if (whole.total === 0) return expect(await view(federal)).toBeNull();
        const page = await seen(federal);
        expect(page.counts).toEqual(whole);
        expect(whole.total).toBe(whole.notStarted + whole.inProgress + whole.submitted);
        expect(sum(page.territories.map(({ counts }) => counts))).toEqual(page.counts);
        for (const [r, region] of regions.entries()) {
          const ofRegion = expected(
            happenings,
            members((n) => Math.floor(n / A_REGION) === r),
          );
          if (ofRegion.total === 0) continue;
          const below = await seen(federal, { unit: region.code });
          expect(below.counts).toEqual(ofRegion);
          expect(page.territories.find(({ territory }) => territory?.code === region.code)?.counts).toEqual(
            ofRegion,
          );
          expect(sum(below.territories.map(({ counts }) => counts))).toEqual(ofRegion);
          expect(below.progress.points.at(-1)?.submitted).toBe(ofRegion.submitted);
        }
      }),
      { numRuns: 40 },
    );
    await reset();
  });
});

describe('[A38] drill-down', () => {
  beforeAll(async () => {
    await reset();
    for (const n of [0, 3, 4, 6]) await execute(database.em(), actions.submit, [submissions[n]?.id ?? '']);
  });

  it('leads from the country to a municipality, each with its way up', async () => {
    const region = await seen(federal, { unit: regions[0]?.code ?? '' });
    expect(region.path.map(({ kind }) => kind)).toEqual(['country', 'region']);
    expect(region.parent?.kind).toBe('country');
    expect(region.territories.map(({ territory }) => territory?.title ?? null)).toEqual([
      null,
      'Район 0.0',
      'Район 0.1',
    ]);
    const municipality = await seen(federal, { unit: municipalities[0]?.code ?? '' });
    expect(municipality.path.map(({ kind }) => kind)).toEqual(['country', 'region', 'municipality']);
    expect(municipality.counts).toEqual({ total: 3, notStarted: 1, inProgress: 0, submitted: 2 });
    expect(municipality.territories).toEqual([]);
    const page = await listParticipants(database.em(), federal, collection.id, {
      sort: 'login',
      descending: false,
      page: 1,
      unit: municipalities[0]?.code ?? '',
    });
    expect(page?.counts).toEqual(municipality.counts);
    expect(page?.rows).toHaveLength(3);
  });

  it('shows nobody more than their own', async () => {
    expect((await seen(regional)).path.map(({ title }) => title)).toEqual(['Область 0']);
    expect((await seen(regional, { unit: municipalities[1]?.code ?? '' })).counts.total).toBe(EACH);
    expect(await view(regional, { unit: regions[1]?.code ?? '' })).toBeNull();
    expect(await view(regional, { unit: municipalities[2]?.code ?? '' })).toBeNull();
    expect(await view(regional, { unit: country.code })).toBeNull();
    expect(await view(municipal, { unit: regions[0]?.code ?? '' })).toBeNull();
    expect(await view(municipal, { unit: 'нет такой' })).toBeNull();
    expect((await seen(municipal)).counts.total).toBe(EACH);
    expect(await view(school)).toBeNull();
  });

  it('compares territories by any column, both ways', async () => {
    const shares = async (query: Partial<MonitoringQuery>) =>
      (await seen(federal, query)).territories.map(({ counts }) => counts.submitted);
    expect(await shares({ sort: 'share' })).toEqual([0, 4]);
    expect(await shares({ sort: 'share', descending: true })).toEqual([4, 0]);
    expect(await shares({ sort: 'notStarted' })).toEqual([4, 0]);
  });

  it('its course ends where it stands, with the level above beside it', async () => {
    for (const step of ['day', 'hour'] as const) {
      const { progress, counts } = await seen(regional, { step });
      const last = progress.points.at(-1);
      expect(last?.submitted).toBe(counts.submitted);
      expect(last?.begun).toBe(counts.submitted + counts.inProgress);
      expect(last?.parentShare).toBeCloseTo((4 / 18) * 100);
      expect(progress.points.reduce((n, { added }) => n + added, 0)).toBe(4);
    }
  });
});

describe('[A38] the expected list', () => {
  const change = (viewer: Viewer, kind: 'added' | 'withdrawn', logins: string, reason = 'Реорганизация') =>
    changeRoster(database.em(), viewer, collection.id, { kind, logins, reason });

  it('is changed by organizers alone, with a reason, and the change is on record', async () => {
    const [first, second] = organisations;
    const logins = `${first?.code ?? ''}\n${second?.code.toUpperCase() ?? ''}, неизвестный`;
    expect(await change(regional, 'withdrawn', logins)).toBeNull();
    expect((await change(federal, 'withdrawn', logins, '  '))?.problems).toEqual(['reason']);
    expect((await change(federal, 'withdrawn', ' '))?.problems).toEqual(['logins']);
    const before = (await seen(federal)).counts.total;
    const outcome = await change(federal, 'withdrawn', logins);
    expect(outcome?.changed.toSorted()).toEqual([first?.code, second?.code].toSorted());
    expect(outcome?.unknown).toEqual(['неизвестный']);
    expect((await seen(federal)).counts.total).toBe(before - 2);
    const event = await queryRow(
      database.em(),
      `select user_id, details->>'reason' as reason from audit_event where action = 'participants_withdrawn' and object_id = $1`,
      [collection.id],
    );
    expect(event).toEqual({ user_id: federal.userId, reason: 'Реорганизация' });
    expect((await change(federal, 'added', logins))?.changed).toHaveLength(2);
    expect((await change(federal, 'added', logins))?.same).toHaveLength(2);
    expect((await seen(federal)).counts.total).toBe(before);
  });

  it('takes in organisations that were not there', async () => {
    const orgUnit = await createOrganisation(database.em(), {
      region: regions[1],
      municipality: municipalities[2],
    });
    expect((await change(federal, 'added', orgUnit.code))?.changed).toEqual([orgUnit.code]);
    const page = await seen(federal, { unit: municipalities[2]?.code ?? '' });
    expect(page.counts.total).toBe(EACH + 1);
    await change(federal, 'withdrawn', orgUnit.code);
  });
});
