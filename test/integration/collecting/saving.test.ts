import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { execute, queryRow, queryRows } from '../../../app/db/sql.server';
import { loadDraft } from '../../../app/services/collecting/draft.server';
import { openSubmission } from '../../../app/services/open-submission.server';
import { pullChanges } from '../../../app/services/pull-changes.server';
import { saveEdits } from '../../../app/services/save-edits.server';
import { useDatabase } from '../../support/database';
import { createMunicipality, createUser } from '../../support/factories';
import { viewerOf } from '../../support/viewers';
import {
  createParticipant,
  insert,
  joinCollection,
  save,
  saveRequest,
  set,
  storedSubmission,
  submit,
} from './support';

const database = useDatabase();

describe('saving', () => {
  it('[A28] stores canonical values, logs what was asked and tells the new revision', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const request = saveRequest(school, [
      insert('r1', { name: 'Анна', hours: ' 10 ' }),
      set('totals', '02', { number: 7 }),
    ]);
    const reply = await saveEdits(em, school.viewer, { collectionId: school.collection.id, body: request });
    expect(reply).toMatchObject({
      outcome: 'saved',
      revision: 1,
      status: 'in_progress',
      hasUnsubmittedEdits: false,
      rejected: [],
      closesAt: school.collection.closesAt.toISOString(),
      changes: [
        { revision: 1, clientId: request.clientId, clientSeq: 1, edits: request.edits, rejected: [] },
      ],
    });
    expect(await loadDraft(em, school.submission.id)).toEqual({
      sheets: {
        staff: [{ id: 'r1', cells: { name: 'Анна', hours: 10 } }],
        totals: [{ id: '02', cells: { number: 7 } }],
      },
    });
    const log = await queryRows(em, 'select user_id, edits from submission_change where submission_id = $1', [
      school.submission.id,
    ]);
    expect(log).toEqual([{ user_id: school.user.id, edits: request.edits }]);
  });

  it('answers a request again whose reply was lost, and applies it once', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const request = saveRequest(school, [insert('r1', { name: 'Анна' })]);
    const collectionId = school.collection.id;
    const first = await saveEdits(em, school.viewer, { collectionId, body: request });
    await save(em, school, [set('staff', 'r1', { name: 'Вера' })], { knownRevision: 1 });
    const again = await saveEdits(em, school.viewer, { collectionId, body: request });
    expect(first).toMatchObject({ outcome: 'saved', revision: 1 });
    expect(again).toMatchObject({
      outcome: 'saved',
      revision: 2,
      changes: [{ revision: 1 }, { revision: 2 }],
    });
    const draft = await loadDraft(em, school.submission.id);
    expect(draft.sheets.staff).toEqual([{ id: 'r1', cells: { name: 'Вера' } }]);
  });

  it('answers a repeated request also after closing, and to twins that arrive at once', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const request = saveRequest(school, [insert('r1', { name: 'Анна' })]);
    const input = { collectionId: school.collection.id, body: request };
    const twins = await Promise.all([1, 2, 3].map(() => saveEdits(database.em(), school.viewer, input)));
    expect(twins.map((reply) => reply.outcome === 'saved' && reply.revision)).toEqual([1, 1, 1]);
    await execute(
      em,
      `update collection set opens_at = now() - interval '2 days', closes_at = now() - interval '1 day' where id = $1`,
      [school.collection.id],
    );
    expect(await saveEdits(em, school.viewer, input)).toMatchObject({ outcome: 'saved', revision: 1 });
  });

  it('refuses a number that was used for other edits, and a gap between numbers', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const clientId = randomUUID();
    await save(em, school, [insert('r1', { name: 'Анна' })], { clientId });
    const other = await save(em, school, [insert('r2', { name: 'Вера' })], { clientId });
    expect(other).toEqual({ outcome: 'malformed', message: 'clientSeq: was used for other edits' });
    const late = await save(em, school, [insert('r2', { name: 'Вера' })], { clientId, clientSeq: 3 });
    expect(late).toEqual({ outcome: 'malformed', message: 'clientSeq: 2 is missing' });
    expect(await storedSubmission(em, school)).toMatchObject({ revision: 1 });
  });

  it('takes the same edits as the same whatever the order of their keys', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const clientId = randomUUID();
    await save(em, school, [insert('r1', { name: 'Анна', hours: 3 })], { clientId });
    const again = await save(em, school, [insert('r1', { hours: 3, name: 'Анна' })], { clientId });
    expect(again).toMatchObject({ outcome: 'saved', revision: 1 });
  });

  it('reports and logs parts that cannot be applied, and applies the others', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const reply = await save(em, school, [
      set('totals', '02', { unit: 'шт.', number: 5 }),
      set('nowhere', 'x', { a: 1 }),
      insert('r1', { name: 'Анна', double: 8, unheard: 1 }),
      set('staff', 'r9', { name: 'Никто' }),
    ]);
    const rejected = [
      { editIndex: 0, reason: 'read_only', sheet: 'totals', row: '02', column: 'unit' },
      { editIndex: 1, reason: 'unknown_sheet', sheet: 'nowhere' },
      { editIndex: 2, reason: 'read_only', sheet: 'staff', row: 'r1', column: 'double' },
      { editIndex: 2, reason: 'unknown_column', sheet: 'staff', row: 'r1', column: 'unheard' },
      { editIndex: 3, reason: 'unknown_row', sheet: 'staff', row: 'r9' },
    ];
    expect(reply).toMatchObject({ outcome: 'saved', rejected, changes: [{ rejected }] });
    expect((await loadDraft(em, school.submission.id)).sheets).toEqual({
      staff: [{ id: 'r1', cells: { name: 'Анна' } }],
      totals: [{ id: '02', cells: { number: 5 } }],
    });
  });

  it.each([
    ['NUL in a cell', [insert('r1', { name: 'a\0b', hours: 1 })], 'name'],
    ['half of a surrogate pair', [insert('r1', { name: '\ud83d', hours: 1 })], 'name'],
    ['text longer than a cell of a workbook', [insert('r1', { name: 'x'.repeat(32_768), hours: 1 })], 'name'],
  ] as const)('leaves out %s, and keeps the rest', async (_, edits, column) => {
    const em = database.em();
    const school = await createParticipant(em);
    const reply = await save(em, school, edits);
    expect(reply).toMatchObject({
      outcome: 'saved',
      rejected: [{ editIndex: 0, reason: 'invalid_value', sheet: 'staff', row: 'r1', column }],
    });
    expect((await loadDraft(em, school.submission.id)).sheets.staff).toEqual([
      { id: 'r1', cells: { hours: 1 } },
    ]);
  });

  it('leaves out rows and explanations that no database can hold', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const reply = await save(em, school, [
      insert('bad\0id', { name: 'Анна' }),
      set('staff', 'bad\0id', { name: 'Анна' }),
      { kind: 'justify', rule: 'many-hours', sheet: 'staff', row: 'r1', text: '\udc00' },
      { kind: 'removeRows', sheet: 'staff', rows: ['\0'] },
      insert('r1', { name: 'Вера' }, 'bad\0anchor'),
    ]);
    expect(reply).toMatchObject({
      outcome: 'saved',
      rejected: [0, 1, 2, 3].map((editIndex) => ({ editIndex, reason: 'invalid_value' })),
    });
    expect((await loadDraft(em, school.submission.id)).sheets).toEqual({
      staff: [{ id: 'r1', cells: { name: 'Вера' } }],
    });
  });

  it.each([
    ['no object', null],
    ['an unknown key', { more: 1 }],
    ['no edits', { edits: [] }],
    ['an unknown kind of edit', { edits: [{ kind: 'drop', sheet: 'staff' }] }],
    ['a key of the prototype', { edits: [{ kind: 'set', sheet: '__proto__', row: 'r1', cells: {} }] }],
    ['a nested value', { edits: [{ kind: 'set', sheet: 'staff', row: 'r1', cells: { name: { a: 1 } } }] }],
    ['a number of no client', { clientSeq: 0 }],
    ['a revision that was not reached', { knownRevision: 5 }],
  ])('refuses a request with %s', async (_, change) => {
    const em = database.em();
    const school = await createParticipant(em);
    const body = change && { ...saveRequest(school, [insert('r1', { name: 'Анна' })]), ...change };
    const reply = await saveEdits(em, school.viewer, { collectionId: school.collection.id, body });
    expect(reply).toMatchObject({ outcome: 'malformed' });
    expect(await storedSubmission(em, school)).toMatchObject({ revision: 0, status: 'not_started' });
  });

  it('refuses column names that mean something to JavaScript', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const request = JSON.stringify(saveRequest(school, [insert('r1', { name: 'Анна' })]));
    const body: unknown = JSON.parse(request.replace('"name"', '"__proto__"'));
    const reply = await saveEdits(em, school.viewer, { collectionId: school.collection.id, body });
    expect(reply).toMatchObject({ outcome: 'malformed' });
  });

  it('refuses 20,001 rows and more than 8 MB, and takes 20,000 rows', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const rows = Array.from({ length: 20_001 }, (_, i) => `r${i}`);
    const remove = (ids: readonly string[]) =>
      save(em, school, [{ kind: 'removeRows', sheet: 'staff', rows: ids }]);
    expect(await remove(rows)).toEqual({ outcome: 'too_large' });
    expect(await remove(rows.slice(1))).toMatchObject({ outcome: 'saved' });
    const heavy = Array.from({ length: 300 }, (_, i) => insert(`r${i}`, { name: 'ж'.repeat(16_000) }));
    expect(await save(em, school, heavy)).toEqual({ outcome: 'too_large' });
  });

  it('refuses edits of another version of the form', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const reply = await save(em, school, [insert('r1', { name: 'Анна' })], { definitionVersion: 2 });
    expect(reply).toEqual({ outcome: 'stale_form', definitionVersion: 1 });
  });

  it('is busy while somebody else holds the submission for too long', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const holder = database.em();
    await holder.begin();
    await execute(holder, 'select 1 from submission where id = $1 for update', [school.submission.id]);
    const reply = await save(em, school, [insert('r1', { name: 'Анна' })]);
    await holder.rollback();
    expect(reply).toMatchObject({ outcome: 'busy' });
    expect(await save(em, school, [insert('r1', { name: 'Анна' })])).toMatchObject({ outcome: 'saved' });
  });
});

describe('status', () => {
  it('[A38] begins at the first acknowledged edit, not at opening or at edits that are refused whole', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await openSubmission(em, school.viewer, { collectionId: school.collection.id });
    await save(em, school, [set('staff', 'r9', { name: 'Никто' })]);
    expect(await storedSubmission(em, school)).toMatchObject({
      status: 'not_started',
      started_at: null,
      changed_at: null,
      revision: 1,
    });
    await save(em, school, [insert('r1', { name: 'Анна' })], { knownRevision: 1 });
    const begun = await storedSubmission(em, school);
    expect(begun).toMatchObject({ status: 'in_progress', revision: 2 });
    await save(em, school, [set('staff', 'r1', { hours: 4 })], { knownRevision: 2 });
    expect(await storedSubmission(em, school)).toMatchObject({
      status: 'in_progress',
      started_at: begun.started_at,
    });
  });

  it('[A38] stays «Сдано» when edited again; [A34] the edits are a draft', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [insert('r1', { name: 'Анна' })]);
    await submit(em, school, 1);
    const same = await save(em, school, [set('staff', 'r1', { name: 'Анна' })], { knownRevision: 1 });
    expect(same).toMatchObject({ status: 'submitted', hasUnsubmittedEdits: false });
    const edited = await save(em, school, [set('staff', 'r1', { hours: 4 })], { knownRevision: 2 });
    expect(edited).toMatchObject({ status: 'submitted', hasUnsubmittedEdits: true });
    expect(await storedSubmission(em, school)).toMatchObject({ status: 'submitted', submitted_revision: 1 });
  });
});

describe('whose submission it is', () => {
  it('[A40] nobody else finds it: not another organisation, not a coordinator, not who was withdrawn', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const other = await joinCollection(em, school.collection, school.version);
    const stranger = await viewerOf(em, await createUser(em));
    const municipality = await createMunicipality(em);
    const coordinator = await viewerOf(
      em,
      await createUser(em, { role: 'municipal', orgUnit: municipality }),
    );
    const collectionId = school.collection.id;
    const body = saveRequest(school, [insert('r1', { name: 'Чужое' })]);
    for (const viewer of [other.viewer, stranger, coordinator]) {
      expect(await saveEdits(em, viewer, { collectionId, body })).toEqual({ outcome: 'wrong_account' });
      const pulled = await pullChanges(em, viewer, {
        collectionId,
        submissionId: school.submission.id,
        since: 0,
      });
      expect(pulled).toEqual({ outcome: 'wrong_account' });
    }
    for (const viewer of [stranger, coordinator]) {
      expect(await openSubmission(em, viewer, { collectionId })).toEqual({ outcome: 'not_found' });
    }
    await execute(em, 'update submission set withdrawn_at = now() where id = $1', [school.submission.id]);
    expect(await saveEdits(em, school.viewer, { collectionId, body })).toEqual({ outcome: 'not_found' });
    expect(await openSubmission(em, school.viewer, { collectionId })).toEqual({ outcome: 'not_found' });
    expect(await storedSubmission(em, school)).toMatchObject({ revision: 0 });
  });

  it('an id that is none is not found', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const body = saveRequest(school, [insert('r1', { name: 'Анна' })]);
    const collectionId = `' or 1=1`;
    expect(await openSubmission(em, school.viewer, { collectionId })).toEqual({ outcome: 'not_found' });
    expect(await saveEdits(em, school.viewer, { collectionId, body })).toEqual({ outcome: 'wrong_account' });
  });
});

describe('rows', () => {
  it('are stored where they changed only', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const rows = Array.from({ length: 5 }, (_, i) => ({ id: `r${i}`, cells: { name: `${i}` } }));
    await save(em, school, [{ kind: 'insertRows', sheet: 'staff', after: null, rows }]);
    const versions = () =>
      queryRows<{ row_id: string; xmin: string }>(
        em,
        'select row_id, xmin::text from answer_row where submission_id = $1 order by row_id',
        [school.submission.id],
      );
    const before = await versions();
    await save(em, school, [set('staff', 'r3', { hours: 2 }), insert('r9', { name: 'новый' }, 'r1')]);
    const after = await versions();
    const touched = after.filter(
      ({ row_id, xmin }) => !before.some((old) => old.row_id === row_id && old.xmin === xmin),
    );
    expect(touched.map(({ row_id }) => row_id)).toEqual(['r3', 'r9']);
    expect((await loadDraft(em, school.submission.id)).sheets.staff?.map(({ id }) => id)).toEqual([
      'r0',
      'r1',
      'r9',
      'r2',
      'r3',
      'r4',
    ]);
  });

  it('that were removed stay as tombstones, anchor others, and come back in their place', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [insert('r1', { name: 'Анна' }), insert('r2', { name: 'Вера' }, 'r1')]);
    await save(em, school, [{ kind: 'removeRows', sheet: 'staff', rows: ['r1'] }], { knownRevision: 1 });
    await save(em, school, [insert('r3', { name: 'Глеб' }, 'r1')], { knownRevision: 2 });
    await save(em, school, [insert('r1', {}, 'r2')], { knownRevision: 3 });
    expect((await loadDraft(em, school.submission.id)).sheets.staff).toEqual([
      { id: 'r1', cells: { name: 'Анна' } },
      { id: 'r3', cells: { name: 'Глеб' } },
      { id: 'r2', cells: { name: 'Вера' } },
    ]);
  });

  it('are counted as a whole: a full sheet takes no more, also where a request sees few of its rows', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const rows = Array.from({ length: 30 }, (_, i) => ({ id: `r${i}`, cells: { name: `${i}` } }));
    await save(em, school, [{ kind: 'insertRows', sheet: 'staff', after: null, rows }]);
    const full = await save(em, school, [insert('r30', { name: 'лишний' }, 'r29')], { knownRevision: 1 });
    expect(full).toMatchObject({ rejected: [{ reason: 'too_many_rows', row: 'r30' }] });
    await save(em, school, [{ kind: 'removeRows', sheet: 'staff', rows: ['r0'] }], { knownRevision: 2 });
    expect(
      await save(em, school, [insert('r30', { name: 'тридцатый' })], { knownRevision: 3 }),
    ).toMatchObject({
      rejected: [],
    });
  });

  it('lose the explanation of a warning when what was explained changes', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const justified = { rule: 'many-hours', sheet: 'staff', row: 'r1', text: 'Две ставки' };
    await save(em, school, [insert('r1', { name: 'Анна', hours: 55 }), { kind: 'justify', ...justified }]);
    expect((await loadDraft(em, school.submission.id)).justifications).toEqual([justified]);
    await save(em, school, [set('staff', 'r1', { name: 'Вера' })], { knownRevision: 1 });
    expect((await loadDraft(em, school.submission.id)).justifications).toEqual([justified]);
    await save(em, school, [set('staff', 'r1', { hours: 56 })], { knownRevision: 2 });
    expect((await loadDraft(em, school.submission.id)).justifications).toBeUndefined();
    expect(
      await queryRow(em, 'select count(*) as n from answer_justification where submission_id = $1', [
        school.submission.id,
      ]),
    ).toEqual({ n: 0 });
  });
});
