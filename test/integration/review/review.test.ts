import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { queryRow, queryRows } from '../../../app/db/sql.server';
import type { RemarkView, ReviewMark } from '../../../app/protocol/review';
import { openSubmission } from '../../../app/services/open-submission.server';
import { listReviewQueue } from '../../../app/services/review/list-queue.server';
import { setReviewLevels } from '../../../app/services/review/set-levels.server';
import { useDatabase } from '../../support/database';
import { createCountry, createRegion } from '../../support/factories';
import { save, set, submit } from '../collecting/support';
import {
  answer,
  changeRemarkOf,
  closeIn,
  coordinator,
  createReviewing,
  decide,
  look,
  ownRemarks,
  remark,
  type Reviewing,
  submitted,
} from './support';

const database = useDatabase();
const mark = (state: ReviewMark['state'], level: ReviewMark['level'], twoLevels = true): ReviewMark => ({
  state,
  level,
  twoLevels,
});

async function remarksOf(of: Reviewing): Promise<readonly RemarkView[]> {
  const reply = await ownRemarks(database.em(), of);
  return reply.outcome === 'own_remarks' ? reply.remarks : [];
}

const until = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

describe('a round through both levels', () => {
  it('is returned with remarks, answered, corrected, submitted again and accepted twice', async () => {
    const em = database.em();
    const of = await createReviewing(em, 'both');
    const first = await submitted(em, of, 1);
    expect((await look(em, of, of.municipal))?.mark).toEqual(mark('waiting', 'municipal'));
    expect((await look(em, of, of.regional))?.may).toEqual({ return: false, accept: false });

    await remark(em, of, of.municipal, { receipt: first });
    await remark(em, of, of.municipal, {
      receipt: first,
      place: { sheet: 'staff', row: null, column: 'name' },
      text: 'Полные ФИО',
    });
    // Drafts are nobody else's.
    expect(await remarksOf(of)).toEqual([]);
    expect((await look(em, of, of.regional))?.remarks).toEqual([]);
    expect(await decide(em, of, of.municipal, { receipt: first, verdict: 'returned' })).toMatchObject({
      outcome: 'decided',
      mark: mark('returned', 'municipal'),
    });

    const remarks = await remarksOf(of);
    expect(remarks.map(({ state, text, before }) => [state, text, before])).toEqual([
      ['open', 'Проверьте часы', { hours: 20 }],
      ['open', 'Полные ФИО', null],
    ]);
    const opened = await openSubmission(em, of.viewer, { collectionId: of.collection.id });
    expect('review' in opened && opened.review).toEqual({
      mark: mark('returned', 'municipal'),
      remarks: 2,
      comment: '',
    });
    expect(
      await answer(em, of, of.viewer, remarks[1]?.id ?? '', 'Полные имена в паспорте такие'),
    ).toMatchObject({
      outcome: 'own_remarks',
    });
    await save(em, of, [set('staff', 'r1', { hours: 25 })]);
    const second = await submitted(em, of, 2);

    const seen = await look(em, of, of.municipal);
    expect(seen?.mark).toEqual(mark('waiting', 'municipal'));
    expect(seen?.receipt).toBe(second);
    expect(seen?.remarks.map(({ state, before }) => [state, before])).toEqual([
      ['open', { hours: 20 }],
      ['answered', null],
    ]);
    expect(seen?.answers.sheets['staff']?.[0]?.cells['hours']).toBe(25);
    expect(await decide(em, of, of.municipal, { receipt: second, verdict: 'accepted' })).toMatchObject({
      mark: mark('waiting', 'regional'),
    });
    expect((await remarksOf(of)).map(({ state }) => state)).toEqual(['resolved', 'resolved']);
    expect(await decide(em, of, of.regional, { receipt: second, verdict: 'accepted' })).toMatchObject({
      mark: mark('accepted', 'regional'),
    });

    const stored = await queryRow<{ status: string }>(em, 'select status from submission where id = $1', [
      of.submission.id,
    ]);
    expect(stored?.status).toBe('submitted');
    const audit = await queryRows<{ action: string }>(
      em,
      `select action from audit_event where object_kind = 'submission' and object_id = $1 order by id`,
      [of.submission.id],
    );
    expect(audit.map(({ action }) => action)).toEqual([
      'submission.submitted',
      'review.returned',
      'submission.submitted',
      'review.accepted',
      'review.accepted',
    ]);
    const told = await queryRows<{ kind: string; login: string }>(
      em,
      `select n.kind, u.login from notification n join user_account u on u.id = n.user_id
        where n.submission_id = $1 order by n.created_at`,
      [of.submission.id],
    );
    expect(told).toEqual([
      { kind: 'returned', login: of.user.login },
      { kind: 'remark_answered', login: of.municipal.login },
      { kind: 'accepted', login: of.user.login },
      { kind: 'accepted', login: of.user.login },
    ]);
  });

  it('is returned by the region to the school, and begins again at the municipality', async () => {
    const em = database.em();
    const of = await createReviewing(em, 'both');
    const first = await submitted(em, of, 1);
    await decide(em, of, of.municipal, { receipt: first, verdict: 'accepted' });
    await decide(em, of, of.regional, { receipt: first, verdict: 'returned', comment: 'Нет совместителей' });
    expect((await look(em, of, of.municipal))?.mark).toEqual(mark('returned', 'regional'));
    const opened = await openSubmission(em, of.viewer, { collectionId: of.collection.id });
    expect('review' in opened && opened.review?.comment).toBe('Нет совместителей');
    // Only answered and not changed: the same revision is submitted anew.
    const second = await submitted(em, of, 1);
    expect(second).toBeGreaterThan(first);
    // A reply that was lost is given again.
    expect(await submitted(em, of, 1)).toBe(second);
    expect((await look(em, of, of.municipal))?.mark).toEqual(mark('waiting', 'municipal'));
  });

  it('an acceptance is taken back while nobody above has accepted', async () => {
    const em = database.em();
    const of = await createReviewing(em, 'both');
    const receipt = await submitted(em, of, 1);
    await decide(em, of, of.municipal, { receipt, verdict: 'accepted' });
    expect((await look(em, of, of.municipal))?.may).toEqual({ return: true, accept: false });
    await decide(em, of, of.regional, { receipt, verdict: 'accepted' });
    expect((await look(em, of, of.municipal))?.may).toEqual({ return: false, accept: false });
    expect(await decide(em, of, of.municipal, { receipt, verdict: 'returned', comment: 'Ошибка' })).toEqual({
      outcome: 'not_your_turn',
      mark: mark('accepted', 'regional'),
    });
    expect(
      await decide(em, of, of.regional, { receipt, verdict: 'returned', comment: 'Ошибка' }),
    ).toMatchObject({
      outcome: 'decided',
    });
  });
});

describe('nothing entered is lost', () => {
  it('a verdict on what is no longer the last is refused, and drafts are there for the next', async () => {
    const em = database.em();
    const of = await createReviewing(em, 'municipal');
    const first = await submitted(em, of, 1);
    await remark(em, of, of.municipal, { receipt: first });
    await save(em, of, [set('staff', 'r1', { hours: 21 })]);
    const second = await submitted(em, of, 2);
    for (const verdict of ['returned', 'accepted'] as const) {
      expect(await decide(em, of, of.municipal, { receipt: first, verdict })).toMatchObject({
        outcome: 'newer_submitted',
        receipt: second,
      });
    }
    const seen = await look(em, of, of.municipal);
    expect(seen?.remarks.map(({ state, receipt }) => [state, receipt])).toEqual([['draft', first]]);
    expect(seen?.mark).toEqual(mark('waiting', 'municipal', false));
    await decide(em, of, of.municipal, { receipt: second, verdict: 'returned' });
    // What it is said of is what was judged.
    expect((await remarksOf(of)).map(({ receipt, before }) => [receipt, before])).toEqual([
      [second, { hours: 21 }],
    ]);
  });

  it('a return says something, an acceptance leaves no drafts behind', async () => {
    const em = database.em();
    const of = await createReviewing(em, 'municipal');
    const receipt = await submitted(em, of, 1);
    expect(await decide(em, of, of.municipal, { receipt, verdict: 'returned', comment: '  ' })).toEqual({
      outcome: 'nothing_said',
    });
    const id = randomUUID();
    await remark(em, of, of.municipal, { receipt, id });
    expect(await decide(em, of, of.municipal, { receipt, verdict: 'accepted' })).toEqual({
      outcome: 'drafts_left',
      drafts: 1,
    });
    expect(await changeRemarkOf(em, of, of.municipal, { kind: 'remove', id })).toMatchObject({ remarks: [] });
    expect(await decide(em, of, of.municipal, { receipt, verdict: 'accepted' })).toMatchObject({
      outcome: 'decided',
    });
  });

  it('the same remark and the same verdict sent twice are one', async () => {
    const em = database.em();
    const of = await createReviewing(em, 'municipal');
    const receipt = await submitted(em, of, 1);
    const id = randomUUID();
    await remark(em, of, of.municipal, { receipt, id, text: 'Раз' });
    await remark(em, of, of.municipal, { receipt, id, text: 'Два' });
    await decide(em, of, of.municipal, { receipt, verdict: 'returned' });
    expect(await decide(em, of, of.municipal, { receipt, verdict: 'returned' })).toMatchObject({
      outcome: 'decided',
    });
    expect((await remarksOf(of)).map(({ text }) => text)).toEqual(['Два']);
    const row = await queryRow<{ n: number }>(
      em,
      'select count(*) as n from review where submission_id = $1',
      [of.submission.id],
    );
    expect(row?.n).toBe(1);
  });

  it('two verdicts at the same moment: one is given, the other is told', async () => {
    const em = database.em();
    const of = await createReviewing(em, 'regional');
    const receipt = await submitted(em, of, 1);
    const outcomes = await Promise.all([
      decide(database.em(), of, of.regional, { receipt, verdict: 'returned', comment: 'Нет' }),
      decide(database.em(), of, of.regional, { receipt, verdict: 'returned', comment: 'Нет, и ещё вот что' }),
    ]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['decided', 'not_your_turn']);
  });
});

describe('the end for corrections', () => {
  it('is asked for where the window is over, and is the own end of that school', async () => {
    const em = database.em();
    const of = await createReviewing(em, 'municipal');
    const receipt = await submitted(em, of, 1);
    await closeIn(em, of, -3600);
    const say = { receipt, verdict: 'returned', comment: 'Исправьте' } as const;
    expect(await decide(em, of, of.municipal, say)).toEqual({ outcome: 'deadline_needed' });
    for (const closesAt of [until(-1), until(800)]) {
      expect(await decide(em, of, of.municipal, { ...say, closesAt })).toEqual({ outcome: 'deadline_wrong' });
    }
    const closesAt = until(2);
    expect(await decide(em, of, of.municipal, { ...say, closesAt })).toMatchObject({ outcome: 'decided' });
    const opened = await openSubmission(em, of.viewer, { collectionId: of.collection.id });
    expect('window' in opened && [opened.editable, opened.window.closesAt]).toEqual([true, closesAt]);
    expect(await save(em, of, [set('staff', 'r1', { hours: 22 })])).toMatchObject({ outcome: 'saved' });
    expect(await submitted(em, of, 2)).toBeGreaterThan(receipt);
  });

  it('never takes away a later end that was given before', async () => {
    const em = database.em();
    const of = await createReviewing(em, 'municipal');
    const receipt = await submitted(em, of, 1);
    const late = until(9);
    await decide(em, of, of.municipal, { receipt, verdict: 'returned', comment: 'Раз', closesAt: late });
    const again = await submitted(em, of, 1);
    await decide(em, of, of.municipal, {
      receipt: again,
      verdict: 'returned',
      comment: 'Два',
      closesAt: until(3),
    });
    const opened = await openSubmission(em, of.viewer, { collectionId: of.collection.id });
    expect('window' in opened && opened.window.closesAt).toBe(late);
  });
});

describe('changing who reviews while reports are there', () => {
  const organizer = async () => coordinator(database.em(), 'federal', await createCountry(database.em()));
  const change = async (of: Reviewing, levels: unknown) =>
    setReviewLevels(database.em(), await organizer(), { collectionId: of.collection.id, levels });

  it('marks follow from the setting and the verdicts so far', async () => {
    const em = database.em();
    const of = await createReviewing(em, 'none');
    const receipt = await submitted(em, of, 1);
    const seen = async () => (await look(database.em(), of, of.regional))?.mark ?? null;
    expect(await seen()).toBe(null);
    expect(await decide(em, of, of.municipal, { receipt, verdict: 'accepted' })).toEqual({
      outcome: 'not_found',
    });

    expect(await change(of, 'both')).toBe(true);
    expect(await seen()).toEqual(mark('waiting', 'municipal'));
    await decide(em, of, of.municipal, { receipt, verdict: 'accepted' });
    expect(await seen()).toEqual(mark('waiting', 'regional'));
    await change(of, 'municipal');
    expect(await seen()).toEqual(mark('accepted', 'municipal', false));
    await change(of, 'both');
    await decide(em, of, of.regional, { receipt, verdict: 'returned', comment: 'Нет' });
    await change(of, 'municipal');
    // A return stands until the school submits again.
    expect(await seen()).toEqual(mark('returned', 'regional', false));
    await change(of, 'none');
    expect(await seen()).toBe(null);
    const opened = await openSubmission(em, of.viewer, { collectionId: of.collection.id });
    expect('review' in opened && opened.review).toBe(null);
  });

  it('is for organizers, audited, and knows what it is told', async () => {
    const em = database.em();
    const of = await createReviewing(em, 'none');
    for (const viewer of [of.viewer, of.municipal, of.regional]) {
      expect(await setReviewLevels(em, viewer, { collectionId: of.collection.id, levels: 'both' })).toBe(
        false,
      );
    }
    expect(await change(of, 'everybody')).toBe(false);
    expect(await setReviewLevels(em, await organizer(), { collectionId: randomUUID(), levels: 'both' })).toBe(
      false,
    );
    await change(of, 'both');
    await change(of, 'both');
    const audit = await queryRows<{ details: unknown }>(
      em,
      `select details from audit_event where action = 'review.levels_changed' and object_id = $1`,
      [of.collection.id],
    );
    expect(audit).toEqual([{ details: { from: 'none', to: 'both' } }]);
  });

  it('a school under the region alone is looked at by the region', async () => {
    const em = database.em();
    const of = await createReviewing(em, 'municipal', { withoutMunicipality: true });
    const receipt = await submitted(em, of, 1);
    expect((await look(em, of, of.regional))?.mark).toEqual(mark('waiting', 'regional', false));
    expect(await decide(em, of, of.municipal, { receipt, verdict: 'accepted' })).toEqual({
      outcome: 'not_found',
    });
    expect(await decide(em, of, of.regional, { receipt, verdict: 'accepted' })).toMatchObject({
      outcome: 'decided',
    });
  });
});

describe('the queue', () => {
  it('holds what waits for the level, oldest first, with search and the next one', async () => {
    const em = database.em();
    const of = await createReviewing(em, 'both');
    await submitted(em, of, 1);
    const query = { state: 'mine', collection: null, search: '', page: 1 } as const;
    const mine = await listReviewQueue(em, of.municipal, query);
    expect(mine?.rows.map(({ submissionId, again }) => [submissionId, again])).toEqual([
      [of.submission.id, false],
    ]);
    expect(mine?.counts).toEqual({ mine: 1, others: 0, returned: 0, accepted: 0 });
    expect(mine?.first).toBe(of.submission.id);
    expect((await listReviewQueue(em, of.regional, query))?.counts).toEqual({
      mine: 0,
      others: 1,
      returned: 0,
      accepted: 0,
    });
    expect((await listReviewQueue(em, of.municipal, { ...query, search: '%' }))?.rows).toEqual([]);
    expect(await listReviewQueue(em, of.viewer, query)).toBe(null);
    const stranger = await coordinator(em, 'regional', await createRegion(em));
    expect((await listReviewQueue(em, stranger, query))?.counts).toEqual({
      mine: 0,
      others: 0,
      returned: 0,
      accepted: 0,
    });
  });

  it('says without review what it said before', async () => {
    const em = database.em();
    const of = await createReviewing(em, 'none');
    const receipt = await submitted(em, of, 1);
    // The same revision is the same receipt.
    expect(await submit(em, of, 1)).toMatchObject({ outcome: 'submitted', number: receipt });
    const page = await listReviewQueue(em, of.municipal, {
      state: 'mine',
      collection: null,
      search: '',
      page: 1,
    });
    expect(page).toMatchObject({ rows: [], collections: [], first: null });
  });
});
