import { describe, expect, it } from 'vitest';
import { execute, queryRows } from '../../../app/db/sql.server';
import { describeCollectionBlocks } from '../../../app/services/describe-collection-blocks.server';
import { openSubmission } from '../../../app/services/open-submission.server';
import { submitReport } from '../../../app/services/submit-report.server';
import { useDatabase } from '../../support/database';
import { createUser } from '../../support/factories';
import { viewerOf } from '../../support/viewers';
import {
  createParticipant,
  inSeconds,
  insert,
  joinCollection,
  type Participant,
  save,
  set,
  storedSubmission,
  submit,
} from './support';

const database = useDatabase();

const frozen = (school: Participant) =>
  queryRows<{ number: number; revision: number; answers: unknown; today: string }>(
    database.em(),
    'select number, revision, answers, today from submission_revision where submission_id = $1 order by number',
    [school.submission.id],
  );

describe('«Сдать отчет»', () => {
  it('[A31] freezes what rules judged: computed values in, disabled cells and empty rows out', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [
      insert('r1', { name: 'Анна', hours: 45, note: 'совмещает' }),
      insert('r2', { name: 'Вера', hours: 10, note: 'не нужна' }, 'r1'),
      insert('r3', {}, 'r2'),
      insert('r4', { name: 'Глеб' }, 'r3'),
      { kind: 'removeRows', sheet: 'staff', rows: ['r4'] },
      set('totals', '01', { number: 2 }),
    ]);
    const reply = await submit(em, school, 1);
    const [revision] = await frozen(school);
    expect(reply).toMatchObject({ outcome: 'submitted', number: revision?.number });
    expect(revision).toMatchObject({ revision: 1 });
    expect(revision?.answers).toMatchObject({
      sheets: {
        staff: [
          { id: 'r1', cells: { name: 'Анна', hours: 45, note: 'совмещает', double: 90 } },
          { id: 'r2', cells: { name: 'Вера', hours: 10, double: 20 } },
        ],
        totals: [{ id: '01', cells: { number: 2 } }, { id: '02', cells: { unit: 'чел.' } }, { id: '03' }],
      },
    });
    expect(JSON.stringify(revision?.answers)).not.toContain('не нужна');
    expect(await storedSubmission(em, school)).toMatchObject({ status: 'submitted', submitted_revision: 1 });
    const audit = await queryRows(
      em,
      `select user_id, action, details from audit_event where object_id = $1`,
      [school.submission.id],
    );
    expect(audit).toEqual([
      {
        user_id: school.user.id,
        action: 'submission.submitted',
        details: { number: revision?.number, revision: 1 },
      },
    ]);
  });

  it('[A31] judges on the server: errors keep the report a draft', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [insert('r1', { hours: 70 })]);
    expect(await submit(em, school, 1)).toMatchObject({
      outcome: 'has_errors',
      findings: [
        { code: 'required', sheet: 'staff', row: 'r1', column: 'name' },
        { code: 'range', sheet: 'staff', row: 'r1', column: 'hours' },
        { code: 'rule', rule: 'many-hours', severity: 'warning' },
        { code: 'justify', rule: 'many-hours', severity: 'error' },
      ],
    });
    expect(await frozen(school)).toEqual([]);
    expect(await storedSubmission(em, school)).toMatchObject({ status: 'in_progress', submitted_at: null });
  });

  it('a warning with its explanation does not block', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [
      insert('r1', { name: 'Анна', hours: 55 }),
      { kind: 'justify', rule: 'many-hours', sheet: 'staff', row: 'r1', text: 'Две ставки' },
    ]);
    expect(await submit(em, school, 1)).toMatchObject({ outcome: 'submitted' });
    const [revision] = await frozen(school);
    expect(revision?.answers).toMatchObject({ justifications: [{ rule: 'many-hours', text: 'Две ставки' }] });
  });

  it('a newer revision on the server is shown first', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [insert('r1', { name: 'Анна' })]);
    await save(em, school, [set('staff', 'r1', { name: 'Вера' })], { knownRevision: 1 });
    expect(await submit(em, school, 1)).toMatchObject({
      outcome: 'newer',
      revision: 2,
      changes: [{ revision: 2, edits: [{ kind: 'set', row: 'r1' }] }],
    });
    expect(await submit(em, school, 3)).toMatchObject({ outcome: 'malformed' });
    expect(await submit(em, school, 2)).toMatchObject({ outcome: 'submitted' });
  });

  it('[A34] again with edits gives another receipt; what counts is the last', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [insert('r1', { name: 'Анна' })]);
    const first = await submit(em, school, 1);
    const { started_at } = await storedSubmission(em, school);
    await save(em, school, [set('staff', 'r1', { name: 'Вера' })], { knownRevision: 1 });
    const second = await submit(em, school, 2);
    const numbers = [first, second].map((reply) => (reply.outcome === 'submitted' ? reply.number : 0));
    expect(numbers[1]).toBeGreaterThan(numbers[0]!);
    const revisions = await frozen(school);
    expect(revisions.map(({ number, revision }) => ({ number, revision }))).toEqual([
      { number: numbers[0], revision: 1 },
      { number: numbers[1], revision: 2 },
    ]);
    expect(revisions[0]?.answers).toMatchObject({ sheets: { staff: [{ cells: { name: 'Анна' } }] } });
    expect(await storedSubmission(em, school)).toMatchObject({ started_at, submitted_revision: 2 });
    const blocks = await describeCollectionBlocks(em, school.viewer, [school.collection.id]);
    expect(blocks.get(school.collection.id)?.own).toMatchObject({ hasUnsubmittedEdits: false });
  });

  it('repeated after a lost reply gives the same receipt, also after closing', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [insert('r1', { name: 'Анна' })]);
    const twins = await Promise.all([1, 2, 3].map(() => submit(database.em(), school, 1)));
    expect(new Set(twins.map((reply) => JSON.stringify(reply))).size).toBe(1);
    await execute(em, `update collection set closes_at = $2, opens_at = $3 where id = $1`, [
      school.collection.id,
      inSeconds(-3600),
      inSeconds(-7200),
    ]);
    expect(await submit(em, school, 1)).toEqual(twins[0]);
    expect(await frozen(school)).toHaveLength(1);
  });

  it('an account of the same organisation that did not submit gets no receipt of another', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const colleague = await viewerOf(em, await createUser(em, { orgUnit: school.user.orgUnit }));
    await save(em, school, [insert('r1', { name: 'Анна' })]);
    const first = await submit(em, school, 1);
    const second = await submit(em, { ...school, viewer: colleague }, 1);
    expect(second.outcome).toBe('submitted');
    expect(second).not.toEqual(first);
  });

  it('of an untouched form without errors begins the work too', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    expect(await submit(em, school, 0)).toMatchObject({ outcome: 'submitted' });
    const { status, started_at } = await storedSubmission(em, school);
    expect({ status, began: started_at !== null }).toEqual({ status: 'submitted', began: true });
  });

  it('another version of the form, another organisation, and nonsense are refused', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const other = await joinCollection(em, school.collection, school.version);
    await save(em, school, [insert('r1', { name: 'Анна' })]);
    expect(await submit(em, school, 1, 2)).toEqual({ outcome: 'stale_form', definitionVersion: 1 });
    expect(await submit(em, { ...school, viewer: other.viewer }, 1)).toEqual({ outcome: 'wrong_account' });
    const input = { collectionId: school.collection.id, body: { revision: 1 } };
    expect(await submitReport(em, school.viewer, input)).toMatchObject({ outcome: 'malformed' });
    expect(await frozen(school)).toEqual([]);
  });

  it('at the same time as an edit: either the edit is in it, or it is a draft after it', async () => {
    const em = database.em();
    for (let round = 0; round < 8; round++) {
      const school = await createParticipant(em);
      await save(em, school, [insert('r1', { name: 'Анна' })]);
      const [saved, submitted] = await Promise.all([
        save(database.em(), school, [set('staff', 'r1', { hours: 3 })], { knownRevision: 1 }),
        submit(database.em(), school, 1),
      ]);
      expect(saved).toMatchObject({ outcome: 'saved', revision: 2 });
      const view = await openSubmission(em, school.viewer, { collectionId: school.collection.id });
      if (submitted.outcome === 'submitted') {
        expect(view).toMatchObject({ status: 'submitted', hasUnsubmittedEdits: true });
        const [revision] = await frozen(school);
        expect(revision?.answers).toMatchObject({ sheets: { staff: [{ cells: { name: 'Анна' } }] } });
        expect(JSON.stringify(revision?.answers)).not.toContain('hours');
      } else {
        expect(submitted).toMatchObject({ outcome: 'newer', revision: 2 });
        expect(view).toMatchObject({ status: 'in_progress' });
      }
    }
  });
});
