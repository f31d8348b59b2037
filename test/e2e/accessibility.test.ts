import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { violations } from './axe';
import { demoLogin, type Person, signIn } from './people';

let browser: Browser;
let college: Person;
let region: Person;

beforeAll(async () => {
  browser = await launchBrowser();
  college = await signIn(browser, demoLogin('college (open form)'));
  region = await signIn(browser, demoLogin('regional coordinator'));
});
afterAll(() => browser.close());

const PUBLICATION = '/lk/publications/vpr-spo/grafik-provedeniia-vpr-spo';

async function follow(page: Page, name: string | RegExp): Promise<void> {
  await page.goto(PUBLICATION);
  const href = await page.getByRole('link', { name }).first().getAttribute('href');
  await page.goto(href ?? '');
}

async function openTable(page: Page): Promise<void> {
  await follow(page, /Заполнить|Редактировать/);
  await page
    .getByRole('gridcell')
    .or(page.getByRole('list', { name: 'Строки' }))
    .first()
    .waitFor();
}

const pages: readonly (readonly [string, () => Person, (page: Page) => Promise<unknown>])[] = [
  ['section', () => college, (page) => page.goto('/lk/publications/vpr-spo')],
  ['publication of a school', () => college, (page) => page.goto(PUBLICATION)],
  ['table', () => college, openTable],
  ['publication of a coordinator', () => region, (page) => page.goto(PUBLICATION)],
  ['participants', () => region, (page) => follow(page, 'Список участников')],
  ['notifications', () => region, (page) => page.goto('/lk/notifications')],
];

test.each(pages)(
  '%s has no accessibility violations, wide and narrow, light and dark',
  async (_name, person, open) => {
    const { page } = person();
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1440, 390]) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: 900 });
        await open(page);
        await page.waitForLoadState('load');
        await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
        await page.evaluate(() => document.fonts.ready);
        found.push(...(await violations(page)).map((violation) => `${colorScheme} ${width}: ${violation}`));
      }
    }
    expect(found).toEqual([]);
  },
);

test('[A4] [A8] [A49] the login page says what it must, without violations', async () => {
  const context = await browser.newContext({ locale: 'ru-RU', baseURL: college.page.url() });
  const page = await context.newPage();
  await page.goto('/login');
  await page.getByText('Пароль – конфиденциальная информация').waitFor();
  await page.getByText(/Пересылать пароль по электронной почте нельзя/).waitFor();
  await page.getByText(/Яндекс Браузер/).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Как получить доступ и заменить пароль' }).click();
  await page.getByText(/Если пароль утерян/).waitFor();
  await context.close();
});

test('[A7] a wrong password keeps the login and gives one message with advice', async () => {
  const context = await browser.newContext({ locale: 'ru-RU', baseURL: college.page.url() });
  const page = await context.newPage();
  await page.goto('/login');
  await page.getByLabel('Логин', { exact: true }).fill('spo910019');
  await page.getByLabel('Пароль', { exact: true }).fill('нет');
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.getByText('Неверный логин или пароль').waitFor();
  await page.getByText(/нет ли лишних символов/).waitFor();
  expect(await page.getByLabel('Логин', { exact: true }).inputValue()).toBe('spo910019');
  await context.close();
});
