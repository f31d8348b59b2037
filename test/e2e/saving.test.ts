import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { demoLogin, type Person, signIn } from './people';
import { tableOn } from './table';

let browser: Browser;
let person: Person;
let address: string;

/** A college of the same demo country whose form nobody else touches here. */
const account = () => ({ login: 'spo910045', password: demoLogin('school').password });

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
  await page.locator('[data-sheet=computer]').click();
  return tableOn(page);
}

test('[A28] what is typed without a connection is kept, said to wait, and sent when it is back', async () => {
  const { page, context } = person;
  const table = await openTable(page);
  await context.setOffline(true);
  await table.type(0, 0, 'Информатика');
  await table.type(0, 3, '31');
  await page
    .getByText(/Не сохранено: нет связи. \d+ изменени/)
    .first()
    .waitFor();
  await context.setOffline(false);
  await table.saved();
  const again = await openTable(page);
  expect(await again.text(0, 0)).toBe('Информатика');
  expect(await again.text(0, 3)).toBe('31');
});

test('what waited when the tab was closed is sent by the next one', async () => {
  const { page, context } = person;
  const table = await openTable(page);
  await page.route('**/edits', (route) => route.abort());
  await table.type(0, 2, '3');
  await page
    .getByText(/Не сохранено/)
    .first()
    .waitFor();
  await page.close({ runBeforeUnload: false });
  person = { context, page: await context.newPage() };
  const next = await openTable(person.page);
  await next.saved();
  expect(await next.text(0, 2)).toBe('3');
});

test('two tabs of one school see each other and lose no cell', async () => {
  const { page, context } = person;
  const first = await openTable(page);
  const other = await context.newPage();
  const second = await openTable(other);
  await first.type(1, 0, 'Физика');
  await second.cell(1, 0).getByText('Физика').waitFor();
  await second.type(1, 3, '12');
  await first.cell(1, 3).getByText('12').waitFor();
  await first.saved();
  await other.close();
});

test('what cannot be read stays as typed and is marked', async () => {
  const table = await openTable(person.page);
  await table.type(1, 1, 'на той неделе');
  expect(await table.text(1, 1)).toBe('на той неделе');
  expect(await table.cell(1, 1).getAttribute('aria-invalid')).toBe('true');
  await table.saved();
});

test('text that looks like markup stays text', async () => {
  const { page } = person;
  const table = await openTable(page);
  await table.type(1, 6, '<img src=x onerror=document.title=1>');
  expect(await table.text(1, 6)).toBe('<img src=x onerror=document.title=1>');
  await table.saved();
  await page.reload();
  expect(await page.title()).not.toBe('1');
});

test('[A28] after the sign-in has run out: told, signed in again in another tab, and everything is saved', async () => {
  const { page, context } = person;
  // Once the server holds the request for others' edits, only the next edit finds out.
  const held = page.waitForRequest(/changes\?.*wait=[1-9]/);
  const table = await openTable(page);
  await held;
  await context.clearCookies({ name: 'sbor_session' });
  await table.type(1, 3, '44');
  const dialog = page.getByRole('dialog', { name: /вой|вход/i });
  await dialog.waitFor();
  await page
    .getByText(/вход устарел. 1 изменение ждёт/)
    .first()
    .waitFor();
  const [other] = await Promise.all([
    context.waitForEvent('page'),
    dialog.getByRole('link', { name: /Войти|вход/i }).click(),
  ]);
  await other.getByLabel('Логин', { exact: true }).fill(account().login);
  await other.getByLabel('Пароль', { exact: true }).fill(account().password);
  await other.getByRole('button', { name: 'Войти' }).click();
  await other.waitForURL(({ pathname }) => pathname.startsWith('/lk'));
  await other.close();
  await page.bringToFront();
  // Coming back to the page may be enough: then the button is gone before it is pressed.
  const again = dialog.getByRole('button', { name: 'Я вошёл, продолжить' });
  await again.click({ timeout: 5000 }).catch(() => undefined);
  await dialog.waitFor({ state: 'detached' });
  await table.saved();
  expect(await table.text(1, 3)).toBe('44');
});
