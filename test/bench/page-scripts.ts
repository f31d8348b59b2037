/**
 * Size of the scripts that a page loads, gzip, as Chromium requests them from a running demo:
 * `npx tsx test/bench/page-scripts.ts http://127.0.0.1:3000`.
 */
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../app/services/demo/accounts';
import { launchBrowser } from '../support/browser';

const [url = 'http://127.0.0.1:3000'] = process.argv.slice(2);
const SHOWN = Number(process.argv[3] ?? 8);
const PUBLICATION = `${url}/lk/publications/vpr-spo/grafik-provedeniia-vpr-spo`;

interface Script {
  readonly path: string;
  /** Gzip. */
  readonly bytes: number;
  /** Fetched ahead in idle time, when the page has been worked with. */
  readonly isAhead: boolean;
}

/** Scripts that loading an address takes. */
async function scriptsOf(page: Page, address: string): Promise<readonly Script[]> {
  const sizes = new Map<string, number>();
  const reading: Promise<void>[] = [];
  const note = async (name: string, body: Promise<Buffer>): Promise<void> => {
    sizes.set(name, gzipSync(await body).length);
  };
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js')) reading.push(note(pathname, response.body()));
  });
  // The form page fetches parts ahead from its idle callback.
  await page.addInitScript(() => {
    const idle = window.requestIdleCallback.bind(window);
    window.requestIdleCallback = (run, options) =>
      idle((deadline) => {
        performance.mark('idle');
        run(deadline);
      }, options);
  });
  await page.goto(address);
  // The form page always has a request that the server holds, so the network is never idle.
  await page.waitForTimeout(3_000);
  await Promise.all(reading);
  const ahead = await page.evaluate(() => {
    const idle = performance.getEntriesByName('idle')[0]?.startTime ?? Infinity;
    const late = performance.getEntriesByType('resource').filter(({ startTime }) => startTime >= idle);
    return late.map(({ name }) => new URL(name).pathname);
  });
  return [...sizes].map(([path, bytes]) => ({ path, bytes, isAhead: ahead.includes(path) }));
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
  const scripts = await scriptsOf(await context.newPage(), address);
  for (const isAhead of [false, true]) {
    const group = scripts.filter((script) => script.isAhead === isAhead);
    if (group.length === 0) continue;
    const total = group.reduce((sum, { bytes }) => sum + bytes, 0);
    const when = isAhead ? 'ahead in idle time' : 'to begin';
    console.log(`${name}, ${when}: ${(total / 1000).toFixed(1)} kB gzip in ${group.length} scripts`);
    for (const { path, bytes } of [...group].sort((x, y) => y.bytes - x.bytes).slice(0, SHOWN)) {
      console.log(`  ${(bytes / 1000).toFixed(1).padStart(7)} kB  ${path}`);
    }
  }
  await context.close();
}
await browser.close();
