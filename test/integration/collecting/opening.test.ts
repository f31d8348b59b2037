import { describe, expect, it } from 'vitest';
import { Collection } from '../../../app/db/entities/index.server';
import { execute, queryRow } from '../../../app/db/sql.server';
import type { SubmissionView } from '../../../app/protocol/views';
import { openSubmission } from '../../../app/services/open-submission.server';
import { pullChanges } from '../../../app/services/pull-changes.server';
import { refreshDraft } from '../../../app/services/refresh-draft.server';
import { useDatabase } from '../../support/database';
import {
  createBlock,
  createCollection,
  createDefinitionVersion,
  createPublication,
  createSubmission,
} from '../../support/factories';
import {
  createParticipant,
  definition,
  inSeconds,
  insert,
  type Participant,
  save,
  set,
  storedSubmission,
  submit,
} from './support';

const database = useDatabase();

async function open(school: Participant, draft = false): Promise<SubmissionView> {
  const input = { collectionId: school.collection.id, draft };
  const view = await openSubmission(database.em(), school.viewer, input);
  if ('outcome' in view) throw new Error(view.outcome);
  return view;
}

async function close({ collection }: Participant): Promise<void> {
  await execute(database.em(), 'update collection set opens_at = $2, closes_at = $3 where id = $1', [
    collection.id,
    inSeconds(-7200),
    inSeconds(-3600),
  ]);
}

/** Another collection that the organisation took part in, linked as the earlier one. */
async function linkPrevious(school: Participant): Promise<Participant> {
  const em = database.em();
  const collection = await createCollection(em, { definitionVersion: school.version });
  const submission = await createSubmission(em, { collection, orgUnit: school.user.orgUnit });
  await em.nativeUpdate(Collection, school.collection.id, { previousCollection: collection });
  return { ...school, collection, submission };
}

describe('opening', () => {
  it('shows rows in their order, tombstones included, with the form, the context and the way back', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const publication = await createPublication(em);
    await createBlock(em, { publication, kind: 'collection', collection: school.collection });
    await save(em, school, [
      insert('r1', { name: 'Анна' }),
      insert('r2', { name: 'Вера' }),
      { kind: 'removeRows', sheet: 'staff', rows: ['r2'] },
    ]);
    const view = await open(school);
    const codes = await queryRow<{ region: string; municipality: string }>(
      em,
      `select r.code as region, m.code as municipality from submission s join org_unit r on r.id = s.region_id
         join org_unit m on m.id = s.municipality_id where s.id = $1`,
      [school.submission.id],
    );
    expect(codes).not.toBeNull();
    expect(view).toMatchObject({
      submissionId: school.submission.id,
      collectionTitle: school.collection.title,
      publicationPath: `/lk/publications/${publication.section.getProperty('slug')}/${publication.slug}`,
      form: { version: 1, definition },
      answers: {
        sheets: {
          staff: [
            { id: 'r2', cells: { name: 'Вера' }, removed: true },
            { id: 'r1', cells: { name: 'Анна' } },
          ],
        },
      },
      revision: 1,
      status: 'in_progress',
      editable: true,
      shows: 'draft',
      context: {
        org: { code: school.viewer.orgUnit.code, kind: 'edu', ...codes },
        collection: {
          opensAt: school.collection.opensAt.toISOString(),
          closesAt: school.collection.closesAt.toISOString(),
        },
        locale: 'ru',
      },
    });
  });

  it('`$today` is the date in Moscow', async () => {
    const { context, serverTime } = await open(await createParticipant(database.em()));
    const inMoscow = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Moscow' }).format(
      new Date(serverTime),
    );
    expect(context.today).toBe(inMoscow);
  });

  it('gives rules what the organisation submitted in the linked earlier collection, not its draft', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const before = await linkPrevious(school);
    expect((await open(school)).context.previous).toBeUndefined();
    await save(em, before, [insert('r1', { name: 'Анна' })]);
    await submit(em, before, 1);
    await save(em, before, [set('staff', 'r1', { name: 'Черновик' })], { knownRevision: 1 });
    expect((await open(school)).context.previous).toMatchObject({
      sheets: { staff: [{ id: 'r1', cells: { name: 'Анна' } }] },
    });
  });

  it('after closing shows what was submitted, and the unsent draft when asked', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [insert('r1', { name: 'Анна' })]);
    await submit(em, school, 1);
    await save(em, school, [set('staff', 'r1', { name: 'Черновик' })], { knownRevision: 1 });
    expect(await open(school)).toMatchObject({ shows: 'draft', hasUnsubmittedEdits: true });
    await close(school);
    const staffOf = ({ answers }: SubmissionView) => answers.sheets.staff?.map(({ cells }) => cells.name);
    const closed = await open(school);
    expect(closed).toMatchObject({ shows: 'submitted', editable: false, hasUnsubmittedEdits: true });
    expect(staffOf(closed)).toEqual(['Анна']);
    const draft = await open(school, true);
    expect(draft).toMatchObject({ shows: 'draft', editable: false });
    expect(staffOf(draft)).toEqual(['Черновик']);
  });
});

describe('changes', () => {
  it('come in order after a revision, with how the submission stands', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [insert('r1', { name: 'Анна' })]);
    await save(em, school, [set('staff', 'r1', { hours: 5 })], { knownRevision: 1 });
    const pull = (since: number) =>
      pullChanges(em, school.viewer, {
        collectionId: school.collection.id,
        submissionId: school.submission.id,
        since,
      });
    expect(await pull(1)).toMatchObject({
      outcome: 'changes',
      revision: 2,
      status: 'in_progress',
      changes: [{ revision: 2, clientSeq: 1, rejected: [] }],
    });
    await submit(em, school, 2);
    expect(await pull(2)).toMatchObject({ revision: 2, status: 'submitted', changes: [] });
    expect(await pull(-1)).toMatchObject({ outcome: 'malformed' });
    expect(await pull(Number.NaN)).toMatchObject({ outcome: 'malformed' });
  });
});

describe('«Сохранить черновик»', () => {
  const refresh = (school: Participant, { revision, sources }: SubmissionView) =>
    refreshDraft(database.em(), school.viewer, {
      collectionId: school.collection.id,
      body: { submissionId: school.submission.id, revision, sources },
    });

  it('[A29] says that nothing has changed, and begins nothing', async () => {
    const school = await createParticipant(database.em());
    const view = await open(school);
    expect(await refresh(school, view)).toMatchObject({ outcome: 'refreshed', changed: [] });
    expect(await storedSubmission(database.em(), school)).toMatchObject({
      status: 'not_started',
      revision: 0,
    });
  });

  it('[A29] says what has changed elsewhere, and gives it', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const before = await linkPrevious(school);
    const view = await open(school);
    await save(em, before, [insert('r1', { name: 'Анна' })]);
    await submit(em, before, 1);
    await save(em, school, [insert('r1', { name: 'Вера' })]);
    await execute(em, 'update org_unit set code = $2 where id = $1', [
      school.viewer.orgUnit.id,
      'edu-renamed',
    ]);
    await execute(em, 'update collection set closes_at = $2 where id = $1', [
      school.collection.id,
      inSeconds(9e5),
    ]);
    const { form } = school.version;
    const next = await createDefinitionVersion(em, {
      form,
      version: 2,
      definition: { ...definition, version: 2 },
    });
    await execute(em, 'update submission set definition_version_id = $2 where id = $1', [
      school.submission.id,
      next.id,
    ]);
    const reply = await refresh(school, view);
    expect(reply).toMatchObject({
      outcome: 'refreshed',
      changed: ['form', 'organisation', 'window', 'previous', 'answers'],
      submission: {
        revision: 1,
        form: { version: 2 },
        context: { org: { code: 'edu-renamed' }, previous: { sheets: { staff: [{ id: 'r1' }] } } },
      },
    });
    expect(await save(em, school, [set('staff', 'r1', { hours: 1 })], { knownRevision: 1 })).toEqual({
      outcome: 'stale_form',
      definitionVersion: 2,
    });
  });

  it('refuses what is no request, and the page of another account', async () => {
    const school = await createParticipant(database.em());
    const other = await createParticipant(database.em());
    const view = await open(school);
    expect(await refresh(school, { ...view, revision: -1 })).toMatchObject({ outcome: 'malformed' });
    expect(await refresh({ ...school, viewer: other.viewer }, view)).toEqual({ outcome: 'wrong_account' });
  });
});
