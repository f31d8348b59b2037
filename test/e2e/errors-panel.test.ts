import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { college, openOwnForm, openPage } from './own-form';
import type { Person } from './people';
import { tableOn } from './table';

let browser: Browser;
let person: Person;
let address: string;

const LOGIN = 'spo910048';
const definition = {
  format: 1,
  id: 'errors-panel',
  version: 1,
  title: 'Список ошибок',
  sheets: [
    {
      id: 'staff',
      title: 'Сотрудники',
      rows: { kind: 'open', max: 9 },
      columns: [
        { id: 'name', title: 'ФИО', type: 'text', required: true },
        { id: 'hours', title: 'Часы', type: 'integer', min: 0, max: 60 },
      ],
      rules: [
        {
          id: 'many-hours',
          severity: 'warning',
          justify: true,
          assert: { '<=': [{ var: 'hours' }, 40] },
          message: 'Больше 40 часов.',
        },
      ],
    },
    {
      id: 'rooms',
      title: 'Кабинеты',
      rows: { kind: 'open', max: 9 },
      columns: [{ id: 'seats', title: 'Мест', type: 'integer', max: 30 }],
    },
  ],
};

beforeAll(async () => {
  browser = await launchBrowser();
  person = await college(browser, LOGIN);
  ({ address } = await openOwnForm(LOGIN, definition, 'Список ошибок'));
});
afterAll(() => browser.close());

test('[A24] [A30] an explanation is asked for in the list, given, changed and withdrawn', async () => {
  const { page } = person;
  await openPage(page, address);
  const table = tableOn(page);
  await table.paste(0, 0, [
    ['Анна', '45'],
    ['', '20'],
  ]);
  await page.getByRole('button', { name: /^Ошибки \(\d\)/ }).click();
  const panel = page.getByRole('complementary', { name: 'Ошибки и предупреждения' });
  const explanation = panel.getByRole('textbox', { name: 'Пояснение' });
  await explanation.first().fill('Замещает коллегу');
  await panel.getByRole('button', { name: 'Записать пояснение' }).first().click();
  await panel.getByText('Замещает коллегу', { exact: true }).waitFor();
  await panel.getByRole('button', { name: 'Изменить' }).click();
  await explanation.first().fill('Замещает двух коллег');
  // Leaving the field is enough.
  await table.select(0, 0);
  await table.saved();
  await page.reload();
  await page.getByRole('button', { name: /^Ошибки \(\d\)/ }).click();
  await panel.getByText('Замещает двух коллег', { exact: true }).waitFor();
  await panel.getByRole('button', { name: 'Убрать пояснение' }).click();
  await explanation.first().waitFor();
});

test('[A30] the list is filtered, and walked through by keyboard', async () => {
  const { page } = person;
  const panel = page.getByRole('complementary', { name: 'Ошибки и предупреждения' });
  const entries = panel.locator('[data-finding]');
  await panel.getByRole('button', { name: /^Предупреждения: / }).click();
  const warnings = await entries.allInnerTexts();
  expect(warnings.length).toBeGreaterThan(0);
  expect(warnings.every((text) => text.includes('Больше 40 часов.'))).toBe(true);
  await panel.getByRole('button', { name: /^Ошибки: / }).click();
  expect((await entries.allInnerTexts()).some((text) => text.includes('Больше 40 часов.'))).toBe(false);
  await panel.getByRole('button', { name: /^Все: / }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  const last = page.locator(':focus');
  expect(await last.getAttribute('data-finding')).not.toBeNull();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  // The table takes the focus when it has moved to the cell.
  const focused = panel.locator('[data-finding]:focus');
  await focused.waitFor({ state: 'detached' });
  await page.keyboard.press('F6');
  await page.keyboard.press('F6');
  await focused.waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
});

test('[A30] F8 goes from error to error, through the sheets and round', async () => {
  const { page } = person;
  const table = tableOn(page);
  await page.locator('[data-sheet=rooms]').click();
  await table.type(1, 0, '31');
  await page.keyboard.press('F8');
  const active = () => page.locator('[role=gridcell][aria-selected=true]').first();
  const place = async () => [
    await page.locator('[data-sheet][aria-selected=true]').getAttribute('data-sheet'),
    await active().getAttribute('data-row'),
    await active().getAttribute('data-column'),
  ];
  const first = await place();
  await page.keyboard.press('Shift+F8');
  expect(await place()).toEqual(['rooms', '1', '0']);
  await page.keyboard.press('F8');
  expect(await place()).toEqual(first);
  expect(first[0]).toBe('staff');
});
