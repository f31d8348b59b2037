import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { EntityManager } from '../../../app/db/orm.server';
import { execute } from '../../../app/db/sql.server';
import type { HistoryReply } from '../../../app/protocol/history';
import type { Role, Viewer } from '../../../app/protocol/views';
import { findOwnLastSubmitted } from '../../../app/services/find-last-submitted.server';
import { findPastState } from '../../../app/services/find-past-state.server';
import { findReceipt } from '../../../app/services/find-receipt.server';
import { listHistory } from '../../../app/services/list-history.server';
import { loadDraft } from '../../../app/services/collecting/draft.server';
import { useDatabase } from '../../support/database';
import { createRegion, createUser } from '../../support/factories';
import { viewerOf } from '../../support/viewers';
import { createParticipant, insert, joinCollection, type Participant, save, set, submit } from './support';

const database = useDatabase();

const wantedOf = ({ collection, submission }: Participant) => ({
  collectionId: collection.id,
  submissionId: submission.id,
});

async function historyOf(
  em: EntityManager,
  viewer: Viewer,
  school: Participant,
  before: number | null = null,
): Promise<HistoryReply> {
  const reply = await listHistory(em, viewer, { ...wantedOf(school), before });
  if (reply.outcome !== 'history') throw new Error(reply.outcome);
  return reply;
}

/** Moves the last entry of the log into the past. */
const movedBack = (em: EntityManager, { submission }: Participant, revision: number, minutes: number) =>
  execute(
    em,
    `update submission_change set changed_at = clock_timestamp() - make_interval(mins => $3)
      where submission_id = $1 and revision = $2`,
    [submission.id, revision, minutes],
  );

async function coordinatorOf(em: EntityManager, school: Participant, role: Role): Promise<Viewer> {
  const unit = school.submission;
  const orgUnit = role === 'municipal' ? unit.municipality : unit.region;
  if (!orgUnit) throw new Error('the school lies nowhere');
  return viewerOf(em, await createUser(em, { role, orgUnit }));
}

describe('history of a report', () => {
  it('tells who changed which cells, in words, the newest first; one person within five minutes is one entry', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [insert('r1', { name: 'Анна', hours: 10 })]);
    await movedBack(em, school, 1, 30);
    await save(em, school, [set('staff', 'r1', { hours: 20 })]);
    await movedBack(em, school, 2, 6);
    await save(em, school, [set('staff', 'r1', { hours: 30 }), set('totals', '01', { number: 5 })]);
    await movedBack(em, school, 3, 2);
    const { entries, next } = await historyOf(em, school.viewer, school);
    expect(next).toBeNull();
    expect(entries).toMatchObject([
      {
        kind: 'changes',
        revision: 3,
        by: { login: school.user.login, name: school.user.displayName },
        changes: {
          rows: [
            {
              kind: 'changed',
              sheet: 'Сотрудники',
              title: null,
              number: 1,
              cells: [{ column: 'Часы', before: '10', after: '30' }],
            },
            {
              kind: 'changed',
              sheet: 'Итоги',
              title: 'Всего',
              number: 1,
              cells: [{ column: 'Число', before: '', after: '5' }],
            },
          ],
        },
      },
      {
        kind: 'changes',
        revision: 1,
        changes: {
          rows: [
            {
              kind: 'added',
              cells: [
                { column: 'ФИО', before: '', after: 'Анна' },
                { column: 'Часы', before: '', after: '10' },
              ],
            },
          ],
        },
      },
    ]);
  });

  it('what was submitted parts the entries and names its receipt; another person is another entry', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const colleague = await createUser(em, { orgUnit: school.submission.orgUnit });
    const other: Participant = { ...school, user: colleague, viewer: await viewerOf(em, colleague) };
    await save(em, school, [insert('r1', { name: 'Анна' })]);
    const receipt = await submit(em, school, 1);
    await save(em, school, [set('staff', 'r1', { name: 'Вера' })]);
    await save(em, other, [{ kind: 'removeRows', sheet: 'staff', rows: ['r1'] }]);
    const { entries } = await historyOf(em, school.viewer, school);
    expect(entries.map(({ kind, revision, by }) => [kind, revision, by.login])).toEqual([
      ['changes', 3, colleague.login],
      ['changes', 2, school.user.login],
      ['submitted', 1, school.user.login],
      ['changes', 1, school.user.login],
    ]);
    expect(receipt).toMatchObject({ outcome: 'submitted' });
    expect(entries[2]).toMatchObject({ number: 'number' in receipt ? receipt.number : null });
    expect(entries[0]).toMatchObject({ changes: { rows: [{ kind: 'removed', number: 1 }] } });
  });

  it('goes on in pages, and every earlier state is the draft as it was', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const clientId = randomUUID();
    await save(em, school, [insert('r1', { name: 'Анна', hours: 0 })], { clientId });
    for (let seq = 2; seq <= 130; seq++) {
      await save(em, school, [set('staff', 'r1', { hours: seq % 50 })], { clientId, clientSeq: seq });
    }
    const first = await historyOf(em, school.viewer, school);
    expect(first.next).toBe(31);
    const second = await historyOf(em, school.viewer, school, first.next);
    expect(second.next).toBeNull();
    expect(second.entries).toMatchObject([{ revision: 30 }]);
    const state = await findPastState(em, school.viewer, { ...wantedOf(school), revision: 30 });
    expect(state).toMatchObject({
      outcome: 'past_state',
      revision: 30,
      answers: { sheets: { staff: [{ id: 'r1', cells: { name: 'Анна', hours: 30 } }] } },
    });
    const now = await findPastState(em, school.viewer, { ...wantedOf(school), revision: 130 });
    expect(now).toMatchObject({ answers: await loadDraft(em, school.submission.id) });
  });

  it('is found by the organisation and by its coordinators, by nobody else', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const stranger = await joinCollection(em, school.collection, school.version);
    await save(em, school, [insert('r1', { name: 'Анна' })]);
    const elsewhere = await viewerOf(
      em,
      await createUser(em, { role: 'regional', orgUnit: await createRegion(em) }),
    );
    const wanted = { ...wantedOf(school), before: null };
    for (const viewer of [stranger.viewer, elsewhere]) {
      expect(await listHistory(em, viewer, wanted)).toEqual({ outcome: 'not_found' });
      expect(await findPastState(em, viewer, { ...wanted, revision: 1 })).toEqual({ outcome: 'not_found' });
    }
    expect(await findOwnLastSubmitted(em, stranger.viewer, wanted)).toEqual({ outcome: 'wrong_account' });
    for (const role of ['municipal', 'regional'] as const) {
      const viewer = await coordinatorOf(em, school, role);
      expect((await historyOf(em, viewer, school)).entries).toHaveLength(1);
    }
    for (const revision of [0, 2, NaN]) {
      expect(await findPastState(em, school.viewer, { ...wanted, revision })).toEqual({
        outcome: 'not_found',
      });
    }
    for (const before of [0, NaN, 1.5]) {
      expect(await listHistory(em, school.viewer, { ...wanted, before })).toMatchObject({
        outcome: 'malformed',
      });
    }
  });

  it('coordinators see no further than what was submitted', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [insert('r1', { name: 'Анна' })]);
    await submit(em, school, 1);
    await save(em, school, [set('staff', 'r1', { name: 'Вера' })]);
    const viewer = await coordinatorOf(em, school, 'regional');
    const { entries } = await historyOf(em, viewer, school);
    expect(entries.map(({ revision }) => revision)).toEqual([1, 1]);
    const later = await findPastState(em, viewer, { ...wantedOf(school), revision: 2 });
    expect(later).toEqual({ outcome: 'not_found' });
  });
});

describe('the receipt', () => {
  it('holds what was frozen, by whom, and its fingerprint; later submissions are told', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [insert('r1', { name: 'Анна', hours: 5 })]);
    const first = await submit(em, school, 1);
    if (first.outcome !== 'submitted') throw new Error(first.outcome);
    await save(em, school, [set('staff', 'r1', { hours: 6 })]);
    const second = await submit(em, school, 2);
    if (second.outcome !== 'submitted') throw new Error(second.outcome);
    const receipt = await findReceipt(em, school.viewer, first.number);
    expect(receipt).toMatchObject({
      number: first.number,
      latest: second.number,
      submittedAt: first.submittedAt,
      by: { login: school.user.login },
      answers: { sheets: { staff: [{ id: 'r1', cells: { name: 'Анна', hours: 5, double: 10 } }] } },
    });
    expect(receipt?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    const later = await findReceipt(em, school.viewer, second.number);
    expect(later?.fingerprint).not.toBe(receipt?.fingerprint);
    const last = await findOwnLastSubmitted(em, school.viewer, wantedOf(school));
    expect(last).toMatchObject({ submitted: { number: second.number, answers: later?.answers } });
  });

  it('its fingerprint is the SHA-256 of the answers as canonical JSON', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [set('lessons', 'math', { weekly: 2.5 })]);
    const reply = await submit(em, school, 1);
    if (reply.outcome !== 'submitted') throw new Error(reply.outcome);
    const receipt = await findReceipt(em, school.viewer, reply.number);
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.keys(value)
                .sort()
                .map((key) => [key, sorted((value as Record<string, unknown>)[key])]),
            )
          : value;
    const text = JSON.stringify(sorted(receipt?.answers));
    expect(receipt?.fingerprint).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('is found by the organisation and by its coordinators, by nobody else', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const stranger = await joinCollection(em, school.collection, school.version);
    const reply = await submit(em, school, 0);
    if (reply.outcome !== 'submitted') throw new Error(reply.outcome);
    expect(await findReceipt(em, stranger.viewer, reply.number)).toBeNull();
    for (const role of ['municipal', 'regional'] as const) {
      expect(await findReceipt(em, await coordinatorOf(em, school, role), reply.number)).toMatchObject({
        number: reply.number,
      });
    }
    for (const number of [0, -1, NaN, reply.number + 1]) {
      expect(await findReceipt(em, school.viewer, number)).toBeNull();
    }
  });
});
