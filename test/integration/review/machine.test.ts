import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { queryRow } from '../../../app/db/sql.server';
import type {
  QueueState,
  ReviewLevel,
  ReviewLevels,
  ReviewMark,
  Verdict,
} from '../../../app/protocol/review';
import { listReviewQueue } from '../../../app/services/review/list-queue.server';
import { markOf, mayDecide, type Reviewed } from '../../../app/services/review/standing';
import { setReviewLevels } from '../../../app/services/review/set-levels.server';
import { useDatabase } from '../../support/database';
import { createCountry } from '../../support/factories';
import { save, set, submit } from '../collecting/support';
import { coordinator, createReviewing, decide, look, remark } from './support';

const database = useDatabase();

const settings = fc.constantFrom<ReviewLevels>('none', 'municipal', 'regional', 'both');
const step = fc.oneof(
  fc.constant({ kind: 'resubmit' as const }),
  fc.record({
    kind: fc.constant('decide' as const),
    level: fc.constantFrom<ReviewLevel>('municipal', 'regional'),
    verdict: fc.constantFrom<Verdict>('returned', 'accepted'),
    isStale: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('levels' as const), levels: settings }),
);

const queueState = (mark: ReviewMark, level: ReviewLevel): QueueState =>
  mark.state === 'waiting' ? (mark.level === level ? 'mine' : 'others') : mark.state;

it('services, the queue in SQL and the stored mark agree with the machine, whatever comes in whatever order', async () => {
  const em = database.em();
  const organizer = await coordinator(em, 'federal', await createCountry(em));
  await fc.assert(
    fc.asyncProperty(settings, fc.boolean(), fc.array(step, { maxLength: 8 }), async (levels, has, steps) => {
      const of = await createReviewing(em, levels, { withoutMunicipality: !has });
      let revision = 1;
      const receipts: number[] = [];
      const resubmit = async (): Promise<void> => {
        if (receipts.length > 0) {
          await save(em, of, [set('staff', 'r1', { hours: 10 + receipts.length })]);
          revision += 1;
        }
        const reply = await submit(em, of, revision);
        if (reply.outcome !== 'submitted') throw new Error(JSON.stringify(reply));
        receipts.push(reply.number);
      };
      await resubmit();
      let reviewed: Reviewed = { levels, hasMunicipality: has, status: 'submitted', last: null };
      for (const next of steps) {
        if (next.kind === 'resubmit') {
          await resubmit();
          reviewed = { ...reviewed, last: null };
        } else if (next.kind === 'levels') {
          await setReviewLevels(em, organizer, { collectionId: of.collection.id, levels: next.levels });
          reviewed = { ...reviewed, levels: next.levels };
        } else {
          const { level, verdict, isStale } = next;
          const by = level === 'municipal' ? of.municipal : of.regional;
          const receipt = isStale && receipts.length > 1 ? receipts.at(-2) : receipts.at(-1);
          const isCurrent = receipt === receipts.at(-1);
          const isVisible = level === 'regional' || has;
          const expected = isCurrent && isVisible && mayDecide(reviewed, level, verdict);
          const before = await look(em, of, by);
          const reply = await decide(em, of, by, {
            receipt: receipt ?? 0,
            verdict,
            comment: `${receipts.length}`,
          });
          const changed = (await look(em, of, by))?.verdicts.length !== before?.verdicts.length;
          expect([next, changed]).toEqual([next, expected]);
          // The same verdict of the same person once more is answered as given.
          if (expected) expect(reply.outcome).toBe('decided');
          if (expected) reviewed = { ...reviewed, last: { verdict, level } };
        }
        const mark = markOf(reviewed);
        for (const viewer of [of.regional, ...(has ? [of.municipal] : [])]) {
          expect((await look(em, of, viewer))?.mark ?? null).toEqual(mark);
          const query = { state: 'mine', collection: of.collection.id, search: '', page: 1 } as const;
          const counts = (await listReviewQueue(em, viewer, query))?.counts;
          const state = mark && queueState(mark, viewer.role === 'municipal' ? 'municipal' : 'regional');
          expect(counts).toEqual({
            mine: 0,
            others: 0,
            returned: 0,
            accepted: 0,
            ...(state ? { [state]: 1 } : {}),
          });
        }
        const stored = await queryRow<{ receipt: number | null; latest: number }>(
          em,
          `select (select receipt from review where submission_id = s.id and s.review_verdict is not null
                    order by decided_at desc limit 1) as receipt,
                  (select max(number) from submission_revision where submission_id = s.id) as latest
             from submission s where s.id = $1`,
          [of.submission.id],
        );
        // Never a verdict on what is no longer the last.
        if (stored?.receipt != null) expect(stored.receipt).toBe(stored.latest);
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);

it('a draft written by one of two coordinators of a level goes with the verdict of its author alone', async () => {
  const em = database.em();
  const of = await createReviewing(em, 'municipal');
  const reply = await submit(em, of, 1);
  const receipt = reply.outcome === 'submitted' ? reply.number : 0;
  const municipality = await of.submission.municipality?.loadOrFail();
  if (!municipality) throw new Error('the school has no municipality');
  const colleague = await coordinator(em, 'municipal', municipality);
  await remark(em, of, of.municipal, { receipt, text: 'Моё' });
  expect(
    await decide(em, of, colleague, { receipt, verdict: 'returned', comment: 'Исправьте' }),
  ).toMatchObject({
    outcome: 'decided',
  });
  expect((await look(em, of, of.municipal))?.remarks.map(({ state, text }) => [state, text])).toEqual([
    ['draft', 'Моё'],
  ]);
  expect((await look(em, of, of.regional))?.remarks).toEqual([]);
});
