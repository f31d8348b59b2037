/**
 * Size of the scripts that a page loads, gzip, as Chromium requests them from a running demo:
 * `npx tsx test/bench/page-scripts.ts http://127.0.0.1:3000`.
 */
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../app/services/demo/accounts';
import { launchBrowser } from '../support/browser';

const [url = 'http://127.0.0.1:3000'] = process.argv.slice(2);
const PUBLICATION = `${url}/lk/publications/vpr-spo/grafik-provedeniia-vpr-spo`;

/** Bytes of each script that loading an address takes, gzip. */
async function scriptsOf(page: Page, address: string): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  const reading: Promise<void>[] = [];
  const note = async (name: string, body: Promise<Buffer>): Promise<void> => {
    sizes.set(name, gzipSync(await body).length);
  };
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js')) reading.push(note(pathname, response.body()));
  });
  await page.goto(address);
  // The form page always has a request that the server holds, so the network is never idle.
  await page.waitForTimeout(3_000);
  await Promise.all(reading);
  page.removeAllListeners('response');
  return sizes;
}

const browser = await launchBrowser();
const login = await browser.newPage();
await login.goto(`${url}/login`);
await login.getByLabel('Логин', { exact: true }).fill('spo910018');
await login.getByLabel('Пароль', { exact: true }).fill(DEMO_PASSWORD);
await login.getByRole('button', { name: 'Войти' }).click();
await login.waitForURL(/\/lk/);
// The view that everybody begins with, whatever was tried in this demo before.
await login.request.post(`${url}/lk/preferences`, { form: { gridView: 'table' }, headers: { origin: url } });
await login.goto(PUBLICATION);
const table = await login
  .getByRole('link', { name: /Заполнить|Редактировать/ })
  .first()
  .getAttribute('href');
const state = await login.context().storageState();

for (const [name, address] of [
  ['publication', PUBLICATION],
  ['form page', `${url}${table ?? ''}`],
] as const) {
  // A context of its own each time: nothing comes from the cache.
  const context = await browser.newContext({ storageState: state });
  const sizes = await scriptsOf(await context.newPage(), address);
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  console.log(`${name}: ${(total / 1000).toFixed(1)} kB gzip in ${sizes.size} scripts`);
  for (const [script, bytes] of [...sizes].sort((a, b) => b[1] - a[1]).slice(0, 8)) {
    console.log(`  ${(bytes / 1000).toFixed(1).padStart(7)} kB  ${script}`);
  }
  await context.close();
}
await browser.close();
