import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { college, openOwnForm, openPage } from './own-form';
import type { Person } from './people';
import { tableOn } from './table';

let browser: Browser;
let person: Person;
let address: string;
const wrong: string[] = [];

const LOGIN = 'spo910097';
const MARKUP = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
const FORMULA = '=HYPERLINK("http://evil.example";"x")';
/** Written from right to left from here on, were it not kept in its place; then a picture of several code points. */
const BIDI = '\u202eтекст \u2067abc 👩‍👩‍👧‍👦';
const LONG = 'Д'.repeat(100_000);

const definition = {
  format: 1,
  id: 'hostile',
  version: 1,
  title: `Форма ${MARKUP}`,
  lists: {
    l: [
      { value: 'a', label: MARKUP },
      { value: 'b', label: BIDI },
    ],
  },
  sheets: [
    {
      id: 's',
      title: `Лист ${BIDI}`,
      hint: `${MARKUP} ${LONG}`,
      rows: { kind: 'open', max: 20 },
      columns: [
        { id: 'markup', title: MARKUP, type: 'text', hint: MARKUP, required: true },
        { id: 'formula', title: FORMULA, type: 'text', hint: LONG },
        { id: 'list', title: BIDI, type: 'choice', list: 'l' },
        { id: 'number', title: 'Число', type: 'integer', max: 5 },
      ],
      rules: [
        {
          id: 'told',
          assert: { '!=': [{ var: 'markup' }, 'x'] },
          message: `${MARKUP} {markup}`,
        },
      ],
    },
  ],
};

beforeAll(async () => {
  browser = await launchBrowser();
  person = await college(browser, LOGIN);
  ({ address } = await openOwnForm(LOGIN, definition, `Сбор ${MARKUP}`));
  person.page.on('dialog', (dialog) => {
    wrong.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  person.page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) wrong.push(message.text());
  });
  person.page.on('pageerror', (error) => wrong.push(error.message));
  person.page.on('request', (request) => {
    if (!request.url().startsWith(person.page.url().slice(0, 16)) && !request.url().startsWith('data:'))
      wrong.push(request.url());
  });
});
afterAll(() => browser.close());

async function expectHarmless(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
  expect(await page.locator('img[src=x]').count()).toBe(0);
  expect(wrong).toEqual([]);
}

test('names, hints, lists and messages with markup, formulas, marks of direction and 100,000 signs stay text', async () => {
  const { page } = person;
  await openPage(page, address);
  const table = tableOn(page);
  await page.getByRole('columnheader', { name: 'onerror' }).waitFor();
  await table.type(0, 0, 'x');
  await table.paste(1, 0, [[MARKUP, FORMULA, BIDI, '9']]);
  await table.paste(2, 0, [[LONG.slice(0, 32_000), LONG.slice(0, 32_000), '', '1']]);
  expect(await table.text(1, 0)).toBe(MARKUP);
  expect(await table.text(1, 1)).toBe(FORMULA);
  await page.getByRole('button', { name: /^Ошибки \(/ }).click();
  await page.locator('aside').getByText('onerror').first().waitFor();
  await page.getByRole('button', { name: 'Подсказка' }).first().hover();
  await expectHarmless(page);
  // Marks of direction do not turn what stands beside them.
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
  await table.saved();
});

test('in the electronic sheet, on the page without scripts and in the history as well', async () => {
  const { page } = person;
  await page.getByRole('button', { name: 'Электронная таблица' }).click();
  await page.locator('canvas').waitFor();
  await expectHarmless(page);
  await page.getByRole('button', { name: 'Таблица' }).first().click();
  await page.getByRole('button', { name: 'История' }).click();
  await page.locator('aside').getByText('onerror').first().waitFor();
  await expectHarmless(page);
  await page.goto(address.replace(/table$/, 'plain'));
  await page.getByRole('cell', { name: 'onerror' }).first().waitFor();
  await expectHarmless(page);
  await page.getByRole('link', { name: 'Изменить строку 2' }).click();
  expect(await page.locator('[name="cell:markup"]').inputValue()).toBe(MARKUP);
  await expectHarmless(page);
});

test('no page allows scripts within its text', async () => {
  const { page } = person;
  const response = await page.goto(address);
  const policy = response?.headers()['content-security-policy'] ?? '';
  const scripts = policy.split(';').find((part) => part.trim().startsWith('script-src')) ?? '';
  expect(scripts).toContain('nonce-');
  expect(scripts).not.toMatch(/unsafe-inline|unsafe-eval/);
});
