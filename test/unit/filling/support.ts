import type { Cells, Edit } from 'engine';
import type { Batch } from '../../../app/components/filling/queue/batch';
import type { SaveQueue, Timers } from '../../../app/components/filling/queue/save-queue';
import { createSaveQueue } from '../../../app/components/filling/queue/save-queue';
import type { Sent } from '../../../app/components/filling/queue/transport';
import type {
  Refusal,
  SaveReply,
  SaveRequest,
  ServerChange,
  SubmissionStanding,
} from '../../../app/protocol/saving';

export const set = (row: string, cells: Cells): Edit => ({ kind: 'set', sheet: 's', row, cells });

/** Lets everything run that waits for nothing but its turn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** Time that passes only when told to. */
export class Clock implements Timers {
  private time = 0;
  private waiting: { at: number; run: () => void }[] = [];

  readonly now = (): number => this.time;
  readonly random = (): number => 0.5;
  readonly after = (delayMs: number, run: () => void): (() => void) => {
    const entry = { at: this.time + delayMs, run };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter((other) => other !== entry);
    };
  };

  async pass(durationMs: number): Promise<void> {
    const end = this.time + durationMs;
    for (;;) {
      await settled();
      const due = this.waiting.filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.waiting = this.waiting.filter((entry) => entry !== due);
      this.time = Math.max(this.time, due.at);
      due.run();
    }
    this.time = end;
  }
}

const malformed = (message: string): Refusal => ({ outcome: 'malformed', message });

const standing: SubmissionStanding = {
  status: 'in_progress',
  hasUnsubmittedEdits: false,
  closesAt: '2026-05-29T08:00:00.000Z',
};

/** The server's side of the protocol in memory: a log, every number applied once. */
export class FakeServer {
  readonly log: ServerChange[] = [];
  isReachable = true;
  maxEdits = Number.POSITIVE_INFINITY;
  /** The last number of clients whose earlier requests are not in this log. */
  readonly before = new Map<string, number>();
  private lost = 0;
  private refusals: Refusal[] = [];
  private held: (() => void)[] | null = null;

  /** The next replies get lost after the server has done its part. */
  loseReplies(count: number): void {
    this.lost = count;
  }

  refuseNext(refusal: Refusal): void {
    this.refusals.push(refusal);
  }

  hold(): void {
    this.held = [];
  }

  release(): void {
    this.held?.forEach((go) => go());
    this.held = null;
  }

  async save(request: SaveRequest): Promise<Sent<SaveReply>> {
    if (this.held) await new Promise<void>((resolve) => this.held?.push(resolve));
    if (!this.isReachable) return { outcome: 'unreachable' };
    const refusal = this.refusals.shift();
    if (refusal) return refusal;
    if (request.edits.length > this.maxEdits) return { outcome: 'too_large' };
    const { clientId, clientSeq } = request;
    const own = this.log.filter((change) => change.clientId === clientId);
    const known = own.find((change) => change.clientSeq === clientSeq);
    if (known && JSON.stringify(known.edits) !== JSON.stringify(request.edits))
      return malformed('other edits');
    const last = Math.max(this.before.get(clientId) ?? 0, ...own.map((change) => change.clientSeq));
    if (!known && clientSeq !== last + 1) return malformed('a gap');
    if (!known) {
      const revision = this.log.length + 1;
      this.log.push({ revision, clientId, clientSeq, edits: structuredClone(request.edits), rejected: [] });
    }
    if (this.lost > 0) {
      this.lost -= 1;
      return { outcome: 'unreachable' };
    }
    return {
      outcome: 'saved',
      ...standing,
      revision: this.log.length,
      changedAt: '2026-04-01T09:00:00.000Z',
      rejected: [],
      changes: this.log.slice(request.knownRevision),
    };
  }
}

interface QueueFixture {
  readonly queue: SaveQueue;
  readonly clock: Clock;
  readonly server: FakeServer;
  readonly requests: SaveRequest[];
  readonly dropped: Batch[];
}

/** A queue, its server and its clock. */
export function queueWith({ definitionVersion = 1 } = {}): QueueFixture {
  const clock = new Clock();
  const server = new FakeServer();
  const requests: SaveRequest[] = [];
  const dropped: Batch[] = [];
  let known = 0;
  const queue = createSaveQueue({
    submissionId: 'submission',
    clientId: 'tab',
    definitionVersion,
    timers: clock,
    transport: {
      save: (request) => {
        requests.push(structuredClone(request));
        return server.save(request);
      },
    },
    knownRevision: () => known,
    onSaved: (_batch, reply) => {
      known = reply.revision;
    },
    onDropped: (batch) => dropped.push(batch),
    onChange: () => undefined,
  });
  return { queue, clock, server, requests, dropped };
}
