import type { Answers, Edit } from 'engine';
import { validateAnswers } from 'engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FillingSession } from '../../../app/components/filling/session/filling-session';
import { smallForm } from './small-form';
import { Clock, FakeServer, set, settled } from './support';
import { answersOn, openTabOf, type Tab } from './tab';

const form = smallForm();
const context = { today: '2026-04-01' };

const openTab = (server: FakeServer, clock: Clock, clientId: string): Tab =>
  openTabOf(form, server, clock, clientId);
const onServer = (server: FakeServer): Answers => answersOn(form, server);

const cellsOf = (answers: Answers): unknown =>
  answers.sheets['s']?.filter((row) => !row.removed).map((row) => [row.id, row.cells]);

describe('[A28] what a tab shows', () => {
  it('an edit is shown with its verdict before the server knows of it', () => {
    const { session } = openTab(new FakeServer(), new Clock(), 'a');
    const [first = ''] = session.rowIds('s');
    session.edit([set(first, { count: 100 })]);
    expect(session.live.cellState('s', first, 'count').value).toBe(100);
    expect(session.live.findings.map((finding) => finding.code).sort()).toContain('range');
    expect(session.isGhost('s', first)).toBe(false);
    expect(session.rowIds('s')[0]).toBe(first);
  });

  it('edits of another tab come in below the own pending ones', async () => {
    const server = new FakeServer();
    const clock = new Clock();
    const a = openTab(server, clock, 'a');
    const [row = ''] = a.session.rowIds('s');
    a.session.edit([set(row, { name: 'x', count: 1 })]);
    await a.queue.flush();
    const b = openTab(server, clock, 'b');
    b.session.edit([set(row, { count: 2, subject: 'math' })]);
    await b.queue.flush();
    a.session.edit([set(row, { count: 3 })]);
    a.poll();
    expect(a.session.live.cellState('s', row, 'count').value).toBe(3);
    expect(a.session.live.cellState('s', row, 'subject').value).toBe('math');
    await a.queue.flush();
    b.poll();
    expect(cellsOf(b.session.live.answers)).toEqual(cellsOf(onServer(server)));
  });

  it('a poll that overtakes the reply applies nothing twice', async () => {
    const server = new FakeServer();
    const a = openTab(server, new Clock(), 'a');
    const [row = ''] = a.session.rowIds('s');
    server.loseReplies(1);
    a.session.edit([set(row, { count: 1 })]);
    await a.queue.flush();
    a.poll();
    const other = openTab(server, new Clock(), 'b');
    other.session.edit([set(row, { count: 5 })]);
    await other.queue.flush();
    a.poll();
    expect(a.session.live.cellState('s', row, 'count').value).toBe(5);
    a.queue.resume();
    await settled();
    expect(a.queue.state()).toEqual({ kind: 'saved' });
    expect(a.session.live.cellState('s', row, 'count').value).toBe(5);
    expect(server.log).toHaveLength(2);
  });

  it('an answer that was overtaken brings nothing old back', async () => {
    const server = new FakeServer();
    const clock = new Clock();
    const a = openTab(server, clock, 'a');
    const b = openTab(server, clock, 'b');
    const [row = ''] = b.session.rowIds('s');
    for (const count of [1, 2, 3]) {
      b.session.edit([set(row, { count })]);
      await b.queue.flush();
    }
    a.poll();
    a.session.receive(server.log.slice(1, 2), 2);
    expect(a.session.live.cellState('s', row, 'count').value).toBe(3);
    expect(a.session.revision()).toBe(3);
  });

  it('what the server left out of an edit goes from the screen', () => {
    const server = new FakeServer();
    const a = openTab(server, new Clock(), 'a');
    const [row = ''] = a.session.rowIds('s');
    a.session.edit([set(row, { name: 'x', count: 1 })]);
    const batch = a.queue.batches()[0];
    const kept: Edit = {
      kind: 'insertRows',
      sheet: 's',
      after: null,
      rows: [{ id: row, cells: { count: 1 } }],
    };
    const rejected = [{ editIndex: 0, reason: 'invalid_value' as const, sheet: 's', row, column: 'name' }];
    a.session.receive(
      [{ revision: 1, clientId: 'a', clientSeq: batch?.clientSeq ?? 0, edits: [kept], rejected }],
      1,
    );
    expect(a.session.live.answers.sheets['s']?.[0]?.cells).toEqual({ count: 1 });
  });

  it('a batch applied before the page was loaded is not shown over what came later', async () => {
    const server = new FakeServer();
    const clock = new Clock();
    const closed = openTab(server, clock, 'closed');
    const [row = ''] = closed.session.rowIds('s');
    server.loseReplies(1);
    closed.session.edit([set(row, { count: 1 })]);
    await closed.queue.flush();
    const orphans = closed.queue.batches();
    closed.queue.stop();
    const other = openTab(server, clock, 'other');
    other.session.edit([set(row, { count: 2 })]);
    await other.queue.flush();
    const adopting = openTab(server, clock, 'new');
    const store = {
      durable: true,
      put: settled,
      remove: settled,
      adopt: () => Promise.resolve([]),
      release: () => undefined,
    };
    adopting.queue.attach(store, orphans);
    adopting.session.pendingChanged();
    await adopting.queue.flush();
    expect(adopting.session.live.cellState('s', row, 'count').value).toBe(2);
  });
});

describe('[A24] undo in a session', () => {
  it('a paste is one step; undoing it leaves what another tab wrote', async () => {
    const server = new FakeServer();
    const clock = new Clock();
    const a = openTab(server, clock, 'a');
    const [r1 = '', r2 = ''] = a.session.rowIds('s');
    a.session.edit([set(r1, { name: 'x', count: 1 }), set(r2, { name: 'y', count: 2 })]);
    await a.queue.flush();
    const b = openTab(server, clock, 'b');
    b.session.edit([set(r2, { count: 7 })]);
    await b.queue.flush();
    a.poll();
    expect(a.session.canUndo()).toBe(true);
    a.session.undo();
    expect(a.session.canUndo()).toBe(false);
    expect(a.session.live.cellState('s', r2, 'count').value).toBe(7);
    expect(a.session.rowIds('s')).not.toContain(r1);
    a.session.redo();
    expect(a.session.live.cellState('s', r1, 'name').value).toBe('x');
  });

  it('law: undoing all steps brings back the cells, redoing them the other cells', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const { session } = openTab(new FakeServer(), new Clock(), 'a');
        const states = [filledCells(session)];
        for (const choice of steps) {
          session.edit(editOf(session, choice));
          states.push(filledCells(session));
        }
        while (session.undo()) if (!session.canUndo()) break;
        expect(filledCells(session)).toEqual(states[0]);
        while (session.redo()) if (!session.canRedo()) break;
        expect(filledCells(session)).toEqual(states.at(-1));
      }),
    );
  });
});

/** What is entered, without rows that hold nothing. */
function filledCells(session: FillingSession): unknown {
  const rows = session.live.answers.sheets['s'] ?? [];
  return rows
    .filter((row) => !row.removed)
    .map((row) => Object.entries(row.cells).filter(([, value]) => value !== null))
    .filter((cells) => cells.length > 0);
}

interface Step {
  readonly kind: 'set' | 'insert' | 'remove';
  readonly row: number;
  readonly column: 'name' | 'count' | 'subject';
  readonly value: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('set', 'set', 'set', 'insert', 'remove'),
  row: fc.nat({ max: 7 }),
  column: fc.constantFrom('name', 'count', 'subject'),
  value: fc.nat({ max: 30 }),
});

function editOf(session: FillingSession, choice: Step): Edit[] {
  const ids = session.rowIds('s');
  const row = ids[choice.row % Math.max(1, ids.length)];
  if (row === undefined) return [];
  if (choice.kind === 'remove') return [{ kind: 'removeRows', sheet: 's', rows: [row] }];
  const cells = { [choice.column]: choice.column === 'count' ? choice.value : `v${choice.value}` };
  if (choice.kind === 'set') return [set(row, cells)];
  return [{ kind: 'insertRows', sheet: 's', after: row, rows: [{ id: session.newRowId(), cells }] }];
}

type Event =
  | { readonly kind: 'edit'; readonly tab: number; readonly step: Step }
  | { readonly kind: 'flush' | 'poll' | 'undo' | 'redo'; readonly tab: number }
  | { readonly kind: 'lose' | 'busy' | 'down' | 'up' | 'wait' };

const TABS = 3;
const tab = fc.nat({ max: TABS - 1 });
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('edit' as const), tab, step }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('flush' as const, 'poll' as const, 'undo' as const, 'redo' as const),
      tab,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'lose' as const,
        'busy' as const,
        'down' as const,
        'up' as const,
        'wait' as const,
      ),
    }),
  },
);

async function happen(what: Event, tabs: readonly Tab[], server: FakeServer, clock: Clock): Promise<void> {
  const acting = 'tab' in what ? tabs[what.tab] : undefined;
  switch (what.kind) {
    case 'edit':
      if (acting) acting.session.edit(editOf(acting.session, what.step));
      break;
    case 'flush':
      void acting?.queue.flush();
      break;
    case 'poll':
      acting?.poll();
      break;
    case 'undo':
      acting?.session.undo();
      break;
    case 'redo':
      acting?.session.redo();
      break;
    case 'lose':
      server.loseReplies(1);
      break;
    case 'busy':
      server.refuseNext({ outcome: 'busy', retryAfterSeconds: 2 });
      break;
    case 'down':
    case 'up':
      server.isReachable = what.kind === 'up';
      break;
    case 'wait':
      await clock.pass(900);
  }
  await settled();
}

describe('[A28] many tabs of one organisation', () => {
  it('law: whatever gets lost on the way, all come to the same answers, and nothing acknowledged is missing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 60 }), async (events) => {
        const server = new FakeServer();
        const clock = new Clock();
        const tabs = Array.from({ length: TABS }, (_, index) => openTab(server, clock, `t${index}`));
        for (const what of events) await happen(what, tabs, server, clock);
        server.isReachable = true;
        for (let turn = 0; turn < 60 && tabs.some(({ queue }) => queue.state().kind !== 'saved'); turn += 1) {
          await clock.pass(30_000);
        }
        tabs.forEach(({ poll }) => poll());
        const truth = onServer(server);
        for (const { session, queue } of tabs) {
          expect(queue.state()).toEqual({ kind: 'saved' });
          expect(cellsOf(session.live.answers)).toEqual(cellsOf(truth));
          expect(session.live.findings).toEqual(validateAnswers(form, session.live.answers, context));
        }
        const numbers = server.log.map((change) => `${change.clientId} ${change.clientSeq}`);
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
      { numRuns: 150 },
    );
  });
});
