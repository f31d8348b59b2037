import { describe, expect, it } from 'vitest';
import { execute } from '../../../app/db/sql.server';
import { describeCollectionBlocks } from '../../../app/services/describe-collection-blocks.server';
import { openSubmission } from '../../../app/services/open-submission.server';
import { useDatabase } from '../../support/database';
import {
  createParticipant,
  inSeconds,
  insert,
  joinCollection,
  type Participant,
  save,
  submit,
} from './support';

const database = useDatabase();

const entered = [insert('r1', { name: 'Анна' })];

async function prolong({ collection, user }: Participant, closesAt: Date): Promise<void> {
  await execute(
    database.em(),
    `insert into window_exception (collection_id, org_unit_id, closes_at, reason) values ($1, $2, $3, 'авария')`,
    [collection.id, user.orgUnit.id, closesAt],
  );
}

describe('the window', () => {
  it.each([
    { name: 'open', from: -60, to: 60, outcome: 'saved' },
    { name: 'within the grace of 60 seconds', from: -600, to: -30, outcome: 'saved' },
    { name: 'past the grace', from: -600, to: -61, outcome: 'closed' },
    { name: 'not yet open', from: 30, to: 600, outcome: 'not_yet_open' },
  ])('[A21] $name: $outcome', async ({ from, to, outcome }) => {
    const em = database.em();
    const window = { opensAt: inSeconds(from), closesAt: inSeconds(to) };
    const school = await createParticipant(em, window);
    const expected = {
      saved: { outcome, revision: 1 },
      closed: { outcome, closesAt: window.closesAt.toISOString() },
      not_yet_open: { outcome, opensAt: window.opensAt.toISOString() },
    }[outcome];
    expect(await save(em, school, entered)).toMatchObject(expected!);
    const submitted = await submit(em, school, outcome === 'saved' ? 1 : 0);
    expect(submitted.outcome).toBe(outcome === 'saved' ? 'submitted' : outcome);
  });

  it('[A22] is prolonged for a named organisation only', async () => {
    const em = database.em();
    const school = await createParticipant(em, { opensAt: inSeconds(-7200), closesAt: inSeconds(-3600) });
    const other = await joinCollection(em, school.collection, school.version);
    await prolong(school, inSeconds(3600));
    expect(await save(em, school, entered)).toMatchObject({ outcome: 'saved' });
    expect(await save(em, other, entered)).toMatchObject({ outcome: 'closed' });
    const { collection } = school;
    const [own, others] = await Promise.all(
      [school, other].map(({ viewer }) => describeCollectionBlocks(database.em(), viewer, [collection.id])),
    );
    expect(own?.get(collection.id)?.window).toMatchObject({ state: 'open', prolonged: true });
    expect(others?.get(collection.id)?.window).toMatchObject({ state: 'closed', prolonged: false });
  });

  it('[A22] of an exception never ends before that of all', async () => {
    const em = database.em();
    const school = await createParticipant(em, { opensAt: inSeconds(-7200), closesAt: inSeconds(3600) });
    await prolong(school, inSeconds(-3600));
    expect(await save(em, school, entered)).toMatchObject({ outcome: 'saved' });
    const view = await openSubmission(em, school.viewer, { collectionId: school.collection.id });
    expect(view).toMatchObject({ editable: true, window: { state: 'open', prolonged: false } });
  });

  it('a queue that comes after the end is refused, and what was saved before is there', async () => {
    const em = database.em();
    const school = await createParticipant(em, { opensAt: inSeconds(-7200), closesAt: inSeconds(3600) });
    await save(em, school, entered);
    await execute(em, 'update collection set closes_at = $2 where id = $1', [
      school.collection.id,
      inSeconds(-120),
    ]);
    const late = await save(em, school, [insert('r2', { name: 'Вера' })], { knownRevision: 1 });
    expect(late).toMatchObject({ outcome: 'closed' });
    const view = await openSubmission(em, school.viewer, { collectionId: school.collection.id });
    expect(view).toMatchObject({
      editable: false,
      shows: 'draft',
      status: 'in_progress',
      answers: { sheets: { staff: [{ id: 'r1', cells: { name: 'Анна' } }] } },
    });
  });

  it('is read after the lock: who waits for it past the end is late', async () => {
    const em = database.em();
    const school = await createParticipant(em, { opensAt: inSeconds(-7200), closesAt: inSeconds(3600) });
    const holder = database.em();
    await holder.begin();
    await execute(holder, 'select 1 from submission where id = $1 for update', [school.submission.id]);
    const waiting = save(database.em(), school, entered);
    await execute(holder, 'update collection set closes_at = $2 where id = $1', [
      school.collection.id,
      inSeconds(-120),
    ]);
    await expectWaiting();
    await holder.commit();
    expect(await waiting).toMatchObject({ outcome: 'closed' });
  });
});

/** Until somebody waits for the submission. */
async function expectWaiting(): Promise<void> {
  const waiting = `select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%for update of s'`;
  await expect.poll(() => execute(database.em(), waiting), { timeout: 20_000 }).toBe(1);
}
