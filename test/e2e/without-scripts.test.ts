import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { openOwnForm } from './own-form';
import { demoLogin } from './people';

let browser: Browser;
let page: Page;
let address: string;

const LOGIN = 'spo910094';
const definition = {
  format: 1,
  id: 'without-scripts',
  version: 1,
  title: 'Без скриптов',
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
      rows: { kind: 'open', min: 1, max: 9 },
      columns: [
        { id: 'region', title: 'Регион', type: 'text', prefill: { var: '$org.region' } },
        { id: 'subject', title: 'Предмет', type: 'choice', list: 'subjects', required: true },
        { id: 'day', title: 'Дата', type: 'date', required: true, group: 'Проведение' },
        { id: 'hours', title: 'Часы', type: 'number', max: 40, group: 'Проведение', hint: 'Не больше 40.' },
        { id: 'forms', title: 'Классы', type: 'choices', list: 'subjects' },
        { id: 'twice', title: 'Вдвое', type: 'number', value: { '*': [{ var: 'hours' }, 2] } },
      ],
    },
  ],
};

beforeAll(async () => {
  browser = await launchBrowser();
  ({ address } = await openOwnForm(LOGIN, definition, 'Без скриптов'));
  const context = await browser.newContext({
    baseURL: inject('testApplication').url,
    locale: 'ru-RU',
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
  await page.goto('/login');
  await page.getByLabel('Логин', { exact: true }).fill(LOGIN);
  await page.getByLabel('Пароль', { exact: true }).fill(demoLogin('school').password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.waitForURL(/\/lk/);
});
afterAll(() => browser.close());

const narrow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

test('a row is added, mended and submitted without any script', async () => {
  await page.goto(address);
  await page.getByRole('link', { name: 'Заполнить и сдать отчет на простой странице' }).click();
  await page.getByRole('link', { name: 'Добавить строку' }).click();
  await page.getByText('По одной строке на урок.').waitFor();
  await page.getByLabel('Предмет').selectOption({ label: 'Математика' });
  await page.getByLabel('Дата').fill('завтра');
  await page.getByLabel('Часы').fill('41,5');
  await page.getByLabel('Музыка').check();
  expect(await narrow()).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();

  await page.getByText(/^Ошибок: 2/).waitFor();
  await page.getByRole('cell', { name: '41,5' }).waitFor();
  expect(await page.getByRole('button', { name: 'Сдать отчет' }).count()).toBe(0);
  expect(await narrow()).toBeLessThanOrEqual(0);
  await page.getByRole('link', { name: /Уроки.*Дата/ }).click();
  const day = page.getByLabel('Дата');
  expect(await day.inputValue()).toBe('завтра');
  expect(await day.getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByLabel('Музыка').isChecked()).toBe(true);
  await day.fill('01.12.2026');
  await page.getByLabel('Часы').fill('40');
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();

  await page.getByText('Ошибок и предупреждений нет.').waitFor();
  await page.getByRole('cell', { name: '80' }).waitFor();
  await page.getByRole('button', { name: 'Сдать отчет' }).click();
  await page.waitForURL(/\/lk\/receipts\/\d+$/);
  await page.getByText('Отпечаток SHA-256').waitFor();
});

test('a row is removed after a second look', async () => {
  await page.goto(address.replace(/table$/, 'plain'));
  await page.getByRole('link', { name: 'Изменить строку 1' }).click();
  await page.getByText('Удалить строку…').click();
  await page.getByRole('button', { name: 'Удалить строку' }).click();
  await page.getByText('Строк ещё нет.').waitFor();
});
