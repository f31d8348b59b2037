import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { college, openOwnForm, openPage } from './own-form';
import type { Person } from './people';
import { tableOn } from './table';

let browser: Browser;
let person: Person;

const LOGIN = 'spo910096';
const ROWS = 80;
const columns = Array.from({ length: 12 }, (_, index) => ({
  id: `c${index}`,
  title: index % 3 === 0 ? `Количество участников этапа ${index + 1}` : `Столбец ${index + 1}`,
  type: index === 1 ? 'text' : 'integer',
  ...(index > 5 ? { group: 'Сведения о результатах' } : {}),
}));
const definition = {
  format: 1,
  id: 'printed',
  version: 1,
  title: 'Печать',
  sheets: [{ id: 's', title: 'Широкий лист', rows: { kind: 'open', max: 200 }, columns }],
};

beforeAll(async () => {
  browser = await launchBrowser();
  person = await college(browser, LOGIN);
});
afterAll(() => browser.close());

/** Width and height of the pages of a print, in points. */
async function pagesOf(page: Page): Promise<readonly (readonly [number, number])[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  return [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/g)].map(([, width, height]) => [
    Math.round(Number(width)),
    Math.round(Number(height)),
  ]);
}

/** How far anything visible reaches beyond the width that a sheet of paper has. */
const beyond = (page: Page, width: number) =>
  page.evaluate(
    (limit) =>
      Math.max(
        ...[...document.querySelectorAll('td, th')].map((cell) => cell.getBoundingClientRect().right),
      ) - limit,
    width,
  );

/** A4 lying down, without its margins, in CSS pixels. */
const LANDSCAPE = Math.floor(((297 - 24) / 25.4) * 96);

test('a long receipt with a wide table prints whole: headings on every page, nothing but what was submitted', async () => {
  const { page } = person;
  const { address } = await openOwnForm(LOGIN, definition, 'Печать');
  await openPage(page, address);
  const table = tableOn(page);
  await table.paste(
    0,
    0,
    Array.from({ length: ROWS }, (_, row) =>
      columns.map((_column, index) =>
        index === 1
          ? `Муниципальное бюджетное общеобразовательное учреждение ${row}`
          : String(row * 12 + index),
      ),
    ),
  );
  await table.saved();
  await page.setViewportSize({ width: LANDSCAPE, height: 700 });
  await page.emulateMedia({ media: 'print' });
  expect(await beyond(page, LANDSCAPE)).toBeLessThanOrEqual(1);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByRole('button', { name: 'Сдать отчет' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Сдать', exact: true }).click();
  await page.waitForURL(/\/lk\/receipts\/\d+$/);
  await page.getByText('Отпечаток SHA-256').waitFor();
  const pages = await pagesOf(page);
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.slice(1).every(([width, height]) => width > height)).toBe(true);

  await page.setViewportSize({ width: LANDSCAPE, height: 700 });
  await page.emulateMedia({ media: 'print' });
  expect(await beyond(page, LANDSCAPE)).toBeLessThanOrEqual(1);
  expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
  expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0);
  const [head, row] = await page.evaluate(() =>
    ['thead', 'tbody tr'].map((name) => {
      const element = document.querySelector(name);
      const style = element && getComputedStyle(element);
      return [style?.display, style?.breakInside];
    }),
  );
  expect(head?.[0]).toBe('table-header-group');
  expect(row?.[1]).toBe('avoid');
  expect(await page.getByRole('row').count()).toBe(ROWS + 2);
});
