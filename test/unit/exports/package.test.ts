import type { toDataPackage } from 'engine';
import { unzipSync } from 'fflate';
import { parquetMetadata, parquetSchema } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { batchesOf, exported, submissionOf, textsIn } from '../../support/exports';
import { compiled } from '../engine/support';
import { csvRows } from './read-back';

const lists = { l: [{ value: '007', label: 'Математика' }] };
const dictionarySheet = {
  id: 'Dictionary',
  title: 'Зовётся как описание',
  rows: { kind: 'fixed', items: [{ id: '01', title: 'Всего' }] },
  columns: [{ id: 'n', title: 'Число', type: 'number', fractionDigits: 2, min: 0, required: true }],
};
const sheets = [
  {
    id: 'main',
    title: 'Лист',
    columns: [
      { id: 'subject', title: 'Предмет', type: 'choice', list: 'l', hint: 'Какой' },
      { id: 'day', title: 'День', group: 'Время', type: 'date', min: '2023-01-01' },
      { id: 'ok', title: 'Да?', type: 'boolean' },
      { id: 'n', title: 'Число', type: 'integer' },
    ],
  },
  dictionarySheet,
];
const form = compiled({ format: 1, id: 'Package', version: 2, title: 'Форма', lists, sheets });
const SUBMISSION = submissionOf(
  {
    main: [{ id: 'r1', cells: { subject: '007', day: '2023-05-05', ok: true, n: 5 } }],
    Dictionary: [{ id: '01', cells: { n: 1234.5 } }],
  },
  { version: 2 },
);

async function packed(given: Parameters<typeof exported>[2], forms = [form], submission = SUBMISSION) {
  const bytes = await exported(forms, batchesOf([submission]), given);
  const texts = textsIn(bytes);
  const description = JSON.parse(texts.get('datapackage.json') ?? 'null') as ReturnType<typeof toDataPackage>;
  return { bytes, texts, description, names: Object.keys(unzipSync(bytes)).sort() };
}

describe('[A43] datapackage.json', () => {
  it.each(['csv', 'csv-ru', 'jsonl', 'parquet'] as const)(
    '%s: speaks of exactly the files beside it',
    async (format) => {
      for (const layout of ['wide', 'long'] as const) {
        const { description, names } = await packed({ format, layout });
        expect([...description.resources.map(({ path }) => path), 'datapackage.json'].sort()).toEqual(names);
        const ids = description.resources.map(({ name }) => name);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(id).toMatch(/^[a-z0-9._-]+$/);
        expect(description).toMatchObject({
          name: 'package',
          title: 'Сбор',
          version: '2',
          description: 'Область',
        });
      }
    },
  );

  it.each(['csv', 'csv-ru'] as const)(
    '%s: with its separators the headings are the fields',
    async (format) => {
      const { description, texts } = await packed({ format });
      for (const { path, dialect, schema } of description.resources) {
        const [row] = csvRows(texts.get(path) ?? '', String(dialect?.delimiter));
        expect(Object.keys(row ?? {}), path).toEqual(schema.fields.map(({ name }) => name));
      }
    },
  );

  it('Russian CSV: how numbers, days and words stand in the files', async () => {
    const { description, texts } = await packed({ format: 'csv-ru' });
    const [main, fixed] = description.resources;
    const field = (name: string) => main?.schema.fields.find((one) => one.name === name);
    expect(main).toMatchObject({
      encoding: 'utf-8-sig',
      dialect: { delimiter: ';' },
      profile: 'tabular-data-resource',
    });
    expect(field('day')).toEqual({
      name: 'day',
      type: 'date',
      title: 'Время: День',
      format: '%d.%m.%Y',
      constraints: { minimum: '01.01.2023' },
    });
    expect(field('ok')).toMatchObject({ type: 'boolean', trueValues: ['Да'], falseValues: ['Нет'] });
    expect(field('subject')).toMatchObject({ description: 'Какой', constraints: { enum: ['Математика'] } });
    expect(field('_submitted_at')).toMatchObject({ type: 'datetime', format: '%d.%m.%Y %H:%M:%S' });
    expect(fixed?.path).toBe('Dictionary_2.csv');
    expect(fixed?.schema.fields.find(({ name }) => name === 'n')).toMatchObject({
      type: 'number',
      decimalChar: ',',
    });
    const text = texts.get('main.csv') ?? '';
    expect(text.startsWith('\ufeff_login;')).toBe(true);
    expect(text).toContain('04.05.2023 09:00:00;06.05.2023 00:45:00;Математика;05.05.2023;Да;5\r\n');
    expect(texts.get('Dictionary_2.csv')).toMatch(/;01 Всего;1234,5\r\n$/);
  });

  it('codes: as the form has them, in the schema too', async () => {
    const { description, texts } = await packed({ format: 'csv', values: 'codes' });
    const field = description.resources[0]?.schema.fields.find(({ name }) => name === 'subject');
    expect(field?.constraints).toEqual({ enum: ['007'] });
    expect(texts.get('main.csv')).toContain(
      '2023-05-04T06:00:00Z,2023-05-05T21:45:00Z,007,2023-05-05,true,5\r\n',
    );
    expect(texts.get('Dictionary_2.csv')).toMatch(/,01,1234\.5\r\n$/);
  });

  it('Parquet: types that the files really have', async () => {
    const { bytes } = await packed({ format: 'parquet' });
    const content = unzipSync(bytes)['main.parquet'] ?? new Uint8Array();
    const schema = parquetSchema(parquetMetadata(content.slice().buffer));
    expect(
      schema.children.map(({ element }) => [element.name, element.converted_type ?? element.type]),
    ).toEqual([
      ['_login', 'UTF8'],
      ['_organisation', 'UTF8'],
      ['_municipality', 'UTF8'],
      ['_region', 'UTF8'],
      ['_started_at', 'TIMESTAMP_MILLIS'],
      ['_submitted_at', 'TIMESTAMP_MILLIS'],
      ['subject', 'UTF8'],
      ['day', 'DATE'],
      ['ok', 'BOOLEAN'],
      ['n', 'INT64'],
    ]);
  });
});

describe('[A43] the dictionary', () => {
  it('has a line for each column and one for each of its codes', async () => {
    const { texts } = await packed({ format: 'csv-ru' });
    const rows = csvRows(texts.get('dictionary.csv') ?? '', ';').filter(({ sheet }) => sheet === 'main');
    const subject = rows.filter(({ column }) => column === 'subject');
    expect(
      subject.map(({ heading, type, description, code, label }) => [heading, type, description, code, label]),
    ).toEqual([
      ['Предмет', 'выбор из списка', 'Какой', '', ''],
      ['Предмет', 'выбор из списка', '', '007', 'Математика'],
    ]);
    expect(rows.find(({ column }) => column === '_submitted_at')?.format).toBe(
      'dd.mm.yyyy hh:mm:ss, время московское',
    );
    const all = csvRows(texts.get('dictionary.csv') ?? '', ';');
    expect(all.find(({ sheet, column }) => sheet === 'Dictionary_2' && column === 'n')?.format).toBe(
      '2 знака после запятой',
    );
  });
});

describe('[A43] a line a cell', () => {
  it('login, sheet, row, column, value; organisations apart', async () => {
    const { texts } = await packed({ format: 'csv', layout: 'long' });
    expect(texts.get('cells.csv')?.split('\r\n')).toEqual([
      '_login,_sheet,_row,_column,_value',
      'spo770001,main,r1,subject,Математика',
      'spo770001,main,r1,day,2023-05-05',
      'spo770001,main,r1,ok,Да',
      'spo770001,main,r1,n,5',
      'spo770001,Dictionary,01,n,1234.5',
      '',
    ]);
    expect(texts.get('organisations.csv')).toContain('spo770001,Колледж «Первый»,Город,Область,');
    expect(texts.get('dictionary.csv')).toContain('main,subject,Предмет');
  });
});

describe('[A43] what no column can hold', () => {
  const before = compiled({
    format: 1,
    id: 'Package',
    version: 1,
    title: 'Форма',
    sheets: [{ id: 'main', title: 'Лист', columns: [{ id: 'n', title: 'Число', type: 'text' }] }],
  });
  const old = submissionOf({ main: [{ id: 'r1', cells: { n: 'пять' } }] });

  it.each(['csv', 'csv-ru', 'jsonl', 'parquet'] as const)(
    '%s: stands in a file of its own',
    async (format) => {
      const { names, description, texts } = await packed({ format }, [before, form], old);
      const lost = names.find((name) => name.startsWith('lost.')) ?? '';
      expect(description.resources.map(({ path }) => path)).toContain(lost);
      if (format === 'jsonl') {
        expect(JSON.parse(texts.get(lost) ?? '')).toEqual({
          _login: 'spo770001',
          _sheet: 'main',
          _row: 'r1',
          _column: 'n',
          _value: 'пять',
        });
      }
      // Nothing is promised of answers to former versions.
      for (const { schema } of description.resources)
        for (const { constraints } of schema.fields) expect(constraints ?? {}).not.toHaveProperty('minimum');
    },
  );

  it('is not there where everything has its place', async () => {
    expect((await packed({ format: 'csv' })).names).not.toContain('lost.csv');
  });
});
