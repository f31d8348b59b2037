import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { endWatches, getChangeFeed, openChangeFeed } from '../../../app/db/change-feed.server';
import { execute } from '../../../app/db/sql.server';
import { pullChanges } from '../../../app/services/pull-changes.server';
import { useDatabase } from '../../support/database';
import { createParticipant, insert, type Participant, save, set, submit } from './support';

const database = useDatabase();

const WAIT_MS = 20_000;

function ask(school: Participant, since: number, given: { clientId?: string; signal?: AbortSignal } = {}) {
  return pullChanges(database.em(), school.viewer, {
    collectionId: school.collection.id,
    submissionId: school.submission.id,
    since,
    waitMs: WAIT_MS,
    ...given,
  });
}

describe('waiting for what others change', () => {
  it('is answered at once where there is something already', async () => {
    const school = await createParticipant(database.em());
    await save(database.em(), school, [insert('r1', { name: 'Анна' })]);
    expect(await ask(school, 0)).toMatchObject({ outcome: 'changes', revision: 1, status: 'in_progress' });
  });

  it('is answered when another tab saves, submits, or the window is prolonged', async () => {
    const school = await createParticipant(database.em());
    const first = ask(school, 0);
    await save(database.em(), school, [insert('r1', { name: 'Анна' })]);
    expect(await first).toMatchObject({ revision: 1, changes: [{ revision: 1 }] });
    await save(database.em(), school, [
      set('totals', '01', { number: 3 }),
      set('totals', '02', { number: 1 }),
      set('totals', '03', { number: 2 }),
    ]);
    const submitted = ask(school, 2);
    expect(await submit(database.em(), school, 2)).toMatchObject({ outcome: 'submitted' });
    expect(await submitted).toMatchObject({ status: 'submitted', changes: [] });
  });

  it('passes over what the asking tab has sent itself, and tells it together with the next by somebody else', async () => {
    const school = await createParticipant(database.em());
    const clientId = randomUUID();
    let isAnswered = false;
    const waiting = ask(school, 0, { clientId }).finally(() => (isAnswered = true));
    await save(database.em(), school, [insert('r1', { name: 'Своя' })], { clientId });
    // Told to a second listener after it was told to the first.
    const seen = await getChangeFeed().watch(school.submission.id);
    await execute(database.em(), `select pg_notify('submission_changed', $1)`, [school.submission.id]);
    await seen?.changed;
    seen?.stop();
    expect(isAnswered).toBe(false);
    await save(database.em(), school, [set('staff', 'r1', { hours: 5 })]);
    expect(await waiting).toMatchObject({ revision: 2, changes: [{ clientId }, { revision: 2 }] });
  });

  it('ends when whoever asked has gone', async () => {
    const school = await createParticipant(database.em());
    const gone = new AbortController();
    const waiting = ask(school, 0, { signal: gone.signal });
    gone.abort();
    expect(await waiting).toMatchObject({ outcome: 'changes', changes: [] });
  });

  it('hears what another process announces', async () => {
    const school = await createParticipant(database.em());
    const other = openChangeFeed(database.url);
    const watch = await getChangeFeed().watch(school.submission.id);
    other.announce(school.submission.id);
    await other.close();
    await watch?.changed;
    expect(watch).not.toBeNull();
    watch?.stop();
  });

  it('a lost connection ends the wait, and the next one is answered without waiting', async () => {
    const feed = openChangeFeed(database.url);
    const watch = await feed.watch('any');
    await execute(
      database.em(),
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sbor changes'`,
    );
    await watch?.changed;
    watch?.stop();
    expect(await feed.watch('any')).toBeNull();
    await feed.close();
  });

  it('no more than fifty wait for one submission', async () => {
    const feed = openChangeFeed(database.url);
    const watches = await Promise.all(Array.from({ length: 51 }, () => feed.watch('crowded')));
    expect(watches.filter((watch) => watch === null)).toHaveLength(1);
    watches[0]?.stop();
    expect(await feed.watch('crowded')).not.toBeNull();
    await feed.close();
  });

  it('the last: a server that stops answers everybody who waits', async () => {
    const school = await createParticipant(database.em());
    const watch = await getChangeFeed().watch('begun');
    endWatches();
    await watch?.changed;
    expect(await ask(school, 0)).toMatchObject({ outcome: 'changes', changes: [] });
  });
});
