import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { demoLogin, type Person, signIn } from './people';
import { tableOn, type Table } from './table';

let browser: Browser;
let person: Person;
let table: Table;

beforeAll(async () => {
  browser = await launchBrowser();
  // A college of the same demo country whose form nobody else touches here.
  person = await signIn(browser, { login: 'spo910047', password: demoLogin('school').password });
  const { page } = person;
  await page.goto('/lk/publications/vpr-spo/grafik-provedeniia-vpr-spo');
  await page
    .getByRole('link', { name: /Заполнить|Редактировать/ })
    .first()
    .click();
  await page.getByRole('button', { name: /Ошибки/ }).waitFor();
  table = tableOn(page);
});
afterAll(() => browser.close());

const row = async (rowIndex: number): Promise<string[]> =>
  Promise.all([0, 1, 2, 3].map((columnIndex) => table.text(rowIndex, columnIndex)));

const pressed = (text: RegExp | string) => person.page.getByRole('status').getByText(text).first().waitFor();

test('[A24] dragging the corner of the selection continues series, as one step of undo', async () => {
  const { page } = person;
  await table.paste(0, 0, [
    ['Математика', '04.05.2026', '1', '20'],
    ['Математика', '06.05.2026', '3', '20'],
  ]);
  await table.select(0, 0);
  await table.cell(1, 3).click({ modifiers: ['Shift'] });
  const handle = await page.locator('[data-fill-handle]').boundingBox();
  const target = await table.cell(4, 3).boundingBox();
  if (!handle || !target) throw new Error('the handle is not on the screen');
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + 20, target.y + 10, { steps: 5 });
  await page.mouse.up();
  await pressed('Заполнено 12 ячеек.');
  expect(await row(2)).toEqual(['Математика', '08.05.2026', '5', '20']);
  expect(await row(4)).toEqual(['Математика', '12.05.2026', '9', '20']);
  await page.keyboard.press('Control+Z');
  expect((await row(2))[0]).toBe('Список*');
  await page.keyboard.press('Control+Y');
  expect(await row(4)).toEqual(['Математика', '12.05.2026', '9', '20']);
});

test('[A24] dragging over headings selects whole rows', async () => {
  const { page } = person;
  const [first, third] = await Promise.all(
    [0, 2].map((rowIndex) => page.locator(`[data-row-head="${rowIndex}"]`).boundingBox()),
  );
  if (!first || !third) throw new Error('the headings are not on the screen');
  await page.mouse.move(first.x + 10, first.y + 10);
  await page.mouse.down();
  await page.mouse.move(third.x + 200, third.y + 10, { steps: 4 });
  await page.mouse.up();
  expect(await page.locator('[role=gridcell][aria-selected=true]').count()).toBe(3 * 7);
});

test('[A24] Ctrl+F finds in the table, Enter and F3 go on, Esc returns to the cell', async () => {
  const { page } = person;
  await table.select(4, 3);
  await page.keyboard.press('Control+F');
  const panel = page.getByRole('search');
  await panel.getByRole('textbox').fill('МАТЕМ');
  await panel.getByText('Найдено: 5').waitFor();
  await page.keyboard.press('Enter');
  await panel.getByText('1 из 5').waitFor();
  await page.keyboard.press('F3');
  await panel.getByText('2 из 5').waitFor();
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Shift+Enter');
  await panel.getByText('5 из 5').waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  await page.keyboard.press('Delete');
  expect(await table.text(4, 0)).toBe('Список*');
  await page.keyboard.press('Control+Z');
});

test('[A24] a paste says what has no place before anything is lost, and hostile texts stay texts', async () => {
  const { page } = person;
  const endless = `<img src=x onerror=alert(1)>\u202e${'ы'.repeat(100_000)}`;
  await table.paste(0, 5, [['=1+1', '007', 'потерялось бы']]);
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Не будет вставлена 1 ячейка').waitFor();
  await dialog.getByText('Правее последнего столбца: 1').waitFor();
  await dialog.getByRole('button', { name: 'Не вставлять' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await table.text(0, 5)).not.toBe('=1+1');
  await table.paste(0, 3, [[endless]]);
  await pressed(/не прочитано/);
  const shown = await table.text(0, 3);
  expect(shown.startsWith('<img src=x onerror=alert(1)>')).toBe(true);
  expect(shown.length).toBeLessThan(300);
  await page.keyboard.press('Control+Z');
  expect(await table.text(0, 3)).toBe('20');
  await table.saved();
});
