import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { workdays } from './days';
import { demoLogin, type Person, signIn } from './people';
import { spreadsheetOn } from './spreadsheet';

let browser: Browser;
let person: Person;
let address: string;
/** What the content policy or a script complained of. */
const complaints: string[] = [];

/** A college of the demo country that nobody else needs: its preference stays with it. */
const account = () => ({ login: 'spo910046', password: demoLogin('school').password });
const DAYS = workdays(6);
const ROWS = DAYS.map((date, i) => ['Математика', date, String(i + 1), String(20 + i), '', '', '0']);
const PUBLICATION = '/lk/publications/vpr-spo/grafik-provedeniia-vpr-spo';

beforeAll(async () => {
  browser = await launchBrowser();
  person = await signIn(browser, account());
  const { page } = person;
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.goto(PUBLICATION);
  const link = page.getByRole('link', { name: /Заполнить|Редактировать/ }).first();
  address = (await link.getAttribute('href')) ?? '';
});
afterAll(() => browser.close());

const chooser = (page: Page) => page.getByRole('button', { name: 'Электронная таблица', exact: true });

async function open(page: Page): Promise<ReturnType<typeof spreadsheetOn>> {
  await page.goto(address);
  await page.locator('canvas').waitFor();
  return spreadsheetOn(page);
}

describe('the main job in the spreadsheet view', () => {
  test('is chosen by a button, and nothing of it is loaded before', async () => {
    const { page } = person;
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(new URL(request.url()).pathname));
    await page.goto(address);
    await page.getByRole('gridcell').first().waitFor();
    expect(scripts.filter((path) => path.startsWith('/assets/spreadsheet'))).toEqual([]);
    const told = page.waitForResponse((response) => response.url().endsWith('/lk/preferences'));
    await chooser(page).click();
    await page.locator('canvas').waitFor();
    expect(scripts.filter((path) => path.startsWith('/assets/spreadsheet'))).not.toEqual([]);
    expect((await told).status()).toBe(302);
    // The handle stands at the corner of the first cell, behind the numbers of the rows.
    const handle = await page.locator('[data-fill-handle]').boundingBox();
    expect(handle?.x).toBeGreaterThan(48);
  });

  test('[A24] [A27] a list, a number and a date from the calendar, by keyboard', async () => {
    const { page } = person;
    const sheet = await open(page);
    expect(await chooser(page).getAttribute('aria-pressed')).toBe('true');
    expect(await sheet.text(0, 0)).toBe('Список*');
    await sheet.type(0, 0, 'Матем');
    expect(await sheet.text(0, 0)).toBe('Математика');
    await sheet.type(0, 3, '020');
    expect(await sheet.text(0, 3)).toBe('20');
    expect(await sheet.text(0, 1)).toBe('Дата*');
    await sheet.openList();
    await page.getByRole('grid', { name: /20\d\d/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await sheet.text(0, 1)).toMatch(/^\d\d\.\d\d\.20\d\d$/);
  });

  test('[A30] [A31] [A35] six days for a subject are an error that is found, mended and gone', async () => {
    const { page } = person;
    const sheet = spreadsheetOn(page);
    await sheet.paste(0, 0, ROWS);
    const errors = page.getByRole('button', { name: 'Ошибки (1)' });
    await errors.waitFor();
    expect(await page.getByRole('button', { name: 'Сдать отчет' }).getAttribute('aria-disabled')).toBe(
      'true',
    );
    await errors.click();
    const error = page.getByText(/По предмету «Математика».*указано дней: 6, можно не более пяти/);
    await error.first().waitFor();
    await sheet.type(5, 1, DAYS[4] ?? '');
    await page.getByRole('button', { name: 'Ошибки', exact: true }).waitFor();
    await sheet.saved();
  });

  test('texts that look like something else stay what was typed', async () => {
    const sheet = spreadsheetOn(person.page);
    for (const text of ['=1+1', '<img src=x onerror=alert(1)>']) {
      await sheet.paste(6, 0, [[text]]);
      expect(await sheet.text(6, 0)).toBe(text);
    }
    await person.page.keyboard.press('Delete');
    expect(await sheet.text(6, 0)).toBe('Список*');
    await person.page.getByRole('button', { name: 'Ошибки', exact: true }).waitFor();
  });

  test('[A28] [A32] [A34] opened again everything is there, and it is submitted', async () => {
    const { page } = person;
    await spreadsheetOn(page).saved();
    const sheet = await open(page);
    for (const [i, row] of ROWS.entries()) {
      expect(await sheet.text(i, 1)).toBe(i === 5 ? DAYS[4] : row[1]);
      expect(await sheet.text(i, 3)).toBe(row[3]);
    }
    await page.getByRole('button', { name: 'Сдать отчет' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Сдать', exact: true }).click();
    await page.waitForURL(/\/lk\/receipts\/\d+$/);
    await page.getByRole('link', { name: 'К публикации' }).click();
    await page.waitForURL(/publications/);
    await page
      .getByText(/Последняя передача данных/)
      .first()
      .waitFor();
  });

  test('the content policy has nothing to complain of', () => {
    expect(complaints).toEqual([]);
  });
});
