/** Where batches wait: in the browser's database, or in memory where there is none. */
import type { DBSchema, IDBPDatabase } from 'idb';
import { openDB } from 'idb';
import type { Batch } from './batch';

export interface QueueStore {
  /** False: what waits is lost with the tab. */
  readonly durable: boolean;
  readonly put: (batch: Batch) => Promise<void>;
  readonly remove: (batch: Pick<Batch, 'clientId' | 'clientSeq'>) => Promise<void>;
  /** Batches of other tabs of this login and collection that have been closed; this tab takes them over. */
  readonly adopt: () => Promise<readonly Batch[]>;
  /** This tab has left the form: whoever opens it next may take over what is left. */
  readonly release: () => void;
}

/** Whose queue it is. Another login in the same browser never sees it. */
export interface QueueOwner {
  readonly login: string;
  readonly submissionId: string;
  readonly clientId: string;
}

interface StoredBatch extends Batch {
  readonly login: string;
  readonly submissionId: string;
}

interface QueueSchema extends DBSchema {
  batches: { key: [string, number]; value: StoredBatch; indexes: { owner: [string, string] } };
}

/** Keeps nothing beyond the tab. */
export const memoryStore = (): QueueStore => ({
  durable: false,
  put: () => Promise.resolve(),
  remove: () => Promise.resolve(),
  adopt: () => Promise.resolve([]),
  release: () => undefined,
});

const lockName = (clientId: string): string => `sbor-queue-${clientId}`;

/** Holds the tab's lock until released; the browser lets it go with the tab, however that ends. */
function holdLock(clientId: string): () => void {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  void navigator.locks.request(lockName(clientId), () => released);
  return release;
}

/** Takes the lock of a closed tab for good. `false`: the tab is alive. */
function takeLock(clientId: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(lockName(clientId), { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise<never>(() => undefined);
    });
  });
}

async function adoptOrphans(database: IDBPDatabase<QueueSchema>, owner: QueueOwner): Promise<Batch[]> {
  // Without locks nobody can tell a closed tab from a living one; locks exist wherever the page came by HTTPS.
  if (!('locks' in navigator)) return [];
  const stored = await database.getAllFromIndex('batches', 'owner', [owner.login, owner.submissionId]);
  const others = new Set(stored.map((batch) => batch.clientId));
  others.delete(owner.clientId);
  const adopted: Batch[] = [];
  for (const clientId of others) {
    if (!(await takeLock(clientId))) continue;
    // Read again: the tab may have had its last reply before its lock came free.
    const left = await database.getAllFromIndex('batches', 'owner', [owner.login, owner.submissionId]);
    adopted.push(
      ...left.filter((batch) => batch.clientId === clientId).map((batch) => ({ ...batch, frozen: true })),
    );
  }
  return adopted.sort((a, b) =>
    a.clientId === b.clientId ? a.clientSeq - b.clientSeq : a.clientId < b.clientId ? -1 : 1,
  );
}

/** Opens the queue of this tab; falls back to memory where the browser forbids its database. */
export async function openStore(owner: QueueOwner): Promise<QueueStore> {
  try {
    const database = await openDB<QueueSchema>('sbor-filling', 1, {
      upgrade: (created) => {
        const batches = created.createObjectStore('batches', { keyPath: ['clientId', 'clientSeq'] });
        batches.createIndex('owner', ['login', 'submissionId']);
      },
    });
    const release = 'locks' in navigator ? holdLock(owner.clientId) : () => undefined;
    const { login, submissionId } = owner;
    return {
      durable: true,
      put: async (batch) => {
        await database.put('batches', { ...batch, login, submissionId });
      },
      remove: ({ clientId, clientSeq }) => database.delete('batches', [clientId, clientSeq]),
      adopt: () => adoptOrphans(database, owner),
      release,
    };
  } catch {
    return memoryStore();
  }
}
