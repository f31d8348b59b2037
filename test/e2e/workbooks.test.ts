import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { fillWorkbook } from '../support/fill-workbook';
import { violations } from './axe';
import { college, openOwnForm, openPage } from './own-form';
import type { Person } from './people';
import { tableOn } from './table';

let browser: Browser;
let person: Person;
let address: string;

const definition = {
  format: 1,
  id: 'own-workbook',
  version: 1,
  title: 'Кадры колледжа',
  excelTemplate: true,
  lists: {
    subjects: [
      { value: 'math', label: 'Математика' },
      { value: 'music', label: 'Музыка' },
    ],
  },
  sheets: [
    {
      id: 'staff',
      title: 'Сотрудники',
      hint: 'По одной строке на человека.',
      rows: { kind: 'open', min: 1, max: 50 },
      key: ['name'],
      columns: [
        { id: 'name', title: 'ФИО', type: 'text', required: true },
        { id: 'subject', title: 'Предмет', type: 'choice', list: 'subjects', required: true },
        { id: 'hours', title: 'Часы', type: 'integer', min: 0, max: 60 },
        { id: 'since', title: 'Работает с', type: 'date' },
      ],
    },
  ],
};

beforeAll(async () => {
  browser = await launchBrowser();
  person = await college(browser, 'spo910098');
  ({ address } = await openOwnForm('spo910098', definition, 'Кадры на 1 сентября'));
});
afterAll(() => browser.close());

async function downloaded(page: Page, button: string): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return download;
}

async function upload(page: Page, name: string, buffer: Buffer) {
  await page.getByRole('button', { name: 'Шаблон Excel' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles({
    name,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer,
  });
  return dialog;
}

describe('the form as a workbook', () => {
  test('[A23] downloaded, filled in Excel, shown before anything changes, applied as one step', async () => {
    const { page } = person;
    await openPage(page, address);
    const table = tableOn(page);
    await table.type(0, 0, 'Анна');
    await page.getByRole('button', { name: 'Шаблон Excel' }).click();
    expect(await violations(page)).toEqual([]);
    const file = await downloaded(page, 'Скачать шаблон');
    await page.keyboard.press('Escape');
    expect(file.suggestedFilename()).toMatch(/^Кадры колледжа – spo910098\.xlsx$|Кадры колледжа/);
    const bytes = await fillWorkbook(await readFile(await file.path()), {
      C5: 'Математика',
      D5: 70,
      B6: 'Борис',
      C6: 'музыка',
      D6: '18',
      E6: new Date('2020-09-01T00:00:00Z'),
    });
    const dialog = await upload(page, 'кадры.xlsx', bytes);
    await dialog.getByText('Шаблон этой формы, сделанный для вас.').waitFor();
    const row = dialog.getByRole('row', { name: /Сотрудники/ });
    expect((await row.getByRole('cell').allInnerTexts()).map((text) => text.trim())).toEqual([
      'Сотрудники',
      '1',
      '1',
      '0',
      '0',
    ]);
    await dialog.getByText(/Ошибок: 1/).waitFor();
    await dialog.getByText('Сотрудники!D5').waitFor();
    expect(await violations(page)).toEqual([]);
    // Nothing is in the draft yet.
    expect(await table.text(1, 0)).not.toBe('Борис');
    const marked = await downloaded(page, 'Скачать файл с отметками');
    expect(marked.suggestedFilename()).toBe('кадры (с отметками).xlsx');
    await dialog.getByRole('button', { name: 'Внести в черновик' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await table.text(1, 0)).toBe('Борис');
    expect(await table.text(1, 1)).toBe('Музыка');
    expect(await table.text(1, 3)).toBe('01.09.2020');
    await table.saved();
    await page.getByRole('button', { name: 'Отменить (Ctrl+Z)' }).click();
    expect(await table.text(0, 1)).not.toBe('Математика');
    expect(await table.text(0, 0)).toBe('Анна');
    expect(await table.text(1, 0)).not.toBe('Борис');
    await table.saved();
  });

  test('[A23] any table of a school is mapped once; what is no workbook is told so and nothing is lost', async () => {
    const { page } = person;
    await openPage(page, address);
    const table = tableOn(page);
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Тарификация');
    sheet.addRow(['Приказ № 5']);
    sheet.addRow(['Работник', 'Дисциплина', 'Нагрузка']);
    sheet.addRow(['Вера', 'Музыка', 12]);
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer());
    const dialog = await upload(page, 'письмо.xlsx', Buffer.from('Это не книга'));
    await dialog.getByText(/Это не книга Excel/).waitFor();
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'свод.xlsx', mimeType: '', buffer: bytes });
    await dialog.getByText(/Ни один лист файла не похож/).waitFor();
    await dialog.getByRole('button', { name: 'Указать столбцы' }).click();
    const mapping = page.getByRole('dialog', { name: 'Что где лежит' });
    await mapping.getByLabel('Строка с заголовками').selectOption('2');
    await mapping.getByLabel('Столбец файла: ФИО').selectOption('A');
    await mapping.getByLabel('Столбец файла: Предмет').selectOption('B');
    await mapping.getByLabel('Столбец файла: Часы').selectOption('C');
    expect(await violations(page)).toEqual([]);
    await mapping.getByRole('button', { name: 'Прочитать так' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Внести в черновик' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect([await table.text(1, 0), await table.text(1, 1), await table.text(1, 2)]).toEqual([
      'Вера',
      'Музыка',
      '12',
    ]);
    await table.saved();
    const again = await upload(page, 'свод.xlsx', bytes);
    await again.getByText('В файле нет ничего нового для черновика.').waitFor();
    await page.keyboard.press('Escape');
  });
});
