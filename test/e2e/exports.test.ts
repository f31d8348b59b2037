import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { textsIn } from '../support/exports';
import { violations } from './axe';
import { demoLogin, signIn } from './people';

let browser: Browser;
let page: Page;
const PUBLICATION = 'График проведения ВПР СПО';

beforeAll(async () => {
  browser = await launchBrowser();
  ({ page } = await signIn(browser, demoLogin('regional coordinator')));
});
afterAll(() => browser.close());

const block = (on: Page) => on.locator('article', { hasText: PUBLICATION }).first();

async function openBlock(on: Page): Promise<void> {
  await on.goto('/lk/publications/vpr-spo');
  await block(on).locator('[aria-expanded]').first().click();
  await block(on).getByText('Другие форматы…').waitFor();
}

describe('[A43] other formats', () => {
  test('a dialog asks which; the window and the file are as with the one press', async () => {
    await openBlock(page);
    await block(page).getByText('Другие форматы…').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Точка с запятой, запятая в дробях').waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('radio', { name: /^CSV для Excel/ }).check();
    await dialog.getByRole('radio', { name: /^Коды/ }).check();
    await dialog.getByRole('button', { name: 'Сформировать отчёт' }).click();
    await dialog.getByText(/Отчёт #\d+ готов к загрузке/).waitFor();
    const download = page.waitForEvent('download');
    await dialog.getByRole('link', { name: 'Загрузить отчёт' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/Отчёт № \d+\.zip$/);
    const texts = textsIn(new Uint8Array(await readFile(await file.path())));
    expect([...texts.keys()]).toEqual(expect.arrayContaining(['datapackage.json', 'dictionary.csv']));
    const sheet = [...texts.values()].find((text) => text.startsWith('\ufeff_login;_organisation;'));
    expect(sheet).toBeDefined();
    await page.keyboard.press('Escape');
  });

  test('by keyboard, and Esc goes back to where one was', async () => {
    await openBlock(page);
    const link = block(page).getByRole('link', { name: 'Другие форматы…' });
    await link.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('the window shows how many organisations are done, and cancels', async () => {
    await openBlock(page);
    let status = 'running';
    await page.route(/\/lk\/reports\/\d+$/, (route) => {
      const number = Number(/\d+$/.exec(route.request().url())?.[0]);
      return route.fulfill({ json: { number, status, done: 1200, total: 40_000 } });
    });
    await page.route(/\/lk\/reports\/\d+\/cancel/, (route) => {
      status = 'cancelled';
      return route.continue();
    });
    await block(page).getByRole('button', { name: 'Экспорт результатов' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('обработано 1\u00a0200 из 40\u00a0000 организаций').waitFor();
    await dialog.getByRole('button', { name: /^Отменить отчёт #/ }).click();
    await dialog.getByText(/Отчёт #\d+ отменён/).waitFor();
    await page.unrouteAll();
    await page.keyboard.press('Escape');
  });

  test('at the width of a phone nothing is cut', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await openBlock(page);
    await block(page).getByText('Другие форматы…').click();
    await page.getByRole('dialog').getByText('Parquet').waitFor();
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});

test('[A43] [A44] without scripts: a page asks which format, the notifications have the report', async () => {
  const context = await browser.newContext({
    baseURL: inject('testApplication').url,
    locale: 'ru-RU',
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
    storageState: await page.context().storageState(),
  });
  context.setDefaultTimeout(15_000);
  const plain = await context.newPage();
  await plain.goto('/lk/publications/vpr-spo');
  await plain.getByRole('link', { name: PUBLICATION }).first().click();
  await plain.getByRole('link', { name: 'Другие форматы…' }).first().click();
  await plain.getByRole('heading', { name: 'Экспорт в другом формате' }).waitFor();
  await plain.getByRole('radio', { name: /^JSON Lines/ }).check();
  expect(
    await plain.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
  await plain.getByRole('button', { name: 'Сформировать отчёт' }).click();
  await plain.waitForURL(/\/lk\/notifications/);
  await plain
    .getByText(/Отчёт #\d+ (формируется|готов к загрузке)/)
    .first()
    .waitFor();
  await context.close();
});
