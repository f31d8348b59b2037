import { setTimeout as delay } from 'node:timers/promises';
import { can } from '~/auth/permissions';
import { EVERYBODY, getChangeFeed, type Watch } from '~/db/change-feed.server';
import type { Viewer } from '~/protocol/views';

/** Pages of one process that may be told at the same time; each is a connection held open. */
const MAX_PAGES = 10_000;
/** After this time the page connects anew, to another process perhaps, and shows who it is. */
const LIFETIME_MS = 5 * 60_000;
/** Proxies close what is silent; a page that has gone is noticed. */
const HEARTBEAT_MS = 20_000;
/** Between two events about the viewer, and about a collection, to which thousands of organisations may save at once. */
const PAUSE_MS = { own: 1_000, collection: 4_000 };
/** What all are told is spread over this time: their pages ask the server. */
const SPREAD_MS = 30_000;

export type LiveEvent = 'opened' | 'changed' | 'heartbeat';

interface LiveInput {
  /** Also tell of changes in this collection, where the viewer may monitor. */
  readonly collectionId: string | null;
  readonly signal: AbortSignal;
}

let pages = 0;

/**
 * Yields `opened`, then `changed` when there may be something new for a viewer or in a collection, until the page goes, the process stops or five
 * minutes have passed. Null where nothing can be told now: the page asks by itself then.
 */
export async function followLive(
  viewer: Viewer,
  input: LiveInput,
): Promise<AsyncGenerator<LiveEvent> | null> {
  const follows = input.collectionId !== null && can(viewer, 'collection.monitor');
  const topics: readonly Topic[] = [
    { id: viewer.userId, pauseMs: PAUSE_MS.own },
    { id: EVERYBODY, pauseMs: PAUSE_MS.own, most: MAX_PAGES, spreadMs: SPREAD_MS },
    ...(follows ? [{ id: input.collectionId, pauseMs: PAUSE_MS.collection, most: MAX_PAGES }] : []),
  ];
  if (pages >= MAX_PAGES) return null;
  const first = await watchAll(topics);
  if (first === null) return null;
  pages += 1;
  return follow(topics, first, input.signal);
}

interface Topic {
  readonly id: string;
  readonly pauseMs: number;
  readonly most?: number;
  readonly spreadMs?: number;
}

interface Watching {
  readonly topic: Topic;
  readonly watch: Watch;
}

async function watchAll(topics: readonly Topic[]): Promise<readonly Watching[] | null> {
  const feed = getChangeFeed();
  const all: Watching[] = [];
  for (const topic of topics) {
    const watch = await feed.watch(topic.id, topic.most);
    if (watch === null) {
      stopAll(all);
      return null;
    }
    all.push({ topic, watch });
  }
  return all;
}

function stopAll(all: readonly Watching[]): void {
  for (const { watch } of all) watch.stop();
}

async function* follow(
  topics: readonly Topic[],
  first: readonly Watching[],
  signal: AbortSignal,
): AsyncGenerator<LiveEvent> {
  const until = performance.now() + LIFETIME_MS;
  const isOver = (): boolean => signal.aborted || performance.now() >= until;
  let watching: readonly Watching[] | null = first;
  try {
    yield 'opened';
    while (watching !== null && !isOver()) {
      const changed = await firstChange(watching, signal);
      if (changed === null) {
        yield 'heartbeat';
        continue;
      }
      await pause(Math.random() * (changed.spreadMs ?? 0), signal);
      // Watched again before the page is told: what comes while it asks is not lost.
      stopAll(watching);
      watching = await watchAll(topics);
      yield 'changed';
      await pause(changed.pauseMs, signal);
    }
  } finally {
    pages -= 1;
    stopAll(watching ?? []);
  }
}

/** The topic that changed first; null after a time without changes, and when the page has gone. */
async function firstChange(watching: readonly Watching[], signal: AbortSignal): Promise<Topic | null> {
  const over = new AbortController();
  try {
    return await Promise.race([
      ...watching.map(({ topic, watch }) => watch.changed.then(() => topic)),
      pause(HEARTBEAT_MS, AbortSignal.any([signal, over.signal])).then(() => null),
    ]);
  } finally {
    over.abort();
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await delay(ms, undefined, { signal }).catch(() => undefined);
}
