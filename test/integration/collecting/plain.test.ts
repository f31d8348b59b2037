import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { execute } from '../../../app/db/sql.server';
import type { PlainEntryOfRow, PlainRow } from '../../../app/protocol/plain';
import { openSubmission } from '../../../app/services/open-submission.server';
import { removePlainRow, savePlainRow } from '../../../app/services/save-plain-row.server';
import { submitPlainReport } from '../../../app/services/submit-plain-report.server';
import { viewPlainRow } from '../../../app/services/view-plain-row.server';
import { useDatabase } from '../../support/database';
import { createParticipant, insert, type Participant, save, set } from './support';

const database = useDatabase();

async function look(school: Participant, sheet: string, row: string, isNew = false): Promise<PlainRow> {
  const found = await viewPlainRow(database.em(), school.viewer, {
    collectionId: school.collection.id,
    sheet,
    row,
    isNew,
  });
  if ('outcome' in found) throw new Error(found.outcome);
  return found;
}

/** What a browser sends when a person has typed into some fields of a page. */
function entryOf(
  page: PlainRow,
  typed: Readonly<Record<string, readonly string[]>>,
  more: Partial<PlainEntryOfRow> = {},
): PlainEntryOfRow {
  const fields = page.fields.filter(({ control }) => control !== 'shown');
  return {
    submissionId: page.submissionId,
    revision: page.revision,
    version: page.version,
    clientId: randomUUID(),
    sheet: page.sheet,
    row: page.row,
    isNew: page.isNew,
    cells: fields.map(({ column, values }) => ({ column, was: values, values: typed[column] ?? values })),
    justifications: [],
    ...more,
  };
}

const send = (school: Participant, entry: PlainEntryOfRow) =>
  savePlainRow(database.em(), school.viewer, { collectionId: school.collection.id, entry });

async function stored(school: Participant, sheet: string) {
  const view = await openSubmission(database.em(), school.viewer, { collectionId: school.collection.id });
  if ('outcome' in view) throw new Error(view.outcome);
  return (view.answers.sheets[sheet] ?? []).filter(({ removed }) => removed !== true);
}

describe('a row as a page of fields', () => {
  it('shows values as they are edited, options, what is required and what is found', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [insert('r1', { hours: 55 }), set('lessons', 'math', { weekly: 1.5 })]);
    const page = await look(school, 'staff', 'r1');
    expect(page).toMatchObject({ number: 1, title: null, canRemove: true, editable: true });
    expect(page.fields.map(({ column, control, values }) => [column, control, values])).toEqual([
      ['name', 'text', []],
      ['hours', 'number', ['55']],
      ['note', 'text', []],
      ['double', 'shown', ['110']],
    ]);
    expect(page.fields[0]).toMatchObject({ required: true, errors: [expect.stringContaining('ФИО')] });
    expect(page.justifications).toEqual([{ rule: 'many-hours', message: 'Больше 50 часов.', text: '' }]);
    const lesson = await look(school, 'lessons', 'math');
    expect(lesson).toMatchObject({ title: 'Математика', canRemove: false });
    expect(lesson.fields.map(({ control, values }) => [control, values])).toEqual([
      ['shown', ['Математика']],
      ['number', ['1,5']],
    ]);
  });

  it.each([
    ['nowhere', 'r1'],
    ['staff', 'r9'],
    ['totals', '09'],
  ])('there is none of %s %s', async (sheet, row) => {
    const school = await createParticipant(database.em());
    await expect(look(school, sheet, row)).rejects.toThrow('not_found');
  });

  it('that the form gives cannot be added', async () => {
    const school = await createParticipant(database.em());
    await expect(look(school, 'totals', 'r1', true)).rejects.toThrow('not_found');
  });
});

describe('saving a row', () => {
  it('writes what was changed only, as it was typed', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [insert('r1', { name: 'Анна', hours: 10 })]);
    const page = await look(school, 'staff', 'r1');
    await save(em, school, [set('staff', 'r1', { name: 'Анна Ивановна' })]);
    expect(await send(school, entryOf(page, { hours: ['много'] }))).toMatchObject({ outcome: 'saved' });
    expect(await stored(school, 'staff')).toEqual([
      { id: 'r1', cells: { name: 'Анна Ивановна', hours: { $raw: 'много' } } },
    ]);
  });

  it('adds a row once, however often it is sent, and goes on when it is sent with something else', async () => {
    const school = await createParticipant(database.em());
    const page = await look(school, 'staff', 'rnew', true);
    const entry = entryOf(page, { name: ['Анна'], hours: ['12'] });
    for (let time = 0; time < 2; time += 1) await send(school, entry);
    expect(await stored(school, 'staff')).toEqual([{ id: 'rnew', cells: { name: 'Анна', hours: 12 } }]);
    const again = { ...entryOf(page, { name: ['Анна'], hours: ['13'] }), clientId: entry.clientId };
    expect(await send(school, again)).toMatchObject({ outcome: 'conflict', cells: [{ column: 'hours' }] });
    const fresh = entryOf(await look(school, 'staff', 'rnew'), { hours: ['13'] });
    await send(school, { ...fresh, clientId: entry.clientId });
    expect(await stored(school, 'staff')).toEqual([{ id: 'rnew', cells: { name: 'Анна', hours: 13 } }]);
  });

  it('asks where somebody else has changed the same cell, and saves nothing before', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [insert('r1', { name: 'Анна', hours: 10 })]);
    const page = await look(school, 'staff', 'r1');
    await save(em, school, [set('staff', 'r1', { hours: 20 })]);
    expect(await send(school, entryOf(page, { hours: ['30'], name: ['Яна'] }))).toEqual({
      outcome: 'conflict',
      cells: [{ column: 'hours', theirs: '20' }],
    });
    expect(await stored(school, 'staff')).toEqual([{ id: 'r1', cells: { name: 'Анна', hours: 20 } }]);
    expect(await send(school, entryOf(page, { hours: ['20'] }))).toMatchObject({ outcome: 'saved' });
    expect(await send(school, entryOf(page, {}))).toEqual({ outcome: 'unchanged' });
  });

  it('takes explanations, and withdraws them', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [insert('r1', { name: 'Анна', hours: 55 })]);
    const page = await look(school, 'staff', 'r1');
    const explain = (was: string, text: string) =>
      send(school, entryOf(page, {}, { justifications: [{ rule: 'many-hours', was, text }] }));
    await explain('', 'Замещает');
    expect((await look(school, 'staff', 'r1')).justifications).toMatchObject([{ text: 'Замещает' }]);
    await explain('Замещает', ' ');
    expect((await look(school, 'staff', 'r1')).justifications).toMatchObject([{ text: '' }]);
  });

  it('reports cells that may not be written, and writes the others', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    const page = await look(school, 'totals', '02');
    const entry = entryOf(page, { number: ['5'] });
    const forged = { ...entry, cells: [...entry.cells, { column: 'unit', was: ['чел.'], values: ['шт.'] }] };
    expect(await send(school, forged)).toMatchObject({
      outcome: 'saved',
      rejected: [{ reason: 'read_only', column: 'unit' }],
    });
    expect(await stored(school, 'totals')).toEqual([{ id: '02', cells: { number: 5 } }]);
  });

  it('removes a row; a closed collection takes nothing', async () => {
    const em = database.em();
    const school = await createParticipant(em);
    await save(em, school, [insert('r1', { name: 'Анна' }), insert('r2', { name: 'Яна' }, 'r1')]);
    const page = await look(school, 'staff', 'r1');
    const remove = () =>
      removePlainRow(database.em(), school.viewer, {
        collectionId: school.collection.id,
        entry: entryOf(page, {}),
      });
    expect(await remove()).toMatchObject({ outcome: 'saved' });
    expect(await stored(school, 'staff')).toMatchObject([{ id: 'r2' }]);
    const other = await look(school, 'staff', 'r2');
    await execute(em, `update collection set closes_at = now() - interval '1 hour' where id = $1`, [
      school.collection.id,
    ]);
    expect(await send(school, entryOf(other, { name: ['Поздно'] }))).toMatchObject({ outcome: 'closed' });
    expect(await look(school, 'staff', 'r2')).toMatchObject({ editable: false });
  });
});

it('submits what was shown', async () => {
  const school = await createParticipant(database.em());
  const request = { submissionId: school.submission.id, revision: 0, definitionVersion: 1 };
  const input = { collectionId: school.collection.id, request };
  expect(await submitPlainReport(database.em(), school.viewer, input)).toMatchObject({
    outcome: 'submitted',
  });
});
