/**
 * Edits on their way to the server: one batch on the wire at a time, frozen when first sent, repeated under the same
 * number until answered. Clock, timers and transport are passed in.
 */
import type { Edit } from 'engine';
import type { Refusal, SaveReply } from '~/protocol/saving';
import type { Batch } from './batch';
import { countChanges, halves, packEdits } from './batch';
import { renumber } from './renumber';
import type { QueueStore } from './store';
import type { Transport } from './transport';

/** Refusals that waiting does not heal. */
export type Blocked = Exclude<Refusal['outcome'], 'busy' | 'too_large'>;

export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'waiting' | 'sending'; readonly changes: number }
  | { readonly kind: 'offline' | 'busy'; readonly changes: number }
  | { readonly kind: 'blocked'; readonly reason: Blocked; readonly changes: number };

export interface Timers {
  readonly now: () => number;
  readonly random: () => number;
  /** Answers with a function that cancels. */
  readonly after: (delayMs: number, run: () => void) => () => void;
}

export interface SaveQueueOptions {
  readonly submissionId: string;
  readonly clientId: string;
  readonly definitionVersion: number;
  readonly transport: Pick<Transport, 'save'>;
  readonly timers: Timers;
  readonly knownRevision: () => number;
  /** The batch is in the server's log; it leaves the queue when this returns. */
  readonly onSaved: (batch: Batch, reply: SaveReply) => void;
  /** The server will never take this batch; it leaves the queue. */
  readonly onDropped: (batch: Batch) => void;
  readonly onChange: () => void;
}

export interface SaveQueue {
  readonly state: () => SaveState;
  /** Unacknowledged batches in the order in which they apply. */
  readonly batches: () => readonly Batch[];
  readonly append: (edits: readonly Edit[]) => void;
  /** From now on batches are kept here; those of closed tabs come first. */
  readonly attach: (store: QueueStore, adopted: readonly Batch[]) => void;
  /** Sends at once; resolves when all is acknowledged (`true`) or cannot be now (`false`). */
  readonly flush: () => Promise<boolean>;
  /** The connection is back, or somebody signed in again. */
  readonly resume: () => void;
  /** The version of the form that the server asks for, after `stale_form`. */
  readonly askedVersion: () => number | null;
  /** What this tab has entered since the last answer, in order; batches of closed tabs that may have been sent are not among it. */
  readonly ownBatches: () => readonly Batch[];
  /** After `stale_form`: these edits take the place of `ownBatches` and speak of the version that the server asks for. */
  readonly restate: (edits: readonly Edit[]) => void;
  readonly stop: () => void;
}

const IDLE_MS = 800;
/** Others see what is typed without a pause within two seconds. */
const LONGEST_WAIT_MS = 1_500;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;

/** Makes the queue of one tab. */
export function createSaveQueue(options: SaveQueueOptions): SaveQueue {
  const { timers, clientId } = options;
  let version = options.definitionVersion;
  let askedVersion: number | null = null;
  let nextSeq = 1;
  let batches: readonly Batch[] = [];
  let store: QueueStore | null = null;
  let inFlight: Batch | null = null;
  let blocked: Blocked | null = null;
  let trouble: 'offline' | 'busy' | null = null;
  let failures = 0;
  let firstUnsentAt: number | null = null;
  let cancelTimer: (() => void) | null = null;
  let waiters: ((saved: boolean) => void)[] = [];
  let stopped = false;

  const keep = (batch: Batch): Promise<void> =>
    store ? store.put(batch).catch(() => undefined) : Promise.resolve();
  const forget = (batch: Batch): void => void store?.remove(batch).catch(() => undefined);
  const isSame = (a: Batch, b: Batch): boolean => a.clientId === b.clientId && a.clientSeq === b.clientSeq;
  const isOwn = (batch: Batch): boolean => batch.clientId === clientId || !batch.frozen;
  const schedule = (delayMs: number): void => {
    cancelTimer?.();
    cancelTimer = stopped ? null : timers.after(delayMs, send);
  };
  const settle = (saved: boolean): void => {
    const settled = waiters;
    waiters = [];
    settled.forEach((resolve) => resolve(saved));
  };
  const own = (edits: readonly Edit[]): Batch => {
    const batch = { clientId, clientSeq: nextSeq, definitionVersion: version, edits, frozen: false };
    nextSeq += 1;
    return batch;
  };

  function send(): void {
    cancelTimer?.();
    cancelTimer = null;
    const first = batches[0];
    if (!first || inFlight || blocked || stopped) return;
    const frozen: Batch = { ...first, frozen: true };
    batches = [frozen, ...batches.slice(1)];
    inFlight = frozen;
    firstUnsentAt = null;
    // The frozen form must be kept before the server can have seen it.
    const kept = first.frozen ? Promise.resolve() : keep(frozen);
    void kept.then(() => transmit(frozen));
    options.onChange();
  }

  async function transmit(batch: Batch): Promise<void> {
    const reply = await options.transport.save({
      submissionId: options.submissionId,
      clientId: batch.clientId,
      clientSeq: batch.clientSeq,
      knownRevision: options.knownRevision(),
      definitionVersion: batch.definitionVersion,
      edits: batch.edits,
    });
    if (stopped) return;
    inFlight = null;
    switch (reply.outcome) {
      case 'saved':
        succeed(batch, reply);
        break;
      case 'unreachable':
        retry('offline', null);
        break;
      case 'busy':
        retry('busy', reply.retryAfterSeconds * 1_000);
        break;
      case 'too_large':
        divide(batch);
        break;
      case 'stale_form':
        // A queue of a closed tab may be older than this page, which already shows the version asked for.
        if (reply.definitionVersion === version) moveTo(version);
        else {
          askedVersion = reply.definitionVersion;
          block('stale_form');
        }
        break;
      case 'malformed':
        // Left behind by an older program: it must not hold up what is entered now.
        if (batch.clientId === clientId) block('malformed');
        else drop(batch);
        break;
      default:
        block(reply.outcome);
    }
    options.onChange();
  }

  function succeed(batch: Batch, reply: SaveReply): void {
    failures = 0;
    trouble = null;
    options.onSaved(batch, reply);
    batches = batches.filter((waiting) => !isSame(waiting, batch));
    forget(batch);
    next();
  }

  /** After one batch is done with: frozen ones and those somebody waits for at once, the others in their time. */
  function next(): void {
    const first = batches[0];
    if (!first) settle(true);
    else if (first.frozen || batches.length > 1 || waiters.length > 0) send();
    else schedule(delay());
  }

  function delay(): number {
    firstUnsentAt ??= timers.now();
    return Math.max(0, Math.min(IDLE_MS, firstUnsentAt + LONGEST_WAIT_MS - timers.now()));
  }

  function retry(kind: 'offline' | 'busy', waitMs: number | null): void {
    trouble = kind;
    const backoff = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
    failures += 1;
    settle(false);
    // Spread out, so that thousands of tabs do not come back in the same second.
    schedule(Math.max(waitMs ?? 0, backoff) * (0.75 + timers.random() / 2));
  }

  function block(reason: Blocked): void {
    blocked = reason;
    settle(false);
  }

  function drop(batch: Batch): void {
    goOnWithout(batch, []);
    options.onDropped(batch);
    next();
  }

  function divide(batch: Batch): void {
    const divided = halves(batch.edits);
    if (!divided) return drop(batch);
    goOnWithout(batch, divided);
    send();
  }

  /** Answered with 409. */
  function moveTo(newVersion: number): void {
    version = newVersion;
    blocked = null;
    const [refused] = batches;
    if (refused) goOnWithout(refused, [refused.edits]);
    send();
  }

  /** Goes on after a refusal that applied nothing, with what is left of the refused edits. */
  function goOnWithout(refused: Batch, kept: readonly (readonly Edit[])[]): void {
    const line = renumber({ batches, refused, kept, clientId, definitionVersion: version, nextSeq });
    line.replaced.forEach(forget);
    ({ batches, nextSeq } = line);
    batches.forEach((waiting) => void keep(waiting));
  }

  return {
    state: () => {
      const changes = batches.reduce((sum, batch) => sum + countChanges(batch.edits), 0);
      if (blocked) return { kind: 'blocked', reason: blocked, changes };
      if (changes === 0) return { kind: 'saved' };
      if (trouble) return { kind: trouble, changes };
      return { kind: inFlight ? 'sending' : 'waiting', changes };
    },
    batches: () => batches,
    append: (edits) => {
      if (edits.length === 0) return;
      const last = batches.at(-1);
      const isOpen = last !== undefined && !last.frozen && last.clientId === clientId;
      const [first, ...others] = packEdits(isOpen ? last.edits : [], edits);
      if (first && isOpen) batches = [...batches.slice(0, -1), { ...last, edits: first }];
      else if (first) batches = [...batches, own(first)];
      batches = [...batches, ...others.map(own)];
      batches.filter((batch) => !batch.frozen).forEach((batch) => void keep(batch));
      if (!inFlight && !trouble && !blocked) schedule(delay());
      options.onChange();
    },
    attach: (opened, adopted) => {
      store = opened;
      stopped = false;
      batches.forEach((batch) => void keep(batch));
      batches = [...adopted, ...batches];
      adopted.forEach((batch) => void keep(batch));
      if (adopted.length > 0) schedule(0);
      options.onChange();
    },
    flush: () => {
      if (batches.length === 0) return Promise.resolve(true);
      if (blocked) return Promise.resolve(false);
      const done = new Promise<boolean>((resolve) => waiters.push(resolve));
      send();
      return done;
    },
    resume: () => {
      if (blocked === 'signed_out' || blocked === 'wrong_account' || blocked === 'closed') blocked = null;
      failures = 0;
      trouble = null;
      send();
      options.onChange();
    },
    askedVersion: () => (blocked === 'stale_form' ? askedVersion : null),
    ownBatches: () => batches.filter(isOwn),
    restate: (edits) => {
      if (blocked !== 'stale_form' || askedVersion === null) return;
      version = askedVersion;
      blocked = null;
      const replaced = batches.filter(isOwn);
      const numbers = replaced.filter((batch) => batch.clientId === clientId).map((batch) => batch.clientSeq);
      nextSeq = Math.min(nextSeq, ...numbers);
      const restated = edits.length > 0 ? packEdits([], edits).map(own) : [];
      batches = [...batches.filter((batch) => !isOwn(batch)), ...restated];
      const kept = new Set(restated.map((batch) => batch.clientSeq));
      batches.forEach((batch) => void keep(batch));
      replaced.filter((batch) => batch.clientId !== clientId || !kept.has(batch.clientSeq)).forEach(forget);
      if (batches.length === 0) settle(true);
      else send();
      options.onChange();
    },
    stop: () => {
      stopped = true;
      cancelTimer?.();
      settle(false);
    },
  };
}
