import { randomUUID } from 'node:crypto';
import { type Answers, applyEdits, type CompiledForm, type Edit } from 'engine';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findChanges } from '../../../app/db/queries/changes.server';
import { loadDraft } from '../../../app/services/collecting/draft.server';
import { pullChanges } from '../../../app/services/pull-changes.server';
import { useDatabase, type TestDatabase } from '../../support/database';
import { compileTestForm, createParticipant, save, type Participant } from './support';

const database = useDatabase();

const form = compileTestForm();
const rowIds = Array.from({ length: 8 }, (_, i) => `r${i}`);
const row = fc.constantFrom(...rowIds);
const cells = fc.record(
  {
    name: fc.constantFrom('Анна', 'Вера', '', null),
    hours: fc.constantFrom(1, 45, 55, 'много', null),
    note: fc.constantFrom('да', null),
    double: fc.constant(1),
  },
  { requiredKeys: [] },
);
const anchor = fc.oneof(row, fc.constantFrom(null, 'nobody'));
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), sheet: fc.constant('staff'), row, cells }),
  fc.record({
    kind: fc.constant('insertRows' as const),
    sheet: fc.constant('staff'),
    after: anchor,
    rows: fc.array(fc.record({ id: row, cells }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('removeRows' as const),
    sheet: fc.constant('staff'),
    rows: fc.array(row, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('set' as const),
    sheet: fc.constant('totals'),
    row: fc.constantFrom('01', '02', '03', '99'),
    cells: fc.record(
      { number: fc.integer({ min: 0, max: 9 }), unit: fc.constant('шт.') },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    kind: fc.constant('set' as const),
    sheet: fc.constant('lessons'),
    row: fc.constantFrom('math', 'music', 'dance'),
    cells: fc.record({ weekly: fc.constantFrom('3,5', 2, null) }),
  }),
  fc.record({
    kind: fc.constant('justify' as const),
    rule: fc.constantFrom('many-hours', 'namesakes'),
    sheet: fc.constant('staff'),
    row,
    text: fc.constantFrom('Две ставки', ''),
  }),
);

/** What happens to one of the tabs. */
const step = fc.record({
  tab: fc.constantFrom(0, 1, 2),
  what: fc.oneof(
    { weight: 3, arbitrary: fc.record({ edits: fc.array(edit, { minLength: 1, maxLength: 3 }) }) },
    { weight: 2, arbitrary: fc.constantFrom('send' as const, 'lose the reply' as const, 'poll' as const) },
  ),
});

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

interface Batch {
  readonly clientSeq: number;
  readonly edits: readonly Edit[];
}

/** A tab by the protocol: confirmed answers, and batches that wait. */
class Tab {
  confirmed: Answers = { sheets: {} };
  revision = 0;
  private readonly clientId = randomUUID();
  private waiting: readonly Batch[] = [];
  private nextSeq = 1;

  constructor(
    private readonly school: Participant,
    private readonly database: TestDatabase,
    private readonly form: CompiledForm,
  ) {}

  edit(edits: readonly Edit[]): void {
    this.waiting = [...this.waiting, { clientSeq: this.nextSeq++, edits }];
  }

  async send({ losesReply }: { readonly losesReply: boolean }): Promise<void> {
    const [batch] = this.waiting;
    if (!batch) return;
    const { clientId, revision: knownRevision } = this;
    const reply = await save(this.database.em(), this.school, batch.edits, {
      clientId,
      clientSeq: batch.clientSeq,
      knownRevision,
    });
    if (reply.outcome !== 'saved') throw new Error(JSON.stringify(reply));
    if (losesReply) return;
    this.waiting = this.waiting.slice(1);
    this.receive(reply.changes, reply.revision);
  }

  async poll(): Promise<void> {
    const { collection, submission, viewer } = this.school;
    const input = { collectionId: collection.id, submissionId: submission.id, since: this.revision };
    const reply = await pullChanges(this.database.em(), viewer, input);
    if (reply.outcome !== 'changes') throw new Error(JSON.stringify(reply));
    this.receive(reply.changes, reply.revision);
  }

  async finish(): Promise<void> {
    while (this.waiting.length > 0) await this.send({ losesReply: false });
  }

  private receive(changes: readonly { readonly edits: readonly Edit[] }[], revision: number): void {
    for (const { edits } of changes) this.confirmed = applyEdits(this.form, this.confirmed, edits).answers;
    this.revision = revision;
  }
}

/** Justifications are a set: the database keeps them in an order of its own. */
function comparable({ sheets, justifications = [] }: Answers) {
  const names = justifications.map((one) => JSON.stringify(Object.entries(one).sort()));
  return { sheets, justifications: names.sort() };
}

async function play(school: Participant, steps: readonly Step[]): Promise<readonly Tab[]> {
  const tabs = [0, 1, 2].map(() => new Tab(school, database, form));
  for (const { tab, what } of steps) {
    const actor = tabs[tab]!;
    if (typeof what === 'object') actor.edit(what.edits);
    else if (what === 'poll') await actor.poll();
    else await actor.send({ losesReply: what === 'lose the reply' });
  }
  // All at once: the lock puts them into some order.
  await Promise.all(tabs.map((tab) => tab.finish()));
  await Promise.all(tabs.map((tab) => tab.poll()));
  return tabs;
}

it('[A28] all tabs and the stored rows come to what the log gives, whatever is edited, lost and repeated', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const school = await createParticipant(database.em());
      const tabs = await play(school, steps);
      const log = await findChanges(database.em(), school.submission.id, 0);
      const replayed = log.reduce<Answers>((answers, { edits }) => applyEdits(form, answers, edits).answers, {
        sheets: {},
      });
      const stored = await loadDraft(database.em(), school.submission.id);
      expect(comparable(stored)).toEqual(comparable(replayed));
      for (const tab of tabs) {
        expect(tab.revision).toBe(log.length);
        expect(comparable(tab.confirmed)).toEqual(comparable(stored));
      }
      const sent = steps.filter(({ what }) => typeof what === 'object').length;
      expect(log).toHaveLength(sent);
    }),
    { numRuns: 25 },
  );
}, 120_000);
