/**
 * What has changed, told to all processes as it happens: LISTEN and NOTIFY on a connection of its own. A topic is the id of a
 * submission, a collection or a user. What is announced is only that something changed; whoever waits reads the database, so an
 * announcement that is lost costs time, no data.
 */
import pg from 'pg';
import { getConfig } from '../config.server';

const CHANNEL = 'submission_changed';
/** Announcements of this time go in one statement. */
const GATHER_MS = 20;
/** After a failure nobody waits for the connection for as long. */
const PAUSE_MS = 2_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** Each waiting request holds memory; whoever comes beyond this number asks again instead. */
const MAX_WATCHES = 40_000;
/** Of one submission or user: more tabs than one organisation has open. */
const MAX_WATCHES_EACH = 50;
/** The topic of what concerns nearly all who have the cabinet open. */
export const EVERYBODY = 'everybody';

export interface Watch {
  /** Resolves at the first change after the watch began, and when the connection is lost. */
  readonly changed: Promise<void>;
  readonly stop: () => void;
}

export interface ChangeFeed {
  /** Null where the database cannot be listened to now, or more than `most` (50) listen already. Call `stop` when done. */
  readonly watch: (topic: string, most?: number) => Promise<Watch | null>;
  /** Tells everybody who watches, soon. Call it after the commit. Never throws. */
  readonly announce: (topic: string) => void;
  /** Ends all watches, as if something had changed, and allows no more. */
  readonly endWatches: () => void;
  readonly close: () => Promise<void>;
}

/** A feed of the database at `url`, which connects when it is first used. */
export function openChangeFeed(url: string): ChangeFeed {
  const watches = new Map<string, Set<() => void>>();
  const unsaid = new Set<string>();
  let watching = 0;
  let connected: Promise<pg.Client | null> | null = null;
  let failedAt = -Infinity;
  let timer: NodeJS.Timeout | null = null;
  let isEnding = false;

  const isOver = (): boolean => isEnding;
  const wake = (topic: string): void => watches.get(topic)?.forEach((run) => run());
  const wakeAll = (): void => [...watches.keys()].forEach(wake);

  function connection(): Promise<pg.Client | null> {
    if (connected) return connected;
    if (performance.now() - failedAt < PAUSE_MS) return Promise.resolve(null);
    return (connected = connect());
  }

  async function connect(): Promise<pg.Client | null> {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      application_name: 'sbor changes',
    });
    const lose = (): void => {
      if (connected === null) return;
      connected = null;
      failedAt = performance.now();
      wakeAll();
    };
    client.on('error', lose);
    client.on('end', lose);
    client.on('notification', ({ payload }) => wake(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      return client;
    } catch {
      lose();
      await client.end().catch(() => undefined);
      return null;
    }
  }

  async function say(): Promise<void> {
    timer = null;
    const ids = [...unsaid];
    unsaid.clear();
    const client = await connection();
    await client
      ?.query(`select pg_notify('${CHANNEL}', id) from unnest($1::text[]) as t (id)`, [ids])
      .catch(() => undefined);
  }

  function add(topic: string): Watch {
    let end = (): void => undefined;
    const changed = new Promise<void>((resolve) => (end = resolve));
    const others = watches.get(topic) ?? new Set();
    watches.set(topic, others.add(end));
    watching += 1;
    const stop = (): void => {
      if (!others.delete(end)) return;
      watching -= 1;
      if (others.size === 0 && watches.get(topic) === others) watches.delete(topic);
    };
    return { changed, stop };
  }

  return {
    watch: async (topic, most = MAX_WATCHES_EACH) => {
      if (isOver()) return null;
      const client = await connection();
      const isCrowded = (watches.get(topic)?.size ?? 0) >= most;
      // It may have ended while the connection was made.
      if (client === null || isCrowded || watching >= MAX_WATCHES || isOver()) return null;
      return add(topic);
    },
    announce: (topic) => {
      unsaid.add(topic);
      timer ??= setTimeout(() => void say(), GATHER_MS);
    },
    endWatches: () => {
      isEnding = true;
      wakeAll();
    },
    close: async () => {
      isEnding = true;
      wakeAll();
      if (timer) clearTimeout(timer);
      if (unsaid.size > 0) await say();
      const closing = connected;
      connected = null;
      await (await closing)?.end().catch(() => undefined);
    },
  };
}

let current: ChangeFeed | undefined;

/** The feed of this process. */
export function getChangeFeed(): ChangeFeed {
  return (current ??= openChangeFeed(getConfig().databaseUrl));
}

/** Requests that wait are answered at once, and no more begin: before the web server stops. */
export function endWatches(): void {
  current?.endWatches();
}

/** Says what has not been said yet and closes the connection. */
export async function closeChangeFeed(): Promise<void> {
  const feed = current;
  current = undefined;
  await feed?.close();
}
