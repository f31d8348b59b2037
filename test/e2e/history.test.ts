import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { workdays } from './days';
import { demoLogin, type Person, signIn } from './people';
import { tableOn } from './table';

let browser: Browser;
let person: Person;
let address: string;

/** A college of the same demo country whose form nobody else touches here. */
const account = () => ({ login: 'spo910069', password: demoLogin('school').password });
const [DAY = ''] = workdays(1);
const PARTICIPANTS = 3;

beforeAll(async () => {
  browser = await launchBrowser();
  person = await signIn(browser, account());
  const { page } = person;
  await page.goto('/lk/publications/vpr-spo/grafik-provedeniia-vpr-spo');
  address =
    (await page
      .getByRole('link', { name: /Заполнить|Редактировать/ })
      .first()
      .getAttribute('href')) ?? '';
});
afterAll(() => browser.close());

async function openTable(page: Page) {
  await page.goto(address);
  await page.getByRole('button', { name: /Ошибки/ }).waitFor();
  return tableOn(page);
}

test('[A31] the summary is looked at, then the receipt shows what was submitted', async () => {
  const { page } = person;
  const table = await openTable(page);
  await table.paste(0, 0, [['Математика', DAY, '1', '20', '', '', '0']]);
  await table.saved();
  await page.getByRole('button', { name: 'Сдать отчет' }).click();
  const summary = page.getByRole('dialog');
  await summary.getByText('1 строка', { exact: true }).first().waitFor();
  await summary.getByText('Отчет ещё не сдавался.').waitFor();
  await summary.getByRole('button', { name: 'Сдать', exact: true }).click();
  await page.waitForURL(/\/lk\/receipts\/\d+$/);
  await page.getByText('Отпечаток SHA-256').waitFor();
  await page.getByRole('cell', { name: 'Математика' }).waitFor();
});

test('edited again: the difference, the history, the earlier state and back to it in one step', async () => {
  const { page } = person;
  const table = await openTable(page);
  await table.type(0, PARTICIPANTS, '25');
  await table.saved();
  await page.getByRole('button', { name: 'Что изменено' }).click();
  await page.getByRole('dialog').locator('ins', { hasText: '25' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'История', exact: true }).click();
  const looks = page.getByRole('button', { name: 'Посмотреть, как было' });
  await looks.nth(1).waitFor();
  await page.getByRole('link', { name: /Квитанция № \d+/ }).waitFor();
  await looks.nth(1).click();
  await page.getByText(/^Так было \d\d\.\d\d\.\d{4}/).waitFor();
  expect(await table.text(0, PARTICIPANTS)).toBe('20');
  await page.getByRole('button', { name: 'Вернуть это состояние' }).click();
  await page.getByText(/^Так было/).waitFor({ state: 'detached' });
  expect(await table.text(0, PARTICIPANTS)).toBe('20');
  await page.getByRole('button', { name: 'Отменить (Ctrl+Z)' }).click();
  expect(await table.text(0, PARTICIPANTS)).toBe('25');
  await table.saved();
});
