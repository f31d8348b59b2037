import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { inject } from 'vitest';

/** Longer than any step takes on a busy machine. */
const STEP_TIMEOUT_MS = 15_000;

export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** A demo login by what the terminal calls it, e.g. `regional coordinator`. */
export function demoLogin(role: string): { readonly login: string; readonly password: string } {
  const { logins } = inject('testApplication');
  const found = logins.find((account) => account.role === role);
  if (!found) throw new Error(`no demo login for ${role}`);
  return found;
}

/** Opens a fresh browser profile in Russian and signs in through the login page. */
export async function signIn(
  browser: Browser,
  account: { readonly login: string; readonly password: string },
): Promise<Person> {
  const { url } = inject('testApplication');
  const context = await browser.newContext({
    baseURL: url,
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    acceptDownloads: true,
    viewport: { width: 1440, height: 900 },
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
  context.setDefaultTimeout(STEP_TIMEOUT_MS);
  const page = await context.newPage();
  await page.goto('/login');
  await page.getByLabel('Логин', { exact: true }).fill(account.login);
  await page.getByLabel('Пароль', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.waitForURL(/\/lk/);
  return { context, page };
}
