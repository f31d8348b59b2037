import { Duplex } from 'node:stream';
import ExcelJS from 'exceljs';
import type { Answers } from 'engine';
import { describe, expect, it } from 'vitest';
import type { ExportedSubmission } from '../../../../app/services/reports/write-export.server';
import { WorksheetNames } from '../../../../engine/project/template/worksheet-names';
import { batchesOf, exported, submissionOf } from '../../../support/exports';
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
): ExportedSubmission =>
  submissionOf(
    {
      paper: cells.map((one, i) => ({ id: `r${i}`, cells: one })),
      fixed: [{ id: '01', cells: { n: 3 } }],
    },
    { login, organisation: `Колледж «${login}»`, version: 2 },
  );

const FIRST = submission('spo770001', [
  { subject: '007', date: '2023-04-03', n: 1234, share: 0.1, ok: true, note: '=HYPERLINK("http://x")' },
  { subject: 'gone', date: { $raw: '31.04.2023' }, n: null, share: { $raw: '5 %' }, ok: false, note: '007' },
]);
const SECOND = submission('spo770002', [{ note: `строка\r\n<&"'>\u0000\ud83d\ude00` }]);

async function workbookOf(
  batches: AsyncIterable<readonly ExportedSubmission[]>,
  given: Parameters<typeof exported>[2] = {},
): Promise<ExcelJS.Workbook> {
  const bytes = await exported([form], batches, given);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  return workbook;
}

const valuesOf = (sheet: ExcelJS.Worksheet | undefined, row: number): unknown[] =>
  ((sheet?.getRow(row).values ?? []) as unknown[]).slice(1);

describe('[A43] export of what was submitted', () => {
  it('has a worksheet for each sheet, one that describes the columns, one that says when the data were read', async () => {
    const workbook = await workbookOf(batchesOf([FIRST], [SECOND]));
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
      'Бланки 1 2 проба',
      'Итоги',
      'Описание столбцов',
      'Сведения',
    ]);
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
    const described = workbook.getWorksheet('Описание столбцов');
    const rows = Array.from({ length: described?.rowCount ?? 0 }, (_, i) => valuesOf(described, i + 1));
    expect(rows).toContainEqual(['paper', 'date', '1й курс: Дата', 'дата', 'dd.mm.yyyy']);
    const code = rows.find((row) => row[1] === 'subject' && row[7] === '007');
    expect(code?.slice(7)).toEqual(['007', 'Математика']);
  });

  it('heads columns with their titles, grouped', async () => {
    const sheet = (await workbookOf(batchesOf([FIRST]))).worksheets[0];
    expect(valuesOf(sheet, 1)).toEqual([
      'Логин',
      'Организация',
      'Муниципалитет',
      'Регион',
      'Дата начала работы (МСК)',
      'Дата подачи (МСК)',
      'Предмет',
      '1й курс',
      '1й курс',
      'Доля',
      'Участвует',
      'Примечание',
    ]);
    expect(valuesOf(sheet, 2).slice(7, 9)).toEqual(['Дата', 'Число']);
    expect(sheet?.getCell('I1').master.address).toBe('H1');
    expect(sheet?.getCell('A2').master.address).toBe('A1');
    expect(sheet?.getCell('A1').font.bold).toBe(true);
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 2 });
  });

  it('writes labels, real dates, numbers, and text that stays text', async () => {
    const sheet = (await workbookOf(batchesOf([FIRST, SECOND]))).worksheets[0];
    expect(valuesOf(sheet, 3)).toEqual([
      'spo770001',
      'Колледж «spo770001»',
      'Город',
      'Область',
      new Date('2023-05-04T09:00:00Z'),
      new Date('2023-05-06T00:45:00Z'),
      'Математика',
      new Date('2023-04-03T00:00:00Z'),
      1234,
      0.1,
      'Да',
      '=HYPERLINK("http://x")',
    ]);
    expect(valuesOf(sheet, 4).slice(6)).toEqual(['gone', '31.04.2023', undefined, '5 %', 'Нет', '007']);
    expect(sheet?.getCell('L3').type).toBe(ExcelJS.ValueType.String);
    expect(sheet?.getCell('L4').numFmt).toBe('@');
    expect(sheet?.getCell('H3').numFmt).toBe('dd.mm.yyyy');
    expect(sheet?.getCell('F3').numFmt).toBe('dd.mm.yyyy hh:mm');
    expect(sheet?.getCell('L5').value).toBe('строка\n<&"\'>😀');
  });

  it('writes codes and truth values where codes are asked for', async () => {
    const sheet = (await workbookOf(batchesOf([FIRST]), { values: 'codes' })).worksheets[0];
    expect(valuesOf(sheet, 3).slice(6)).toEqual([
      '007',
      new Date('2023-04-03T00:00:00Z'),
      1234,
      0.1,
      true,
      '=HYPERLINK("http://x")',
    ]);
  });

  it('cuts what Excel refuses, and says so by a sign', async () => {
    const long = submission('spo770003', [{ note: 'ы'.repeat(40_000) }]);
    const value = (await workbookOf(batchesOf([long]))).worksheets[0]?.getCell('L3').value;
    expect(value).toBe(`${'ы'.repeat(32_766)}…`);
  });

  it('names the given rows of a fixed sheet', async () => {
    const workbook = await workbookOf(batchesOf([FIRST]), { locale: 'en' });
    expect(valuesOf(workbook.worksheets[1], 1).slice(4)).toEqual([
      'Started (Moscow time)',
      'Submitted (Moscow time)',
      'Row',
      'Число',
    ]);
    expect(valuesOf(workbook.worksheets[1], 2).slice(6)).toEqual(['01 Всего', 3]);
    expect(workbook.worksheets[3]?.name).toBe('About');
  });

  it('goes on in another worksheet where one is full, and loses no row', async () => {
    const many = submission(
      'spo770003',
      Array.from({ length: 1200 }, (_, n) => ({ n })),
    );
    const workbook = await workbookOf(batchesOf([many]), { rowsPerSheet: 502 });
    const parts = workbook.worksheets.filter((sheet) => sheet.name.startsWith('Бланки'));
    expect(parts.map((sheet) => sheet.name)).toEqual([
      'Бланки 1 2 проба',
      'Бланки 1 2 проба (2)',
      'Бланки 1 2 проба (3)',
    ]);
    const numbers = parts.flatMap((sheet) =>
      Array.from({ length: sheet.rowCount - 2 }, (_, i) => sheet.getRow(i + 3).getCell(9).value),
    );
    expect(numbers).toEqual(Array.from({ length: 1200 }, (_, n) => n));
    expect(valuesOf(parts[2], 1)[0]).toBe('Логин');
  });

  it('an export of nothing has its headings', async () => {
    const workbook = await workbookOf(batchesOf());
    expect(workbook.worksheets.map((sheet) => sheet.rowCount).filter((_, i) => i !== 2)).toEqual([2, 1, 7]);
  });

  it('tells its progress after every batch', async () => {
    const steps: number[] = [];
    await workbookOf(batchesOf([FIRST], [SECOND, SECOND]), { onBatch: (done) => void steps.push(done) });
    expect(steps).toEqual([1, 3]);
  });

  it('fails where the source, the folder or the output fails, and leaves nothing open', async () => {
    const failing = async function* (): AsyncIterable<readonly ExportedSubmission[]> {
      yield await Promise.resolve([FIRST]);
      throw new Error('база ушла');
    };
    await expect(exported([form], failing())).rejects.toThrow('база ушла');
    await expect(exported([form], batchesOf([FIRST]), { folder: '/no/such/folder' })).rejects.toThrow(
      'ENOENT',
    );
    const full = new Duplex({
      read: () => undefined,
      write: (_chunk, _encoding, done) => done(new Error('диск полон')),
    });
    await expect(exported([form], batchesOf([FIRST]), {}, full)).rejects.toThrow('диск полон');
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
