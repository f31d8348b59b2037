import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { planMerge, applyEdits, compileForm, parseDefinition } from 'engine';
import { afterAll, describe, expect, it } from 'vitest';
import { execute } from '../../../app/db/sql.server';
import { closeIsolation } from '../../../app/services/workbooks/isolation.server';
import { makeWorkbook } from '../../../app/services/workbooks/make-workbook.server';
import { markUpload } from '../../../app/services/workbooks/mark-upload.server';
import { readUpload } from '../../../app/services/workbooks/read-upload.server';
import { openSubmission } from '../../../app/services/open-submission.server';
import { createCollection, createDefinitionVersion } from '../../support/factories';
import { useDatabase } from '../../support/database';
import { fillWorkbook } from '../../support/fill-workbook';
import { definition, insert, joinCollection, type Participant, save, set } from './support';

const database = useDatabase();
afterAll(closeIsolation);

const withTemplate = { ...definition, excelTemplate: true };

async function participant(): Promise<Participant> {
  const version = await createDefinitionVersion(database.em(), { definition: withTemplate });
  const collection = await createCollection(database.em(), { definitionVersion: version });
  return joinCollection(database.em(), collection, version);
}

async function download(school: Participant): Promise<Buffer> {
  const made = await makeWorkbook(database.em(), school.viewer, { collectionId: school.collection.id });
  if (made.outcome !== 'made') throw new Error(made.outcome);
  return buffer(made.stream);
}

const upload = (school: Participant, bytes: Uint8Array, mapping: object | null = null) =>
  readUpload(database.em(), school.viewer, {
    collectionId: school.collection.id,
    submissionId: school.submission.id,
    bytes,
    mapping: mapping === null ? null : JSON.stringify(mapping),
    marks: null,
  });

/** Any workbook: rows of one worksheet. */
async function plain(name: string, rows: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(name);
  for (const row of rows) sheet.addRow([...row]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

describe('the form as a workbook', () => {
  it('[A23] is given only where the form switches it on', async () => {
    const version = await createDefinitionVersion(database.em(), { definition });
    const collection = await createCollection(database.em(), { definitionVersion: version });
    const school = await joinCollection(database.em(), collection, version);
    const asked = { collectionId: school.collection.id };
    expect(await makeWorkbook(database.em(), school.viewer, asked)).toEqual({ outcome: 'not_found' });
    expect(await upload(school, await plain('x', [['ФИО']]))).toEqual({ outcome: 'not_found' });
  });

  it('[A23] comes back with the draft inside, knows what it was made from, and begins no work', async () => {
    const school = await participant();
    const bytes = await download(school);
    expect(
      await openSubmission(database.em(), school.viewer, { collectionId: school.collection.id }),
    ).toMatchObject({
      status: 'not_started',
    });
    await save(database.em(), school, [insert('r1', { name: 'Анна', hours: 20 })]);
    const reply = await upload(school, await download(school));
    expect(reply).toMatchObject({
      outcome: 'workbook_read',
      standing: 'own',
      olderVersion: null,
      isTouched: false,
      leftOut: [],
      base: { sheets: { staff: [{ id: 'r1', cells: { name: 'Анна', hours: 20 } }] } },
    });
    const first = await upload(school, bytes);
    expect(first).toMatchObject({ standing: 'own', base: { sheets: {} } });
  });

  it('[A23] what was changed in the file is merged with what colleagues entered since', async () => {
    const school = await participant();
    await save(database.em(), school, [insert('r1', { name: 'Анна', hours: 20 })]);
    const bytes = await fillWorkbook(await download(school), { C5: 25, B6: 'Борис', C6: '30' });
    await save(database.em(), school, [set('staff', 'r1', { name: 'Анна Петровна' })], { knownRevision: 1 });
    const reply = await upload(school, bytes);
    if (reply.outcome !== 'workbook_read') throw new Error(JSON.stringify(reply));
    const form = compiledForm();
    const view = await openSubmission(database.em(), school.viewer, { collectionId: school.collection.id });
    if ('outcome' in view) throw new Error(view.outcome);
    const plan = planMerge(form, view.answers, reply.sheets, {
      mode: 'merge',
      removeAbsent: false,
      newRowId: () => 'r2',
      ...(reply.base ? { base: reply.base } : {}),
    });
    const { answers, rejected } = applyEdits(form, view.answers, plan.edits);
    expect(rejected).toEqual([]);
    expect(answers.sheets['staff']?.map(({ cells }) => [cells['name'], cells['hours']])).toEqual([
      ['Анна Петровна', 25],
      ['Борис', 30],
    ]);
  });

  it('[A23] a file of another organisation, another form or a damaged one is refused with a word about it', async () => {
    const school = await participant();
    const other = await joinCollection(database.em(), school.collection, school.version);
    expect(await upload(school, await download(other))).toMatchObject({
      outcome: 'workbook_refused',
      reason: 'other_organisation',
    });
    expect(JSON.stringify(await upload(school, await download(other)))).toContain(other.viewer.orgUnit.code);
    expect(await upload(school, Buffer.from('PK\u0003\u0004 no'))).toMatchObject({
      outcome: 'workbook_refused',
      reason: 'broken',
    });
    const foreign = { ...other, submission: school.submission };
    expect(await upload(foreign, await download(other))).toEqual({ outcome: 'wrong_account' });
  });

  it('[A23] a file made from an older version of the form is carried over', async () => {
    const school = await participant();
    await save(database.em(), school, [insert('r1', { name: 'Анна', hours: 20 })]);
    const bytes = await download(school);
    const [staff, ...others] = withTemplate.sheets;
    const [name, , ...columns] = staff?.columns ?? [];
    const next = {
      ...withTemplate,
      version: 2,
      sheets: [
        {
          ...staff,
          columns: [name, { id: 'load', was: 'hours', title: 'Нагрузка', type: 'integer' }],
          rules: [],
        },
        ...others,
      ],
    };
    expect(columns.length).toBeGreaterThan(0);
    const version = await createDefinitionVersion(database.em(), {
      definition: next,
      version: 2,
      form: school.version.form.unwrap(),
    });
    await execute(database.em(), 'update submission set definition_version_id = $1 where id = $2', [
      version.id,
      school.submission.id,
    ]);
    const reply = await upload(school, bytes);
    expect(reply).toMatchObject({ outcome: 'workbook_read', standing: 'own', olderVersion: 1 });
    expect(reply).toMatchObject({
      base: { sheets: { staff: [{ id: 'r1', cells: { name: 'Анна', load: 20 } }] } },
    });
    if (reply.outcome !== 'workbook_read') return;
    expect(reply.sheets[0]?.rows).toEqual([{ id: 'r1', number: 5, cells: { name: 'Анна', load: 20 } }]);
  });
});

describe('any workbook of a school', () => {
  const rows = [
    ['Список работников', '', ''],
    ['Работник', 'Нагрузка', 'Телефон'],
    ['Анна', 20, '8-900'],
    ['Борис', '30', ''],
  ];

  it('is shown for mapping where headings say nothing, and what people said is remembered for the form', async () => {
    const school = await participant();
    const bytes = await plain('Кадры 2026', rows);
    const first = await upload(school, bytes);
    expect(first).toMatchObject({
      outcome: 'workbook_read',
      standing: 'foreign',
      sheets: [],
      leftOut: ['Кадры 2026'],
    });
    if (first.outcome !== 'workbook_read') return;
    expect(first.outline[0]).toMatchObject({ name: 'Кадры 2026', letters: ['A', 'B', 'C'] });
    const mapping = {
      staff: { worksheet: 'Кадры 2026', headingRow: 2, columns: { name: 'A', hours: 'B' } },
      totals: null,
      lessons: null,
    };
    const mapped = await upload(school, bytes, mapping);
    const expected = [
      { id: null, number: 3, cells: { name: 'Анна', hours: 20 } },
      { id: null, number: 4, cells: { name: 'Борис', hours: 30 } },
    ];
    expect(mapped).toMatchObject({ sheets: [{ sheet: 'staff', by: 'mapping', rows: expected }] });
    expect(mapped).toMatchObject({ sheets: [{ unknown: [{ letter: 'C', heading: 'Телефон' }] }] });
    const moved = await plain(
      'Кадры 2026',
      rows.map(([a = '', b = '', c = '']) => [c, b, a]),
    );
    expect(await upload(school, moved)).toMatchObject({
      sheets: [{ sheet: 'staff', by: 'heading', letters: { name: 'C', hours: 'B' }, rows: expected }],
    });
  });

  it('a mapping that is none is refused', async () => {
    const school = await participant();
    const bytes = await plain('x', rows);
    expect(
      await upload(school, bytes, { staff: { worksheet: 'x', headingRow: 0, columns: {} } }),
    ).toMatchObject({
      outcome: 'malformed',
    });
  });

  it('a copy with its findings marked keeps everything else', async () => {
    const school = await participant();
    const bytes = await plain('Кадры', rows);
    const marks = [
      { worksheet: 'Кадры', address: 'B3', severity: 'error', message: 'Много <часов>' },
      { worksheet: 'Кадры', address: 'E9', severity: 'warning', message: 'Пусто' },
    ];
    const made = await markUpload(database.em(), school.viewer, {
      collectionId: school.collection.id,
      submissionId: school.submission.id,
      fileName: 'x.xlsx',
      bytes,
      mapping: null,
      marks: JSON.stringify(marks),
    });
    if (made.outcome !== 'made') throw new Error(made.outcome);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await buffer(made.stream)) as unknown as ArrayBuffer);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Что исправить', 'Кадры']);
    const sheet = workbook.getWorksheet('Кадры');
    expect(sheet?.getCell('B3').value).toBe(20);
    expect(sheet?.getCell('B3').fill).toMatchObject({ fgColor: { argb: 'FFFBC9C9' } });
    expect(sheet?.getCell('E9').fill).toMatchObject({ fgColor: { argb: 'FFFFE9A8' } });
    expect(sheet?.getCell('A3').fill).toBeUndefined();
    expect(workbook.getWorksheet('Что исправить')?.getCell('D2').value).toBe('Много <часов>');
  });
});

function compiledForm() {
  const parsed = parseDefinition(withTemplate);
  const compiled = parsed.ok ? compileForm(parsed.value) : parsed;
  if (!compiled.ok) throw new Error('refused');
  return compiled.value;
}
