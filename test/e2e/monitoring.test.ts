import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../app/services/demo/accounts';
import { launchBrowser } from '../support/browser';
import { violations } from './axe';
import { demoLogin, type Person, signIn } from './people';
import { tableOn } from './table';

const PUBLICATION = '/lk/publications/vpr-spo/grafik-provedeniia-vpr-spo';

let browser: Browser;
let organizer: Person;
let regional: Person;

beforeAll(async () => {
  browser = await launchBrowser();
  organizer = await signIn(browser, demoLogin('federal organizer'));
  regional = await signIn(browser, demoLogin('regional coordinator'));
});
afterAll(() => browser.close());

test('[A38] from the country to the data of one organisation, by keys and links alone', async () => {
  const { page } = organizer;
  await page.goto(PUBLICATION);
  await page.getByRole('link', { name: 'Ход сбора' }).first().click();
  await page.getByRole('img', { name: /Доля приступивших/ }).waitFor();
  expect(await violations(page)).toEqual([]);
  const table = page.locator('table').last();
  const cells = await table.locator('tfoot td').allInnerTexts();
  const rows = await table.locator('tbody tr').all();
  expect(rows).toHaveLength(3);
  const totals = await Promise.all(
    rows.map(async (row) => Number(await row.locator('td').first().innerText())),
  );
  expect(totals.reduce((a, b) => a + b, 0)).toBe(Number(cells[0]));
  await page.getByRole('link', { name: /Приозёрская область/ }).click();
  await page.getByRole('link', { name: /Заречный район/ }).click();
  const path = page.getByRole('navigation', { name: 'Территория' });
  await path.getByRole('link', { name: /Приозёрская область/ }).waitFor();
  await page.getByRole('link', { name: 'Список участников' }).click();
  await page
    .getByText(/Заречный район/)
    .first()
    .waitFor();
  await page
    .getByRole('link', { name: /Посмотреть данные/ })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
});

test('[A38] what a college begins is counted without reload', async () => {
  const { page } = regional;
  await page.goto(PUBLICATION);
  await page.getByRole('link', { name: 'Ход сбора' }).first().click();
  const begun = page.getByRole('definition').nth(2);
  const before = Number(await begun.innerText());
  const college = await signIn(browser, { login: await idleCollege(), password: DEMO_PASSWORD });
  await college.page.goto(PUBLICATION);
  await college.page.getByRole('link', { name: 'Заполнить' }).click();
  await college.page.getByRole('button', { name: /Ошибки/ }).waitFor();
  await tableOn(college.page).type(0, 0, 'Ист');
  await college.page.keyboard.press('Enter');
  await expect.poll(() => begun.innerText().then(Number), { timeout: 20_000 }).toBe(before + 1);
});

/** A college of the region that has not begun, from the list. */
async function idleCollege(): Promise<string> {
  const { page } = await signIn(browser, demoLogin('regional coordinator'));
  await page.goto(PUBLICATION);
  await page.getByRole('link', { name: 'Список участников' }).click();
  await page.getByRole('link', { name: /^Не приступал/ }).click();
  await page.waitForURL(/status=not_started/);
  await page.locator('[aria-current=true]', { hasText: 'Не приступал' }).waitFor();
  const login = await page.locator('tbody tr', { hasText: 'Не приступал' }).last().locator('th').innerText();
  await page.context().close();
  return login;
}

test('[A41] whom to phone: ticked on two orders of the list, with columns of one’s own, copied as cells', async () => {
  const { page } = regional;
  await page.goto(PUBLICATION);
  await page.getByRole('link', { name: 'Список участников' }).click();
  await page.getByText('Столбцы').click();
  await page.getByLabel('Контакт').check();
  await page.getByRole('button', { name: 'Показать' }).click();
  await page.getByRole('columnheader', { name: 'Контакт' }).waitFor();
  const boxes = page.getByRole('checkbox', { name: /^Выбрать: / });
  await boxes.nth(0).check();
  await page.getByRole('link', { name: 'Логин' }).click();
  await page.locator('th[aria-sort=descending]').waitFor();
  await boxes.nth(0).check();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Список для обзвона (2)' }).click();
  await page.getByText('Выбрано 2 организации').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Скопировать таблицу' }).click();
  await page.getByText('Скопировано').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split(/\r?\n/)).toHaveLength(3);
  expect(copied.split('\t')[0]).toBe('Логин');
});

test('[A38] the expected list is changed with a reason; what was not found stays in the field', async () => {
  const { page } = organizer;
  await page.goto(PUBLICATION);
  await page.getByRole('link', { name: 'Список участников' }).click();
  await page.getByRole('link', { name: 'Состав участников' }).click();
  await page.getByLabel('Логины организаций').fill('spo910071 нет-такого');
  await page.getByRole('button', { name: 'Исключить из сбора' }).click();
  await page.getByText('Напишите причину').waitFor();
  expect(await page.getByLabel('Логины организаций').inputValue()).toBe('spo910071 нет-такого');
  await page.getByLabel('Причина').fill('Реорганизация');
  await page.getByRole('button', { name: 'Исключить из сбора' }).click();
  await page.getByText('Исключена 1 организация.').waitFor();
  expect(await page.getByLabel('Логины организаций').inputValue()).toBe('нет-такого');
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Логины организаций').fill('spo910071');
  await page.getByRole('button', { name: 'Добавить в сбор' }).click();
  await page.getByText('Добавлена 1 организация.').waitFor();
});
