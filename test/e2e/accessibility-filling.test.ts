import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { violations } from './axe';
import { college, openOwnForm, openPage } from './own-form';
import type { Person } from './people';
import { tableOn } from './table';

let browser: Browser;
let person: Person;
let address: string;

const LOGIN = 'spo910095';
const definition = {
  format: 1,
  id: 'for-everybody',
  version: 1,
  title: 'Для всех',
  lists: {
    subjects: [
      { value: 'math', label: 'Математика' },
      { value: 'music', label: 'Музыка' },
    ],
  },
  sheets: [
    {
      id: 'lessons',
      title: 'Уроки',
      hint: 'По одной строке на урок.',
      rows: { kind: 'open', min: 1, max: 50 },
      columns: [
        {
          id: 'subject',
          title: 'Предмет',
          type: 'choice',
          list: 'subjects',
          required: true,
          hint: 'Из списка.',
        },
        { id: 'day', title: 'Дата', type: 'date', required: true, group: 'Проведение' },
        { id: 'hours', title: 'Часы', type: 'integer', max: 60, group: 'Проведение', total: 'sum' },
        { id: 'forms', title: 'Классы', type: 'choices', list: 'subjects' },
        { id: 'twice', title: 'Вдвое', type: 'integer', value: { '*': [{ var: 'hours' }, 2] } },
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
  ],
};

beforeAll(async () => {
  browser = await launchBrowser();
  person = await college(browser, LOGIN);
  ({ address } = await openOwnForm(LOGIN, definition, 'Для всех'));
  const { page } = person;
  await openPage(page, address);
  const table = tableOn(page);
  await table.paste(0, 0, [
    ['Математика', '01.12.2026', '45'],
    ['Физика', 'завтра', '7'],
  ]);
  await table.saved();
});
afterAll(() => browser.close());

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** What a person opens on the filling page, and how; Esc closes it again. */
const parts: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  [
    'the list of errors with an explanation asked for',
    async (page) => {
      await button(page, /^Ошибки \(\d\)/).click();
      await button(page, 'Почему и как исправить').first().click();
      await page.getByText('Ищем, что исправить…').waitFor({ state: 'detached' });
    },
  ],
  [
    'the history',
    async (page) => {
      await button(page, 'История').click();
      await button(page, 'Посмотреть, как было').first().waitFor();
    },
  ],
  ['the keys', (page) => button(page, 'Клавиши').click()],
  ['the search', (page) => button(page, 'Найти').first().click()],
  [
    'the editor of a list',
    async (page) => {
      await tableOn(page).select(2, 0);
      await page.keyboard.press('Alt+ArrowDown');
      await page.getByRole('option', { name: 'Музыка' }).waitFor();
    },
  ],
  [
    'the calendar',
    async (page) => {
      await tableOn(page).select(0, 1);
      await page.keyboard.press('Alt+ArrowDown');
      await page
        .getByRole('grid', { name: /2026/ })
        .or(page.locator('[role=dialog] table'))
        .first()
        .waitFor();
    },
  ],
  [
    'several choices',
    async (page) => {
      await tableOn(page).select(0, 3);
      await page.keyboard.press('Alt+ArrowDown');
      await page.getByRole('option', { name: 'Музыка' }).or(page.getByLabel('Музыка')).first().waitFor();
    },
  ],
  [
    'what a paste leaves out',
    async (page) => {
      await page.evaluate(() => navigator.clipboard.writeText('1\t2\t3'));
      await tableOn(page).select(0, 3);
      await page.keyboard.press('Control+V');
      await page.getByRole('dialog').waitFor();
    },
  ],
];

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  test.each(parts)('%s has no accessibility violations', async (_name, open) => {
    const { page } = person;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openPage(page, address);
    await open(page);
    expect(await violations(page)).toEqual([]);
    // It is still the page that was looked at.
    await page.getByRole('grid').first().waitFor();
  });

  test('the electronic sheet has no accessibility violations', async () => {
    const { page } = person;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openPage(page, address);
    await button(page, 'Электронная таблица').click();
    await page.locator('canvas').waitFor();
    const found = await violations(page);
    await button(page, 'Таблица').first().click();
    expect(found).toEqual([]);
  });

  test.each(['', '/lessons/new'])(
    'the page without scripts %s has no accessibility violations',
    async (path) => {
      const { page } = person;
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(address.replace(/table$/, `plain${path}`));
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await violations(page)).toEqual([]);
    },
  );
});

test('a zoom of 200 % loses nothing: no scrolling sideways but in the table, every button in sight', async () => {
  const { page } = person;
  // What a window of 1280 × 1024 leaves at 200 %.
  await page.setViewportSize({ width: 640, height: 512 });
  await openPage(page, address);
  const outside = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(outside).toBeLessThanOrEqual(0);
  for (const name of [/^Сохранить черновик/, /^Ошибки/, /^Сдать отчет/, /^Закрыть/]) {
    const box = await button(page, name).first().boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 640 && box.y + box.height <= 512).toBe(true);
  }
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('every cell is read out with its heading, its state and what is wrong with it', async () => {
  const { page } = person;
  await openPage(page, address);
  const cell = tableOn(page).cell(1, 1);
  await cell.click();
  await page.getByRole('grid').first().waitFor();
  expect(await cell.getAttribute('aria-invalid')).toBe('true');
  const described = await page.evaluate(() => {
    const focused = document.activeElement;
    const ids = [focused?.getAttribute('aria-describedby'), focused?.getAttribute('aria-activedescendant')];
    return ids
      .flatMap((id) => (id ?? '').split(' '))
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ');
  });
  expect(described).toMatch(/дат/i);
  expect(await page.getByRole('columnheader', { name: /Дата/ }).count()).toBeGreaterThan(0);
  expect(await page.getByRole('status', { name: 'Состояние сохранения' }).count()).toBe(1);
});
