import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../../../engine/cli/main';
import { hostileFiles } from './hostile-files';

const folder = mkdtempSync(join(tmpdir(), 'sbor-workbook-'));
const form = {
  format: 1,
  id: 'cli-form',
  version: 1,
  title: 'Проба',
  sheets: [
    {
      id: 's',
      title: 'Лист',
      columns: [
        { id: 'name', title: 'ФИО', type: 'text', required: true },
        { id: 'hours', title: 'Часы', type: 'integer', max: 40 },
      ],
    },
  ],
};

beforeAll(() => {
  writeFileSync(join(folder, 'form.json'), JSON.stringify(form));
  writeFileSync(join(folder, 'other.json'), JSON.stringify({ ...form, id: 'another' }));
  const rows = [{ id: 'r1', cells: { name: 'Анна', hours: 50 } }];
  writeFileSync(join(folder, 'answers.json'), JSON.stringify({ sheets: { s: rows } }));
  const [bomb] = hostileFiles(1, 1);
  writeFileSync(join(folder, 'bomb.xlsx'), bomb?.bytes ?? '');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function sbor(...args: readonly string[]) {
  let [out, err] = ['', ''];
  const status = await main(args, {
    cwd: folder,
    readStdin: () => Promise.resolve(''),
    out: (text) => (out += text),
    err: (text) => (err += text),
    now: () => new Date('2026-11-23T09:00:00Z'),
  });
  return { status, out, err };
}

describe('workbooks on the command line', () => {
  it('[C21] template writes a workbook, read gives its answers back, validate judges it as answers', async () => {
    const made = await sbor('template', 'form.json', '-o', 'form.xlsx', '--answers', 'answers.json');
    expect(made).toMatchObject({ status: 0, out: '' });
    const read = await sbor('read', 'form.json', 'form.xlsx');
    expect(read.status).toBe(0);
    expect(JSON.parse(read.out)).toEqual(JSON.parse(readFileSync(join(folder, 'answers.json'), 'utf8')));
    const judged = await sbor('validate', 'form.json', 'form.xlsx', '--json');
    expect(judged.status).toBe(1);
    expect(JSON.parse(judged.out)).toMatchObject({
      errors: 1,
      findings: [{ code: 'range', row: 'r1', column: 'hours' }],
    });
    expect(await sbor('template', 'form.json', '-o', 'a.xlsx', '--json')).toMatchObject({ status: 0 });
  });

  it('[C22] what could not be read is named with its cell, rows without an id by their place', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Лист');
    sheet.addRow(['ФИО', 'Часы', 'Телефон']);
    sheet.addRow(['Борис', 'много', '8-900']);
    await workbook.xlsx.writeFile(join(folder, 'own.xlsx'));
    const read = await sbor('read', 'form.json', 'own.xlsx');
    expect(read.status).toBe(1);
    expect(JSON.parse(read.out)).toEqual({
      sheets: { s: [{ id: 'row2', cells: { name: 'Борис', hours: { $raw: 'много' } } }] },
    });
    expect(read.err).toContain('Лист!B2: не прочитано «много»');
    expect(read.err).toContain('столбец C «Телефон»');
    const json = JSON.parse(
      (await sbor('read', 'form.json', 'own.xlsx', '--json', '--locale', 'en')).out,
    ) as object;
    expect(json).toMatchObject({
      unread: [{ sheet: 's', row: 'row2', column: 'hours', address: 'Лист!B2', text: 'много' }],
    });
  });

  it('[C23] import drafts a definition that check accepts', async () => {
    const drafted = await sbor('import', 'own.xlsx');
    expect(drafted.status).toBe(0);
    writeFileSync(join(folder, 'drafted.json'), drafted.out);
    expect(await sbor('check', 'drafted.json')).toMatchObject({ status: 0 });
  });

  it.each([
    ['read form.json no.xlsx', 'такого файла или папки нет'],
    ['read form.json form.json', 'Это не книга Excel'],
    ['read form.json bomb.xlsx', 'сжат так'],
    ['read other.json form.xlsx', 'сделана по форме «cli-form»'],
    ['template form.json', 'назовите файл'],
    ['template form.json -o no/where.xlsx', 'не записана'],
    ['import form.json', 'Это не книга Excel'],
    ['validate form.json bomb.xlsx', 'сжат так'],
  ])('%s ends with status 2 and one line', async (args, line) => {
    const run = await sbor(...args.split(' '));
    expect(run).toMatchObject({ status: 2, out: '' });
    expect(run.err).toContain(line);
    expect(run.err.trim().split('\n')).toHaveLength(1);
  });
});
