import { describe, expect, it } from 'vitest';
import { closeChangeFeed, endWatches, getChangeFeed } from '../../../app/db/change-feed.server';
import type { Viewer } from '../../../app/protocol/views';
import { announceTo } from '../../../app/services/notifications/announce.server';
import { followLive, type LiveEvent } from '../../../app/services/notifications/live-events.server';
import { useDatabase } from '../../support/database';
import { createCollection, createCountry, createUser } from '../../support/factories';
import { viewerOf } from '../../support/viewers';

const database = useDatabase();

async function person(role: Viewer['role'] = 'organisation'): Promise<Viewer> {
  const em = database.em();
  const place = role === 'federal' ? { orgUnit: await createCountry(em, { code: `RU-${role}` }) } : {};
  return viewerOf(em, await createUser(em, { role, ...place }));
}

/** The next event; undefined at the end. */
async function toldBy(events: AsyncGenerator<LiveEvent>): Promise<LiveEvent | undefined> {
  const next = await events.next();
  return next.done === true ? undefined : next.value;
}

async function follow(viewer: Viewer, collectionId: string | null = null) {
  const gone = new AbortController();
  const events = await followLive(viewer, { collectionId, signal: gone.signal });
  if (events === null) throw new Error('nothing can be told');
  expect(await toldBy(events)).toBe('opened');
  return {
    next: () => toldBy(events),
    /** Ends it; what was told until then. */
    leave: async () => {
      const last = toldBy(events);
      gone.abort();
      const told = await last;
      await events.return(undefined);
      return told;
    },
  };
}

describe('server-sent events', () => {
  it('tell each user of the own news only', async () => {
    const [one, other] = [await person(), await person()];
    const [mine, theirs] = [await follow(one), await follow(other)];
    announceTo([one.userId]);
    expect(await mine.next()).toBe('changed');
    expect(await theirs.leave()).toBe('heartbeat');
    await mine.leave();
  });

  it('tell of a collection those who may monitor it, and nobody else', async () => {
    const { id } = await createCollection(database.em());
    const [federal, school] = [await follow(await person('federal'), id), await follow(await person(), id)];
    announceTo([id]);
    expect(await federal.next()).toBe('changed');
    expect(await school.leave()).toBe('heartbeat');
    await federal.leave();
  });

  it('end when the process stops, and begin no more', async () => {
    const viewer = await person();
    const page = await follow(viewer);
    endWatches();
    expect(await page.next()).toBe('changed');
    expect(await page.next()).toBeUndefined();
    expect(await followLive(viewer, { collectionId: null, signal: new AbortController().signal })).toBeNull();
    await closeChangeFeed();
  });

  it('leave no watch behind when the page goes', async () => {
    const viewer = await person();
    for (let i = 0; i < 60; i++) {
      const page = await follow(viewer);
      await page.leave();
    }
    const watches = [];
    for (let i = 0; i < 50; i++) watches.push(await getChangeFeed().watch(viewer.userId));
    expect(watches.every((watch) => watch !== null)).toBe(true);
    watches.forEach((watch) => watch?.stop());
  });
});
