import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Collection, OrgUnit } from '../../../app/db/entities/index.server';
import { execute, queryRow, queryRows } from '../../../app/db/sql.server';
import type { Viewer } from '../../../app/protocol/views';
import type { ProlongationForm } from '../../../app/protocol/windows';
import { findOwnSubmissions } from '../../../app/db/queries/collections.server';
import { fromMoscowInput, toMoscowInput } from '../../../app/services/windows/moscow-input';
import { previewProlongation, prolong } from '../../../app/services/windows/prolong.server';
import { undoProlongation } from '../../../app/services/windows/undo-prolongation.server';
import { viewWindows } from '../../../app/services/windows/view-windows.server';
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
const DAY = 86_400_000;
const MINUTE = 60_000;
let collection: Collection;
let units: OrgUnit[];
let region: OrgUnit;
let federal: Viewer;
let regional: Viewer;
let school: Viewer;

/** Whole minutes, as people enter them. */
const base = Math.floor(Date.now() / MINUTE) * MINUTE;
const day = (n: number) => new Date(base + n * DAY);
const form = (closesAt: Date, more: Partial<ProlongationForm> = {}): ProlongationForm => ({
  target: 'all',
  unit: '',
  logins: '',
  unfinished: false,
  closesAt: toMoscowInput(closesAt),
  reason: 'Отключение связи',
  ...more,
});

beforeEach(async () => {
  const em = database.em();
  const country = await createCountry(em).catch(() => null);
  region = await createRegion(em);
  const municipality = await createMunicipality(em, { region });
  collection = await createCollection(em, { opensAt: day(-5), closesAt: day(1) });
  units = [];
  for (const status of ['submitted', 'in_progress', 'not_started'] as const) {
    const orgUnit = await createOrganisation(em, { region, municipality });
    units.push(orgUnit);
    await createSubmission(em, { collection, orgUnit, region, municipality, status });
    await createUser(em, { orgUnit });
  }
  const row = await queryRow<{ id: string }>(em, `select id from org_unit where kind = 'country' limit 1`);
  federal = await viewerOf(
    em,
    await createUser(em, {
      role: 'federal',
      orgUnit: country ?? (em.getReference('OrgUnit', row?.id ?? '') as OrgUnit),
    }),
  );
  regional = await viewerOf(em, await createUser(em, { role: 'regional', orgUnit: region }));
  const [first] = units;
  if (first) school = await viewerOf(em, await createUser(em, { orgUnit: first }));
});

const change = (viewer: Viewer, given: ProlongationForm) =>
  prolong(database.em(), viewer, collection.id, given);

async function ends(): Promise<readonly number[]> {
  const found: number[] = [];
  for (const { id } of units) {
    const [own] = await findOwnSubmissions(database.em(), [collection.id], id);
    found.push(((own?.closes_at.getTime() ?? NaN) - base) / DAY);
  }
  return found;
}

async function undoLast() {
  const page = await viewWindows(database.em(), federal, collection.id);
  const id = page?.prolongations.find(({ undone }) => undone === null)?.id ?? '';
  return undoProlongation(database.em(), federal, { collectionId: collection.id, id });
}

describe('[A22] prolonging', () => {
  it('for all, with reason, on record, told to all', async () => {
    expect((await change(federal, form(day(3))))?.ok).toBe(true);
    expect(await ends()).toEqual([3, 3, 3]);
    const events = await queryRows(
      database.em(),
      `select user_id, details->>'reason' as reason, details->>'organisations' as n from audit_event
        where action = 'window_changed' and object_id = $1`,
      [collection.id],
    );
    expect(events).toEqual([{ user_id: federal.userId, reason: 'Отключение связи', n: '3' }]);
    const told = await queryRows<{ details: object }>(
      database.em(),
      `select details from notification where kind = 'prolonged' and collection_id = $1`,
      [collection.id],
    );
    expect(told).toHaveLength(4);
    expect(told[0]?.details).toEqual({ closesAt: day(3).toISOString(), reason: 'Отключение связи' });
  });

  it('for named organisations; logins that take no part are told', async () => {
    const logins = `${units[1]?.code.toUpperCase() ?? ''}; чужая`;
    const preview = await previewProlongation(
      database.em(),
      federal,
      collection.id,
      form(day(4), { target: 'logins', logins }),
    );
    expect(preview?.ok && preview.value).toMatchObject({
      organisations: 1,
      submitted: 0,
      unknown: ['чужая'],
    });
    expect(await ends()).toEqual([1, 1, 1]);
    await change(federal, form(day(4), { target: 'logins', logins }));
    expect(await ends()).toEqual([1, 4, 1]);
  });

  it('for a region, for those who have not submitted', async () => {
    await change(federal, form(day(2), { target: 'territory', unit: region.code, unfinished: true }));
    expect(await ends()).toEqual([1, 2, 2]);
    await change(federal, form(day(3), { unfinished: true }));
    expect(await ends()).toEqual([1, 3, 3]);
  });

  it('opens again what has closed, and says so before', async () => {
    await execute(database.em(), `update collection set closes_at = $2 where id = $1`, [
      collection.id,
      day(-1),
    ]);
    const preview = await previewProlongation(database.em(), federal, collection.id, form(day(1)));
    expect(preview?.ok && preview.value.warnings).toEqual(['reopens']);
    const shorter = await previewProlongation(database.em(), federal, collection.id, form(day(-2)));
    expect(shorter?.ok && shorter.value.warnings).toEqual(['closesNow', 'earlier']);
  });

  it.each<[string, Partial<ProlongationForm>]>([
    ['closesAt', { closesAt: '' }],
    ['closesAt', { closesAt: '2026-02-31T12:00' }],
    ['closesAt', { closesAt: toMoscowInput(day(-9)) }],
    ['reason', { reason: ' ' }],
    ['logins', { target: 'logins', logins: ' , ' }],
    ['unit', { target: 'territory', unit: 'нет' }],
    ['nobody', { target: 'logins', logins: 'никто' }],
    ['notLater', { unfinished: true, closesAt: toMoscowInput(day(0)) }],
  ])('refuses: %s', async (problem, wrong) => {
    const outcome = await change(federal, form(day(2), wrong));
    expect(outcome && !outcome.ok && outcome.error).toEqual([problem]);
    expect(await ends()).toEqual([1, 1, 1]);
  });

  it('is for organizers alone', async () => {
    for (const viewer of [regional, school]) {
      expect(await change(viewer, form(day(2)))).toBeNull();
      expect(await viewWindows(database.em(), viewer, collection.id)).toBeNull();
      const id = collection.id;
      expect(await undoProlongation(database.em(), viewer, { collectionId: id, id })).toBeNull();
    }
  });

  it('one after the other, also at once', async () => {
    await Promise.all(
      [2, 3, 4, 5].map((n) => change(federal, form(day(n), n % 2 === 0 ? {} : { unfinished: true }))),
    );
    const page = await viewWindows(database.em(), federal, collection.id);
    const all = page?.prolongations.filter(({ target }) => target === 'all') ?? [];
    expect(all).toHaveLength(2);
    // Each remembers what it replaced.
    const chain = await queryRows<{ closes_at: Date; previous_closes_at: Date }>(
      database.em(),
      `select closes_at, previous_closes_at from prolongation where collection_id = $1 and target = 'all' order by created_at`,
      [collection.id],
    );
    expect(chain[0]?.previous_closes_at).toEqual(day(1));
    expect(chain[1]?.previous_closes_at).toEqual(chain[0]?.closes_at);
  });
});

describe('undoing', () => {
  it('puts the former ends back and tells so; what was changed again stays', async () => {
    await change(federal, form(day(2), { target: 'logins', logins: units[0]?.code ?? '' }));
    await change(federal, form(day(4), { target: 'territory', unit: region.code }));
    expect(await ends()).toEqual([4, 4, 4]);
    expect(await undoLast()).toBe('undone');
    expect(await ends()).toEqual([2, 1, 1]);
    expect(await undoLast()).toBe('undone');
    expect(await ends()).toEqual([1, 1, 1]);
  });

  it('is refused where a later change stands over it', async () => {
    await change(federal, form(day(2)));
    const first = (await viewWindows(database.em(), federal, collection.id))?.prolongations[0]?.id ?? '';
    await change(federal, form(day(3)));
    const collectionId = collection.id;
    expect(await undoProlongation(database.em(), federal, { collectionId, id: first })).toBe('overtaken');
    expect(await ends()).toEqual([3, 3, 3]);
  });

  it('any history of changes gives the ends that a model gives', async () => {
    const step = fc.record({
      target: fc.constantFrom('all', 'first', 'second'),
      end: fc.integer({ min: 2, max: 9 }),
      undo: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        await execute(database.em(), 'delete from prolongation where collection_id = $1', [collection.id]);
        await execute(database.em(), 'delete from window_exception where collection_id = $1', [
          collection.id,
        ]);
        await execute(database.em(), 'update collection set closes_at = $2 where id = $1', [
          collection.id,
          day(1),
        ]);
        // What each change replaced, the last on top; the end for all, then the own ends.
        let state: { all: number; own: Record<string, number | undefined> } = { all: 1, own: {} };
        const done: (typeof state)[] = [];
        for (const { target, end, undo } of steps) {
          const before = structuredClone(state);
          if (undo) {
            const last = done.pop();
            const outcome = await undoLast();
            expect(outcome).toBe(last ? 'undone' : null);
            if (last) state = last;
            continue;
          }
          const index = target === 'first' ? 0 : 1;
          const given =
            target === 'all' ? {} : { target: 'logins' as const, logins: units[index]?.code ?? '' };
          const outcome = await change(federal, form(day(end), given));
          if (!outcome?.ok) {
            expect(target !== 'all' && end <= state.all).toBe(true);
            continue;
          }
          done.push(before);
          state =
            target === 'all' ? { ...state, all: end } : { ...state, own: { ...state.own, [index]: end } };
        }
        expect(await ends()).toEqual([0, 1, 2].map((i) => Math.max(state.all, state.own[i] ?? 0)));
      }),
      { numRuns: 25 },
    );
  });
});

it('Moscow time as a field gives it, and nothing else', () => {
  expect(fromMoscowInput('2026-11-30T18:00')?.toISOString()).toBe('2026-11-30T15:00:00.000Z');
  for (const wrong of [
    '',
    '2026-11-30',
    '30.11.2026 18:00',
    '2026-13-01T00:00',
    '2026-01-01T24:00',
    '9999-01-01T00:00',
  ])
    expect(fromMoscowInput(wrong)).toBeNull();
});
