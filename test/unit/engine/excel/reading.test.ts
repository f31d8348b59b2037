import { openWorkbook, readWorkbook } from 'engine/excel';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { compiled } from '../support';
import { workbookOf } from './hostile-files';
import { made } from './made';
import { recalculated, whyNoLibreOffice } from './spreadsheet';

const form = compiled({
  format: 1,
  id: 'reading',
  version: 1,
  title: 'Чтение',
  lists: {
    subjects: [
      { value: '07', label: 'Математика' },
      { value: 'music', label: 'Музыка' },
    ],
  },
  sheets: [
    {
      id: 'staff',
      title: 'Сотрудники колледжа',
      columns: [
        { id: 'name', title: 'ФИО', type: 'text', required: true },
        { id: 'code', title: 'Код', type: 'text' },
        { id: 'hours', title: 'Часы', type: 'number', group: 'Нагрузка' },
        { id: 'groups', title: 'Группы', type: 'integer', group: 'Нагрузка' },
        { id: 'since', title: 'Работает с', type: 'date' },
        { id: 'main', title: 'Основное место', type: 'boolean' },
        { id: 'subject', title: 'Предмет', type: 'choice', list: 'subjects' },
      ],
    },
    {
      id: 'rooms',
      title: 'Кабинеты',
      columns: [
        { id: 'room', title: 'Кабинет', type: 'text' },
        { id: 'seats', title: 'Мест', type: 'integer' },
      ],
    },
    {
      id: 'totals',
      title: 'Итоги',
      rows: {
        kind: 'fixed',
        items: [
          { id: '01', title: 'Всего работников' },
          { id: '02', title: 'из них женщин' },
        ],
      },
      columns: [{ id: 'n', title: 'Число', type: 'integer' }],
    },
  ],
});

async function opened(fill: (workbook: ExcelJS.Workbook) => void) {
  const workbook = new ExcelJS.Workbook();
  fill(workbook);
  return readWorkbook(form, await openWorkbook(Buffer.from(await workbook.xlsx.writeBuffer())));
}

type Value = ExcelJS.CellValue;
const HEADS = ['ФИО', 'Код', 'Часы', 'Группы', 'Работает с', 'Основное место', 'Предмет'];

/** What cells of one row are read as, by column. */
async function cells(
  values: readonly Value[],
  format: Readonly<Record<number, string>> = {},
): Promise<object> {
  const read = await opened((workbook) => {
    const sheet = workbook.addWorksheet('Сотрудники колледжа');
    sheet.addRow(HEADS);
    const row = sheet.addRow([...values]);
    for (const [column, code] of Object.entries(format)) row.getCell(Number(column)).numFmt = code;
  });
  const [row] = read.sheets[0]?.rows ?? [];
  return Object.fromEntries(Object.entries(row?.cells ?? {}).filter(([, value]) => value !== null));
}

describe('[T3] what stands in a cell is read as people see it', () => {
  it.each<[string, readonly Value[], object, Record<number, string>?]>([
    [
      'a day by its format',
      [null, null, null, null, new Date('2023-05-05T00:00:00Z')],
      { since: '2023-05-05' },
    ],
    ['a day as a text', [null, null, null, null, ' 5.5.2023 '], { since: '2023-05-05' }],
    ['a day as a bare number', [null, null, null, null, 45_051], { since: '2023-05-05' }],
    ['a year in a column of days is no day', [null, null, null, null, 2023], { since: { $raw: '2023' } }],
    [
      'a day with a time stays as it is',
      [null, null, null, null, new Date('2023-05-05T14:30:00Z')],
      { since: { $raw: '05.05.2023 14:30' } },
    ],
    [
      '«1.5» that became a day',
      [null, null, new Date('2026-05-01T00:00:00Z')],
      { hours: { $raw: '01.05.2026' } },
    ],
    ['numbers as texts', [null, null, '1 234,5', '−5'], { hours: 1234.5, groups: -5 }],
    ['a fraction where whole numbers are wanted', [null, null, null, 1.5], { groups: { $raw: '1,5' } }],
    ['binary dust of a formula', [null, null, { formula: '0.1+0.2', result: 0.1 + 0.2 }], { hours: 0.3 }],
    ['a percent is no share', [null, null, 0.5], { hours: { $raw: '50%' } }, { 3: '0%' }],
    ['zeros that a format shows', [null, 7], { code: '007' }, { 2: '000' }],
    ['a long code', [null, 123_456_789_012], { code: '123456789012' }],
    ['a code where labels are shown', [null, null, null, null, null, null, '07'], { subject: '07' }],
    ['a code that became a number', [null, null, null, null, null, null, 7], { subject: '07' }, { 7: '00' }],
    ['a label in other letters', [null, null, null, null, null, null, ' МУЗЫКА '], { subject: 'music' }],
    ['what no list knows', [null, null, null, null, null, null, 'Пение'], { subject: { $raw: 'Пение' } }],
    ['yes and no', [null, null, null, null, null, true], { main: true }],
    ['yes and no as texts', [null, null, null, null, null, 'нет'], { main: false }],
    [
      'an error of a formula',
      [{ formula: '1/0', result: { error: '#DIV/0!' } }],
      { name: { $raw: '#DIV/0!' } },
    ],
    [
      'rich text',
      [{ richText: [{ text: 'Иванова ' }, { font: { bold: true }, text: 'Анна' }] }],
      { name: 'Иванова Анна' },
    ],
    ['a link', [{ text: 'Анна', hyperlink: 'http://127.0.0.1/' }], { name: 'Анна' }],
  ])('%s', async (_name, values, expected, format = {}) => {
    expect(await cells(values, format)).toEqual(expected);
  });

  it('days of the 1904 system', async () => {
    const read = await opened((workbook) => {
      workbook.properties.date1904 = true;
      const sheet = workbook.addWorksheet('Сотрудники колледжа');
      sheet.addRow(HEADS);
      const row = sheet.addRow([null, null, null, null, 43_589]);
      row.getCell(5).numFmt = 'dd.mm.yyyy';
    });
    expect(read.sheets[0]?.rows[0]?.cells['since']).toBe('2023-05-05');
  });

  it('workbooks of other programs: prefixed names, texts in place, cells without addresses, days as texts', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const text = (value: string): string => `<x:c t="inlineStr"><x:is><x:t>${value}</x:t></x:is></x:c>`;
    const xml = `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row>${['ФИО', 'Работает с'].map(text).join('')}</x:row><x:row>${text('Анна')}<x:c t="d"><x:v>2023-05-05T00:00:00</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const read = readWorkbook(form, await openWorkbook(workbookOf({ 'xl/worksheets/sheet1.xml': xml })));
    expect(read.sheets[0]?.rows).toEqual([
      { id: null, number: 2, cells: { name: 'Анна', since: '2023-05-05' } },
    ]);
  });
});

describe('[T2] sheets, columns and rows are found however they were moved', () => {
  it('by headings: under a title, with groups, in other order, among others, with other spaces and case', async () => {
    const read = await opened((workbook) => {
      workbook.addWorksheet('Пустой');
      const sheet = workbook.addWorksheet('Лист3');
      sheet.addRow(['Приложение 1']);
      sheet.addRow([]);
      sheet.addRow(['Телефон', 'НАГРУЗКА', 'НАГРУЗКА', 'Ф.И.О.*', 'предмет']);
      sheet.addRow([null, 'группы', 'ЧАСЫ ', null, null]);
      sheet.mergeCells('B3:C3');
      sheet.mergeCells('D3:D4');
      sheet.addRow(['8-900', 3, 18, 'Анна', 'Музыка']);
      const hidden = sheet.addRow(['8-901', 2, 9, 'Борис', '07']);
      hidden.hidden = true;
    });
    expect(read.sheets).toMatchObject([
      {
        sheet: 'staff',
        worksheet: 'Лист3',
        unknown: [{ letter: 'A', heading: 'Телефон' }],
        rows: [
          { number: 5, cells: { name: 'Анна', groups: 3, hours: 18, subject: 'music' } },
          { number: 6, cells: { name: 'Борис', groups: 2, hours: 9, subject: '07' } },
        ],
      },
    ]);
  });

  it('of a template: renamed and reordered sheets, inserted and moved columns, sorted, copied and inserted rows', async () => {
    const answers = {
      sheets: {
        staff: ['Анна', 'Борис', 'Вера'].map((name, i) => ({ id: `r${i + 1}`, cells: { name, groups: i } })),
        rooms: [{ id: 'k1', cells: { room: '12' } }],
      },
    };
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await made(form, { answers })) as unknown as ArrayBuffer);
    const [staff, rooms] = workbook.worksheets;
    if (!staff || !rooms) throw new Error('worksheets');
    staff.name = 'Наши люди';
    rooms.name = 'Сотрудники колледжа';
    staff.spliceColumns(3, 0, ['вставлен']);
    const [first, last] = [staff.getRow(6).values, staff.getRow(8).values];
    staff.getRow(6).values = last;
    staff.getRow(8).values = first;
    staff.getRow(9).values = first;
    staff.getRow(9).getCell(2).value = 'Копия';
    staff.getRow(10).getCell(2).value = 'Новая';
    const read = readWorkbook(form, await openWorkbook(Buffer.from(await workbook.xlsx.writeBuffer())));
    const names = (id: string): readonly unknown[] =>
      (read.sheets.find(({ sheet }) => sheet === id)?.rows ?? []).map((row) => [
        row.id,
        row.cells['name'] ?? row.cells['room'],
      ]);
    expect(names('staff')).toEqual([
      ['r3', 'Вера'],
      ['r2', 'Борис'],
      ['r1', 'Анна'],
      [null, 'Копия'],
      [null, 'Новая'],
    ]);
    expect(names('rooms')).toEqual([['k1', '12']]);
    expect(read.leftOut).toEqual([]);
  });

  it('given rows by what people see, where titles were moved away from under their ids', async () => {
    const workbook = new ExcelJS.Workbook();
    const answers = {
      sheets: {
        totals: [
          { id: '01', cells: { n: 9 } },
          { id: '02', cells: { n: 5 } },
        ],
      },
    };
    await workbook.xlsx.load((await made(form, { answers })) as unknown as ArrayBuffer);
    const sheet = workbook.getWorksheet('Итоги');
    if (!sheet) throw new Error('worksheet');
    for (const column of [2, 3]) {
      const [first, second] = [sheet.getRow(5).getCell(column).value, sheet.getRow(6).getCell(column).value];
      sheet.getRow(5).getCell(column).value = second;
      sheet.getRow(6).getCell(column).value = first;
    }
    const read = readWorkbook(form, await openWorkbook(Buffer.from(await workbook.xlsx.writeBuffer())));
    expect(read.sheets.find(({ sheet: id }) => id === 'totals')?.rows).toMatchObject([
      { id: '02', cells: { n: 5 } },
      { id: '01', cells: { n: 9 } },
    ]);
  });

  it('cells merged downwards speak for every row, totals are no row, and rows beyond all bounds are counted', async () => {
    const read = await opened((workbook) => {
      const sheet = workbook.addWorksheet('Кабинеты');
      sheet.addRow(['Кабинет', 'Мест']);
      sheet.addRow(['12', 20]);
      sheet.addRow([null, 25]);
      sheet.mergeCells('A2:A3');
      for (let i = 0; i < 11_200; i++) sheet.addRow([`к${i}`, 1]);
      sheet.addRow(['Итого:', 45]);
    });
    const [rooms] = read.sheets;
    expect(rooms?.rows.slice(0, 2).map(({ cells: own }) => own)).toEqual([
      { room: '12', seats: 20 },
      { room: '12', seats: 25 },
    ]);
    expect(rooms).toMatchObject({ totals: [11_204], beyond: 202 });
  });

  it('given rows by their titles, where ids are gone', async () => {
    const read = await opened((workbook) => {
      const sheet = workbook.addWorksheet('Итоги');
      sheet.addRow(['Показатель', 'Число']);
      sheet.addRow(['Из них женщин', 5]);
      sheet.addRow(['всего работников', 9]);
      sheet.addRow(['прочее', 1]);
    });
    expect(read.sheets.find(({ sheet }) => sheet === 'totals')?.rows).toEqual([
      { id: '02', number: 2, cells: { n: 5 } },
      { id: '01', number: 3, cells: { n: 9 } },
    ]);
  });
});

const reason = whyNoLibreOffice();

describe.skipIf(reason !== null)('[T4] a template that LibreOffice has saved', () => {
  it('is read as it was', { timeout: 120_000 }, async () => {
    const cellsOf = { name: 'Анна', code: '007', hours: 1.5, since: '2023-05-05', main: true, subject: '07' };
    const answers = {
      sheets: { staff: [{ id: 'r1', cells: cellsOf }], totals: [{ id: '02', cells: { n: 4 } }] },
    };
    const identity = { organisation: 'spo910018', revision: 3 };
    const [saved = new Uint8Array()] = await recalculated([await made(form, { answers, identity })]);
    const read = readWorkbook(form, await openWorkbook(saved));
    expect(read.identity).toMatchObject({ isIntact: true, identity });
    expect(read.sheets[0]?.rows).toEqual([{ id: 'r1', number: 6, cells: { groups: null, ...cellsOf } }]);
    expect(read.sheets[2]?.rows).toMatchObject([{ id: '01' }, { id: '02', cells: { n: 4 } }]);
  });
});
