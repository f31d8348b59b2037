import type { Edit } from 'engine';
import { describe, expect, it } from 'vitest';
import type { Batch } from '../../../app/components/filling/queue/batch';
import { countChanges, halves, packEdits } from '../../../app/components/filling/queue/batch';
import { memoryStore } from '../../../app/components/filling/queue/store';
import type { Refusal } from '../../../app/protocol/saving';
import { queueWith, set, settled } from './support';

describe('[A28] when edits are sent', () => {
  it('0,8 s after the last edit', async () => {
    const { queue, clock, requests } = queueWith();
    queue.append([set('r1', { a: 1 })]);
    await clock.pass(700);
    queue.append([set('r1', { b: 2 })]);
    await clock.pass(799);
    expect(requests).toHaveLength(0);
    await clock.pass(1);
    expect(requests.map((request) => request.edits)).toEqual([[set('r1', { a: 1, b: 2 })]]);
    expect(queue.state()).toEqual({ kind: 'saved' });
  });

  it('at most 2 s after the first unsent one, however fast somebody types', async () => {
    const { queue, clock, requests } = queueWith();
    for (let count = 0; count < 5; count += 1) {
      queue.append([set('r1', { a: count })]);
      await clock.pass(500);
    }
    expect(requests).toHaveLength(1);
  });

  it('at once when asked, and says when all is acknowledged', async () => {
    const { queue, requests } = queueWith();
    queue.append([set('r1', { a: 1 })]);
    expect(await queue.flush()).toBe(true);
    expect(requests).toHaveLength(1);
    expect(await queue.flush()).toBe(true);
    expect(requests).toHaveLength(1);
  });
});

describe('[A28] one batch on the wire', () => {
  it('edits made meanwhile wait for the next number; a sent batch does not change', async () => {
    const { queue, clock, requests, server } = queueWith();
    server.hold();
    queue.append([set('r1', { a: 1 })]);
    void queue.flush();
    await settled();
    queue.append([set('r1', { a: 2 })]);
    await clock.pass(5_000);
    expect(requests).toHaveLength(1);
    expect(queue.state()).toEqual({ kind: 'sending', changes: 2 });
    server.release();
    await clock.pass(2_000);
    expect(requests.map((request) => [request.clientSeq, request.edits])).toEqual([
      [1, [set('r1', { a: 1 })]],
      [2, [set('r1', { a: 2 })]],
    ]);
  });

  it('a lost reply is followed by the same number with the same edits', async () => {
    const { queue, clock, requests, server } = queueWith();
    server.loseReplies(2);
    queue.append([set('r1', { a: 1 })]);
    await queue.flush();
    queue.append([set('r1', { a: 2 })]);
    expect(queue.state()).toEqual({ kind: 'offline', changes: 2 });
    await clock.pass(10_000);
    expect(requests.map((request) => request.clientSeq)).toEqual([1, 1, 1, 2]);
    expect(new Set(requests.slice(0, 3).map((request) => JSON.stringify(request.edits))).size).toBe(1);
    expect(server.log.map((change) => change.edits)).toEqual([[set('r1', { a: 1 })], [set('r1', { a: 2 })]]);
  });
});

describe('[A28] trouble on the way', () => {
  it('waits longer after each failure, up to 30 s, and goes on at once when the connection is back', async () => {
    const { queue, clock, requests, server } = queueWith();
    server.isReachable = false;
    queue.append([set('r1', { a: 1 })]);
    await queue.flush();
    const waits: number[] = [];
    for (let count = 1; count <= 7; count += 1) {
      const before = clock.now();
      while (requests.length === count) await clock.pass(100);
      waits.push(Math.round((clock.now() - before) / 1_000));
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
    server.isReachable = true;
    queue.resume();
    await settled();
    expect(queue.state()).toEqual({ kind: 'saved' });
  });

  it('keeps to the time that a busy server asks for', async () => {
    const { queue, clock, requests, server } = queueWith();
    server.refuseNext({ outcome: 'busy', retryAfterSeconds: 7 });
    queue.append([set('r1', { a: 1 })]);
    await queue.flush();
    expect(queue.state()).toEqual({ kind: 'busy', changes: 1 });
    await clock.pass(6_900);
    expect(requests).toHaveLength(1);
    await clock.pass(200);
    expect(requests).toHaveLength(2);
  });

  it('after an expired session the queue stays and goes on after signing in', async () => {
    const { queue, clock, requests, server } = queueWith();
    server.refuseNext({ outcome: 'signed_out' });
    queue.append([set('r1', { a: 1 })]);
    expect(await queue.flush()).toBe(false);
    queue.append([set('r1', { b: 1 })]);
    await clock.pass(60_000);
    expect(requests).toHaveLength(1);
    expect(queue.state()).toEqual({ kind: 'blocked', reason: 'signed_out', changes: 2 });
    queue.resume();
    await clock.pass(2_000);
    expect(server.log).toHaveLength(2);
  });

  it.each<Refusal>([
    { outcome: 'closed', closesAt: '2026-01-01T00:00:00Z' },
    { outcome: 'forbidden' },
    { outcome: 'not_found' },
    { outcome: 'malformed', message: '' },
  ])('$outcome stops the queue and drops nothing', async (refusal) => {
    const { queue, clock, requests, server } = queueWith();
    server.refuseNext(refusal);
    queue.append([set('r1', { a: 1 })]);
    await queue.flush();
    await clock.pass(60_000);
    expect(requests).toHaveLength(1);
    expect(queue.state()).toEqual({ kind: 'blocked', reason: refusal.outcome, changes: 1 });
    expect(queue.batches()).toHaveLength(1);
  });

  it('a newer form: what waits goes on under the new version, as it is restated', async () => {
    const { queue, clock, requests, server } = queueWith();
    server.refuseNext({ outcome: 'stale_form', definitionVersion: 2 });
    queue.append([set('r1', { a: 1 })]);
    await queue.flush();
    queue.append([set('r1', { b: 2 })]);
    expect(queue.state()).toMatchObject({ kind: 'blocked', reason: 'stale_form' });
    expect(queue.askedVersion()).toBe(2);
    expect(queue.ownBatches().flatMap((batch) => batch.edits)).toEqual([
      set('r1', { a: 1 }),
      set('r1', { b: 2 }),
    ]);
    queue.restate([set('r1', { renamed: 1, b: 2 })]);
    expect(queue.askedVersion()).toBeNull();
    queue.append([set('r2', { b: 3 })]);
    await clock.pass(2_000);
    expect(requests.slice(1).map((request) => [request.definitionVersion, request.clientSeq])).toEqual([
      [2, 1],
      [2, 2],
    ]);
    expect(server.log.flatMap((change) => change.edits)).toEqual([
      set('r1', { renamed: 1, b: 2 }),
      set('r2', { b: 3 }),
    ]);
  });

  it('a newer form that leaves nothing to send is saved', async () => {
    const { queue, requests, server } = queueWith();
    server.refuseNext({ outcome: 'stale_form', definitionVersion: 2 });
    queue.append([set('r1', { a: 1 })]);
    await queue.flush();
    queue.restate([]);
    expect(queue.state()).toEqual({ kind: 'saved' });
    expect(requests).toHaveLength(1);
  });

  it('a batch that is too large goes in halves, in order', async () => {
    const { queue, requests, server } = queueWith();
    server.maxEdits = 1;
    queue.append([set('r1', { a: 1 }), set('r2', { a: 2 }), set('r3', { a: 3 })]);
    expect(await queue.flush()).toBe(true);
    expect(server.log.map((change) => change.clientSeq)).toEqual([1, 2, 3]);
    expect(server.log.flatMap((change) => change.edits)).toEqual([
      set('r1', { a: 1 }),
      set('r2', { a: 2 }),
      set('r3', { a: 3 }),
    ]);
    expect(requests.length).toBeGreaterThan(3);
  });
});

describe('[A28] queues of closed tabs', () => {
  const orphan: Batch = {
    clientId: 'closed-tab',
    clientSeq: 4,
    definitionVersion: 1,
    edits: [set('r9', { a: 9 })],
    frozen: true,
  };

  it('go first, under their own number', async () => {
    const { queue, requests, server } = queueWith();
    server.before.set('closed-tab', 3);
    queue.append([set('r1', { a: 1 })]);
    queue.attach(memoryStore(), [orphan]);
    expect(await queue.flush()).toBe(true);
    expect(requests.map(({ clientId, clientSeq }) => [clientId, clientSeq])).toEqual([
      ['closed-tab', 4],
      ['tab', 1],
    ]);
  });

  it('a batch that cannot be divided is given up, and the numbers behind it have no gap', async () => {
    const { queue, server, dropped } = queueWith();
    server.maxEdits = 0;
    queue.append([set('r1', { a: 1 })]);
    const flushed = queue.flush();
    queue.append([set('r2', { a: 2 })]);
    await settled();
    expect(dropped.map((batch) => batch.edits)).toEqual([[set('r1', { a: 1 })], [set('r2', { a: 2 })]]);
    expect(await flushed).toBe(true);
    server.maxEdits = 9;
    queue.append([set('r3', { a: 3 })]);
    expect(await queue.flush()).toBe(true);
    expect(server.log.map((change) => change.clientSeq)).toEqual([1]);
  });

  it('a batch that the server will never take does not hold up this tab', async () => {
    const { queue, server, dropped } = queueWith();
    server.refuseNext({ outcome: 'malformed', message: '' });
    queue.attach(memoryStore(), [orphan]);
    queue.append([set('r1', { a: 1 })]);
    expect(await queue.flush()).toBe(true);
    expect(dropped).toEqual([orphan]);
    expect(server.log.map((change) => change.clientId)).toEqual(['tab']);
  });

  it("written for an older form, they are renumbered as this tab's own", async () => {
    const { queue, server } = queueWith({ definitionVersion: 2 });
    server.refuseNext({ outcome: 'stale_form', definitionVersion: 2 });
    queue.attach(memoryStore(), [orphan, { ...orphan, clientSeq: 5, edits: [set('r9', { b: 9 })] }]);
    queue.append([set('r1', { a: 1 })]);
    await queue.flush();
    await settled();
    expect(server.log.map((change) => [change.clientId, change.clientSeq])).toEqual([
      ['tab', 1],
      ['tab', 2],
      ['tab', 3],
    ]);
    expect(server.log.flatMap((change) => change.edits)).toEqual([
      set('r9', { a: 9 }),
      set('r9', { b: 9 }),
      set('r1', { a: 1 }),
    ]);
  });

  it('everything that waits is kept before it is sent, and forgotten when acknowledged', async () => {
    const kept = new Map<number, Batch>();
    const { queue, server, requests } = queueWith();
    queue.attach(
      {
        durable: true,
        put: (batch) => Promise.resolve(void kept.set(batch.clientSeq, batch)),
        remove: ({ clientSeq }) => Promise.resolve(void kept.delete(clientSeq)),
        adopt: () => Promise.resolve([]),
        release: () => undefined,
      },
      [],
    );
    server.hold();
    queue.append([set('r1', { a: 1 })]);
    const flushed = queue.flush();
    await settled();
    expect(requests).toHaveLength(1);
    expect(kept.get(1)?.frozen).toBe(true);
    server.release();
    await flushed;
    expect(kept.size).toBe(0);
  });
});

describe('batches', () => {
  const rows = (count: number): Extract<Edit, { kind: 'insertRows' }> => ({
    kind: 'insertRows',
    sheet: 's',
    after: null,
    rows: Array.from({ length: count }, (_, index) => ({ id: `n${index}`, cells: { a: index } })),
  });

  it('count what people call a change', () => {
    expect(countChanges([set('r1', { a: 1, b: 2 }), rows(3)])).toBe(5);
    expect(countChanges([{ kind: 'removeRows', sheet: 's', rows: ['r1', 'r2'] }])).toBe(2);
  });

  it('hold a bounded number of rows, parts anchored one to the other', () => {
    const lists = packEdits([set('r1', { a: 1 })], [rows(12_000)]);
    expect(lists).toHaveLength(4);
    const inserted = lists.flat().filter((edit) => edit.kind === 'insertRows');
    expect(inserted.flatMap((edit) => edit.rows)).toEqual(rows(12_000).rows);
    expect(inserted.map((edit) => edit.after)).toEqual([null, 'n4999', 'n9999']);
  });

  it('divide down to one row', () => {
    expect(
      halves([rows(3)])?.map(([edit]) => edit?.kind === 'insertRows' && [edit.after, edit.rows.length]),
    ).toEqual([
      [null, 2],
      ['n1', 1],
    ]);
    expect(halves([rows(1)])).toBeNull();
    expect(halves([])).toBeNull();
  });
});
