import { createReadStream } from 'node:fs';
import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { workdays } from './days';
import { demoLogin, type Person, signIn } from './people';
import { tableOn } from './table';

let browser: Browser;
let college: Person;
let region: Person;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const DAYS = workdays(6);
const ROWS = DAYS.map((date, i) => ['Математика', date, String(i + 1), String(20 + i), '', '', '0']);
const PUBLICATION = 'График проведения ВПР СПО';

/** From anywhere in the cabinet: the section in the header, then the publication, expanded by its heading (A12). */
async function openPublication(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'ВПР СПО', exact: true }).first().click();
  await page.waitForURL(/publications\/vpr-spo$/);
  const toggle = block(page).locator('[aria-expanded]').first();
  await toggle.click();
  await block(page).getByText('Сбор данных', { exact: true }).waitFor();
}

const block = (page: Page) => page.locator('article', { hasText: PUBLICATION }).first();

async function counts(page: Page): Promise<Record<string, number>> {
  const labels = ['Всего', 'Не приступило', 'В работе', 'Сдано'];
  const text = (await block(page).innerText()).replaceAll(/\s+/g, ' ');
  return Object.fromEntries(
    labels.map((label) => [label, Number(new RegExp(`${label}:? (\\d+)`).exec(text)?.[1] ?? NaN)]),
  );
}

describe('the main job', () => {
  let before: Record<string, number>;

  test('[A6] [A20] [A21] [A38] a college sees the open collection, its coordinator the counts', async () => {
    college = await signIn(browser, demoLogin('college (open form)'));
    region = await signIn(browser, demoLogin('regional coordinator'));
    const { login } = demoLogin('college (open form)');
    await college.page.getByText(login).first().waitFor();
    await openPublication(college.page);
    await block(college.page).getByText('Открыт', { exact: true }).waitFor();
    await block(college.page).getByRole('link', { name: 'Заполнить' }).waitFor();
    await openPublication(region.page);
    before = await counts(region.page);
    expect(before['Всего']).toBe(
      (before['Не приступило'] ?? 0) + (before['В работе'] ?? 0) + (before['Сдано'] ?? 0),
    );
  });

  test('[A27] [A30] [A31] [A35] six days for a subject are an error, and the report cannot be submitted', async () => {
    const { page } = college;
    await block(page).getByRole('link', { name: 'Заполнить' }).click();
    const table = tableOn(page);
    expect(await table.text(0, 0)).toBe('Список*');
    expect(await table.text(0, 1)).toBe('---');
    await table.type(0, 0, 'Матем');
    expect(await table.text(0, 0)).toBe('Математика');
    expect(await table.text(0, 3)).toBe('Число*');
    expect(await table.text(0, 1)).toBe('---');
    await table.type(0, 3, '20');
    expect(await table.text(0, 1)).toBe('Дата*');
    await table.paste(0, 0, ROWS);
    const errors = page.getByRole('button', { name: 'Ошибки (1)' });
    await errors.waitFor();
    const submit = page.getByRole('button', { name: 'Сдать отчет' });
    expect(await submit.getAttribute('aria-disabled')).toBe('true');
    await errors.click();
    await page
      .getByText(/По предмету «Математика».*указано дней: 6, можно не более пяти/)
      .first()
      .waitFor();
    // The list says why, and a press on what would do is one step that can be taken back.
    await page.getByRole('button', { name: 'Почему и как исправить' }).click();
    await page.locator('dl ~ button').first().click();
    await page.getByRole('button', { name: 'Ошибки', exact: true }).waitFor();
    await page.keyboard.press('Control+z');
    await errors.waitFor();
    await table.saved();
  });

  test('[A28] [A33] mended, closed and opened again, everything is there', async () => {
    const { page } = college;
    const table = tableOn(page);
    await table.type(5, 1, DAYS[4] ?? '');
    await page.getByRole('button', { name: 'Ошибки', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Закрыть', exact: true }).first().click();
    await page.waitForURL(/publications/);
    await openPublication(page);
    await block(page).getByRole('link', { name: 'Редактировать' }).click();
    for (const [i, row] of ROWS.entries()) {
      expect(await table.text(i, 0)).toBe('Математика');
      expect(await table.text(i, 1)).toBe(i === 5 ? DAYS[4] : row[1]);
      expect(await table.text(i, 2)).toBe(row[2]);
      expect(await table.text(i, 3)).toBe(row[3]);
    }
  });

  test('[A29] «Сохранить черновик» says that all is saved', async () => {
    await college.page.getByRole('button', { name: 'Сохранить черновик' }).click();
    await tableOn(college.page).saved();
  });

  test('[A31] [A32] [A34] submitted, the cabinet opens and knows of it', async () => {
    const { page } = college;
    await page.getByRole('button', { name: 'Сдать отчет' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Сдать', exact: true }).click();
    await page.waitForURL(/\/lk\/receipts\/\d+$/);
    await page.getByRole('link', { name: 'К публикации' }).click();
    await page.waitForURL(/publications/);
    await openPublication(page);
    await block(page)
      .getByText(/Последняя передача данных/)
      .waitFor();
    await block(page).getByRole('link', { name: 'Редактировать' }).waitFor();
  });

  test('[A38] [A41] [A42] the regional coordinator sees the counts change and opens the data', async () => {
    const { page } = region;
    await openPublication(page);
    const after = await counts(page);
    expect(after).toEqual({
      ...before,
      'Не приступило': (before['Не приступило'] ?? 0) - 1,
      Сдано: (before['Сдано'] ?? 0) + 1,
    });
    await block(page).getByRole('link', { name: 'Список участников' }).click();
    const { login } = demoLogin('college (open form)');
    const row = page.getByRole('row', { name: new RegExp(login) });
    await row.getByText('Сдано').waitFor();
    await row.getByRole('link', { name: /Посмотреть данные/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Математика').first().waitFor();
    await dialog
      .getByText(DAYS[0] ?? '')
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  test('[A43] [A44] the export is formed in the background and found in the notifications', async () => {
    const { page } = region;
    await page.goto('/lk/notifications');
    await openPublication(page);
    await block(page).getByRole('button', { name: 'Экспорт результатов' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Отчёт #\d+ готов к загрузке/).waitFor();
    await page.keyboard.press('Escape');
    await page.goto('/lk/notifications');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Загрузить отчёт' }).first().click();
    const file = await (await download).path();
    const typed = await submittedRows(file, demoLogin('college (open form)').login);
    expect(typed).toEqual(
      ROWS.map(([subject, date, rooms, participants], i) => ({
        subject,
        date: i === 5 ? DAYS[4] : date,
        rooms: Number(rooms),
        participants: Number(participants),
      })),
    );
  });

  test('[A40] a coordinator of another region sees nothing of it', async () => {
    const stranger = await signIn(browser, demoLogin('another region'));
    const { login } = demoLogin('college (open form)');
    await openPublication(region.page);
    const href = await block(region.page)
      .getByRole('link', { name: 'Список участников' })
      .getAttribute('href');
    await region.page.goto(href ?? '');
    const eye = await region.page
      .getByRole('row', { name: new RegExp(login) })
      .getByRole('link', { name: /Посмотреть данные/ })
      .getAttribute('href');
    await stranger.page.goto(`${href ?? ''}?search=${login}`);
    expect(await stranger.page.getByText(login).count()).toBe(0);
    const direct = await stranger.page.request.get((eye ?? '').split('?')[0] ?? '');
    expect(direct.status()).toBe(404);
    await region.page.goto('/lk/notifications');
    const report = await region.page
      .getByRole('link', { name: 'Загрузить отчёт' })
      .first()
      .getAttribute('href');
    expect((await stranger.page.request.get(report ?? '')).status()).toBe(404);
    await stranger.context.close();
  });
});

interface SubmittedRow {
  readonly subject: string;
  readonly date: string;
  readonly rooms: number;
  readonly participants: number;
}

/** A cell as the export shows it: dates as `dd.mm.yyyy`. */
function shown(value: ExcelJS.CellValue | undefined): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10).split('-').reverse().join('.');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Rows of one organisation on the first data sheet of an export, by heading. */
async function submittedRows(path: string, login: string): Promise<SubmittedRow[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.read(createReadStream(path));
  const sheet = workbook.getWorksheet('РАБОТЫ НА БЛАНКЕ');
  if (!sheet) throw new Error('the sheet is missing');
  const headings = new Map<string, number>();
  const found: SubmittedRow[] = [];
  sheet.eachRow((row) => {
    const values = (row.values as ExcelJS.CellValue[]).map(shown);
    if (values.includes('Логин')) values.forEach((value, i) => headings.set(value, i));
    if (!values.includes(login)) return;
    const at = (heading: string): string => values[headings.get(heading) ?? 0] ?? '';
    found.push({
      subject: at('Предмет'),
      date: at('Дата 1й курс'),
      rooms: Number(at('Количество аудиторий 1й курс')),
      participants: Number(at('Количество участников 1й курс')),
    });
  });
  return found;
}
