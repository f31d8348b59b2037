import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { violations } from './axe';
import { demoLogin, type Person, signIn } from './people';

let browser: Browser;
let regional: Person;

beforeAll(async () => {
  browser = await launchBrowser();
  regional = await signIn(browser, demoLogin('regional coordinator'));
});
afterAll(() => browser.close());

test('a token is made, shown once, reads what its owner sees, and is revoked', async () => {
  const { page } = regional;
  await page.goto('/lk');
  await page.locator('summary', { hasText: demoLogin('regional coordinator').login }).click();
  await page.getByRole('link', { name: 'Токены для программ' }).click();
  await page.getByRole('heading', { name: 'Токены для программ' }).waitFor();
  const name = page.getByRole('textbox', { name: 'Название' });
  const create = page.getByRole('button', { name: 'Создать токен' });

  // Nothing ticked: it is told, and what was entered stays.
  await name.fill('Отчётность «Север»');
  for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
  await create.click();
  await page.getByText('Отметьте хотя бы одно право.').waitFor();
  expect(await name.inputValue()).toBe('Отчётность «Север»');

  await page.getByRole('checkbox', { name: /collections:read/ }).check();
  await create.click();
  await page.getByText('больше он не будет показан').waitFor();
  const token = await page.getByLabel('Токен', { exact: true }).inputValue();
  expect(token).toMatch(/^sbor_[\w-]{43}$/);
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await page.setViewportSize({ width: 1440, height: 900 });

  // A program has no cookies.
  const address = new URL('/api/v1/collections', page.url());
  const read = () => fetch(address, { headers: { Authorization: `Bearer ${token}` } });
  const answer = await read();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ items: expect.any(Array) as unknown, next: null });
  expect((await page.request.get('/api/v1/collections')).status()).toBe(401);

  await page.reload();
  expect(await page.content()).not.toContain(token);
  const row = page.getByRole('row').filter({ hasText: token.slice(-4) });
  await row.getByRole('button', { name: /Отозвать/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Отозвать токен' }).click();
  await page.getByText('с ним больше ничего не прочитать').waitFor();
  expect(await row.innerText()).toContain('Отозван');
  expect((await read()).status).toBe(401);
});

test('the guide tells every address in both languages and fits a phone', async () => {
  const { page } = regional;
  await page.setViewportSize({ width: 390, height: 800 });
  for (const [language, heading] of [
    ['ru', 'Данные для программ'],
    ['en', 'Data for programs'],
  ] as const) {
    await page.request.post('/lk/preferences', {
      form: { locale: language },
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    });
    await page.goto(`/lk/api?${language}#scope_missing`);
    await page.getByRole('heading', { name: heading }).waitFor();
    expect(await page.getByText('/api/v1/collections/{collectionId}/submissions').count()).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    expect(await page.content()).not.toMatch(/guide\.|addresses\.|\.label/);
    expect(await violations(page)).toEqual([]);
  }
  await page.goto('/lk/tokens');
  expect(await page.content()).not.toMatch(/read\.label|read\.note/);
  await page.request.post('/lk/preferences', {
    form: { locale: 'ru' },
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  });
});
