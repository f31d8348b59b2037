import { readFileSync } from 'node:fs';
import { toDataPackage } from 'engine';
import { expect, it } from 'vitest';
import { main } from '../../../engine/cli/main';
import { compiled } from './support';

const form = compiled({
  format: 1,
  id: 'Tables',
  version: 3,
  title: 'Таблицы',
  lists: { l: [{ value: '007', label: 'Математика' }] },
  sheets: [
    {
      id: 'staff',
      title: 'Кадры',
      columns: [
        { id: 'name', title: 'ФИО', type: 'text', required: true, maxLength: 50, hint: 'Полностью' },
        { id: 'subject', title: 'Предмет', group: 'Занятия', type: 'choice', list: 'l' },
        {
          id: 'hours',
          title: 'Часы',
          type: 'number',
          min: 0,
          max: 40,
          required: { blank: [{ var: 'subject' }] },
        },
        { id: 'double', title: 'Вдвое', type: 'number', value: { '*': [{ var: 'hours' }, 2] } },
        { id: 'since', title: 'С', type: 'date', min: '2020-01-01' },
      ],
    },
    {
      id: 'totals',
      title: 'Итоги',
      rows: { kind: 'fixed', items: [{ id: '01' }, { id: '3.1' }] },
      columns: [{ id: 'n', title: 'Число', type: 'integer', required: true }],
    },
  ],
});

it('[P5] submitted tables as a data package: fields by id, types, bounds, codes, required only where it always holds', () => {
  const { name, version, resources } = toDataPackage(form);
  expect([name, version]).toEqual(['tables', '3']);
  const [staff, totals] = resources;
  expect(staff?.schema.fields.map((field) => field.name)).toEqual([
    '_login',
    '_organisation',
    '_municipality',
    '_region',
    '_started_at',
    '_submitted_at',
    'name',
    'subject',
    'hours',
    'double',
    'since',
  ]);
  expect(staff?.schema.fields.slice(6)).toEqual([
    {
      name: 'name',
      type: 'string',
      title: 'ФИО',
      description: 'Полностью',
      constraints: { required: true, maxLength: 50 },
    },
    { name: 'subject', type: 'string', title: 'Занятия: Предмет', constraints: { enum: ['007'] } },
    { name: 'hours', type: 'number', title: 'Часы', constraints: { minimum: 0, maximum: 40 } },
    { name: 'double', type: 'number', title: 'Вдвое' },
    { name: 'since', type: 'date', title: 'С', constraints: { minimum: '2020-01-01' } },
  ]);
  expect(totals?.schema.fields.find((field) => field.name === '_row')?.constraints).toEqual({
    required: true,
    enum: ['01', '3.1'],
  });
});

it('[P5] is printed by the command line', async () => {
  let out = '';
  const status = await main(
    ['schema', 'form-definitions/vpr-spo-schedule/1.json', '--table', '--locale', 'en'],
    {
      cwd: process.cwd(),
      readStdin: () => Promise.resolve(''),
      out: (text) => (out += text),
      err: () => undefined,
      now: () => new Date(0),
    },
  );
  expect(status).toBe(0);
  const { resources } = JSON.parse(out) as { resources: { name: string }[] };
  const { sheets } = JSON.parse(readFileSync('form-definitions/vpr-spo-schedule/1.json', 'utf8')) as {
    sheets: object[];
  };
  expect(resources).toHaveLength(sheets.length);
});
