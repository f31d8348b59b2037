import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { type ExportedSubmission, type ExportOptions, writeExport } from 'engine/excel';
import type { Answers } from 'engine';
import { describe, expect, it } from 'vitest';
import { WorksheetNames } from '../../../../engine/project/template/worksheet-names';
import { compiled } from '../support';

const form = compiled({
  format: 1,
  id: 'export',
  version: 2,
  title: { ru: 'Выгрузка', en: 'Export' },
  lists: { subjects: [{ value: '007', label: { ru: 'Математика', en: 'Mathematics' } }] },
  sheets: [
    {
      id: 'paper',
      title: 'Бланки: 1/2 [проба]',
      columns: [
        { id: 'subject', title: 'Предмет', type: 'choice', list: 'subjects' },
        { id: 'date', title: 'Дата', group: '1й курс', type: 'date' },
        { id: 'n', title: 'Число', group: '1й курс', type: 'integer' },
        { id: 'share', title: 'Доля', type: 'number' },
        { id: 'ok', title: 'Участвует', type: 'boolean' },
        { id: 'note', title: 'Примечание', type: 'text', width: 350 },
      ],
    },
    {
      id: 'fixed',
      title: 'Итоги',
      rows: { kind: 'fixed', items: [{ id: '01', title: 'Всего' }] },
      columns: [{ id: 'n', title: 'Число', type: 'integer' }],
    },
  ],
});

const submission = (
  login: string,
  cells: readonly Answers['sheets'][string][number]['cells'][],
): ExportedSubmission => ({
  login,
  organisation: `Колледж «${login}»`,
  municipality: 'Город',
  region: 'Область',
  submittedAt: new Date('2023-05-05T21:45:00Z'),
  answers: {
    sheets: {
      paper: cells.map((one, i) => ({ id: `r${i}`, cells: one })),
      fixed: [{ id: '01', cells: { n: 3 } }],
    },
  },
});

const FIRST = submission('spo770001', [
  { subject: '007', date: '2023-04-03', n: 1234, share: 0.1, ok: true, note: '=HYPERLINK("http://x")' },
  { subject: 'gone', date: { $raw: '31.04.2023' }, n: null, share: { $raw: '5 %' }, ok: false, note: '007' },
]);
const SECOND = submission('spo770002', [{ note: `строка\r\n<&"'>\u0000\ud83d\ude00` }]);

async function* batches(
  ...all: readonly (readonly ExportedSubmission[])[]
): AsyncIterable<readonly ExportedSubmission[]> {
  for (const batch of all) yield await Promise.resolve(batch);
}

async function exported(
  source: () => AsyncIterable<readonly ExportedSubmission[]>,
  options: Partial<ExportOptions> = {},
): Promise<ExcelJS.Workbook> {
  const output = new PassThrough();
  const [bytes] = await Promise.all([
    buffer(output),
    writeExport(form, source, output, {
      locale: 'ru',
      snapshotAt: new Date('2023-05-29T08:00:00Z'),
      ...options,
    }),
  ]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  return workbook;
}

const valuesOf = (sheet: ExcelJS.Worksheet | undefined, row: number): unknown[] =>
  ((sheet?.getRow(row).values ?? []) as unknown[]).slice(1);

describe('[A43] export of what was submitted', () => {
  it('has a worksheet for each sheet and one that says when the data were read', async () => {
    const workbook = await exported(() => batches([FIRST], [SECOND]), { title: 'Сбор', scope: 'Область' });
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['Бланки 1 2 проба', 'Итоги', 'Сведения']);
    const info = workbook.getWorksheet('Сведения');
    expect([1, 2, 3, 4, 5, 6, 7].map((row) => valuesOf(info, row))).toEqual([
      ['Сбор данных', 'Сбор'],
      ['Форма', 'export, версия 2'],
      ['Чьи данные', 'Область'],
      ['Данные на момент', '29 мая 2023 г. в 11:00 МСК'],
      ['Сдано отчётов', 2],
      ['Строк: Бланки: 1/2 [проба]', 3],
      ['Строк: Итоги', 2],
    ]);
  });

  it('heads columns with their titles, grouped', async () => {
    const sheet = (await exported(() => batches([FIRST]))).worksheets[0];
    expect(valuesOf(sheet, 1)).toEqual([
      'Логин',
      'Организация',
      'Муниципалитет',
      'Регион',
      'Дата подачи (МСК)',
      'Предмет',
      '1й курс',
      '1й курс',
      'Доля',
      'Участвует',
      'Примечание',
    ]);
    expect(valuesOf(sheet, 2).slice(6, 8)).toEqual(['Дата', 'Число']);
    expect(sheet?.getCell('H1').master.address).toBe('G1');
    expect(sheet?.getCell('A2').master.address).toBe('A1');
  });

  it('writes labels, real dates, numbers, and text that stays text', async () => {
    const sheet = (await exported(() => batches([FIRST, SECOND]))).worksheets[0];
    expect(valuesOf(sheet, 3)).toEqual([
      'spo770001',
      'Колледж «spo770001»',
      'Город',
      'Область',
      new Date('2023-05-06T00:45:00Z'),
      'Математика',
      new Date('2023-04-03T00:00:00Z'),
      1234,
      0.1,
      'Да',
      '=HYPERLINK("http://x")',
    ]);
    expect(valuesOf(sheet, 4).slice(5)).toEqual(['gone', '31.04.2023', undefined, '5 %', 'Нет', '007']);
    expect(sheet?.getCell('K3').type).toBe(ExcelJS.ValueType.String);
    expect(sheet?.getCell('K4').numFmt).toBe('@');
    expect(sheet?.getCell('G3').numFmt).toBe('dd.mm.yyyy');
    expect(sheet?.getCell('E3').numFmt).toBe('dd.mm.yyyy hh:mm');
    expect(sheet?.getCell('K5').value).toBe('строка\n<&"\'>😀');
  });

  it('names the given rows of a fixed sheet', async () => {
    const workbook = await exported(() => batches([FIRST]), { locale: 'en' });
    expect(valuesOf(workbook.worksheets[1], 1).slice(4)).toEqual(['Submitted (Moscow time)', 'Row', 'Число']);
    expect(valuesOf(workbook.worksheets[1], 2).slice(5)).toEqual(['01 Всего', 3]);
    expect(workbook.worksheets[2]?.name).toBe('About');
  });

  it('goes on in another worksheet where one is full, and loses no row', async () => {
    const many = submission(
      'spo770003',
      Array.from({ length: 1200 }, (_, n) => ({ n })),
    );
    const workbook = await exported(() => batches([many]), { rowsPerSheet: 502 });
    const names = workbook.worksheets.map((sheet) => sheet.name);
    expect(names.slice(0, 3)).toEqual(['Бланки 1 2 проба', 'Бланки 1 2 проба (2)', 'Бланки 1 2 проба (3)']);
    const numbers = workbook.worksheets
      .slice(0, 3)
      .flatMap((sheet) =>
        Array.from({ length: sheet.rowCount - 2 }, (_, i) => sheet.getRow(i + 3).getCell(8).value),
      );
    expect(numbers).toEqual(Array.from({ length: 1200 }, (_, n) => n));
    expect(valuesOf(workbook.worksheets[2], 1)[0]).toBe('Логин');
  });

  it('an export of nothing has its headings', async () => {
    const workbook = await exported(() => batches());
    expect(workbook.worksheets.map((sheet) => sheet.rowCount)).toEqual([2, 1, 6]);
  });

  it('tells its progress, and lets other work have its turn', async () => {
    const steps: unknown[] = [];
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const many = submission(
      'spo770003',
      Array.from({ length: 6000 }, (_, n) => ({ n })),
    );
    await exported(() => batches([many], [SECOND]), { onBatch: (progress) => void steps.push(progress) });
    clearInterval(timer);
    expect(steps).toEqual([
      { pass: 0, passes: 2, submissions: 1 },
      { pass: 0, passes: 2, submissions: 2 },
      { pass: 1, passes: 2, submissions: 1 },
      { pass: 1, passes: 2, submissions: 2 },
    ]);
    expect(turns).toBeGreaterThan(0);
  });

  it('fails where the source or the output fails', async () => {
    const failing = async function* (): AsyncIterable<readonly ExportedSubmission[]> {
      yield await Promise.resolve([FIRST]);
      throw new Error('база ушла');
    };
    await expect(exported(failing)).rejects.toThrow('база ушла');
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('диск полон')) });
    const options = { locale: 'ru', snapshotAt: new Date(0) } as const;
    await expect(writeExport(form, () => batches([FIRST]), full, options)).rejects.toThrow('диск полон');
  });
});

describe('names of worksheets', () => {
  const TITLES: readonly (readonly [string, string])[] = [
    ['РАБОТЫ НА БЛАНКЕ', 'РАБОТЫ НА БЛАНКЕ'],
    ['работы на бланке', 'работы на бланке (2)'],
    ["'кавычки'", 'кавычки'],
    ['   ', 'Лист'],
    ['', 'Лист (2)'],
    ['History', 'History (2)'],
    ['а'.repeat(40), 'а'.repeat(31)],
    ['а'.repeat(50), `${'а'.repeat(27)} (2)`],
    [`${'б'.repeat(30)}😀`, 'б'.repeat(30)],
    ['a:b\\c/d?e*f[g]', 'a b c d e f g'],
  ];

  it('are allowed by Excel and never repeat', () => {
    const names = new WorksheetNames();
    expect(TITLES.map(([title]) => names.take(title))).toEqual(TITLES.map(([, name]) => name));
  });
});
