/**
 * Takes the screenshots of the README from a running demo: `npx tsx scripts/screenshots.ts http://127.0.0.1:3000 [FOLDER]`.
 * It fills some rows for the first demo college; run it on fresh demo data.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser';
import { fillWorkbook } from '../test/support/fill-workbook';
import { DEMO_PASSWORD } from '../app/services/demo/accounts';

const [url = 'http://127.0.0.1:3000', target = 'docs/screenshots'] = process.argv.slice(2);
const folder = resolve(target);

interface Look {
  readonly width: 1440 | 390;
  readonly colorScheme: 'light' | 'dark';
}

const LOOKS: readonly Look[] = [
  { width: 1440, colorScheme: 'light' },
  { width: 1440, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
];

interface Shot {
  readonly name: string;
  readonly login: string | null;
  readonly open: (page: Page) => Promise<unknown>;
}

const SECTION = '/lk/publications/vpr-spo';
const PUBLICATION = `${SECTION}/grafik-provedeniia-vpr-spo`;

async function openTable(page: Page): Promise<void> {
  await page.goto(`${url}${PUBLICATION}`);
  await page
    .getByRole('link', { name: /Заполнить|Редактировать/ })
    .first()
    .click();
  await page.waitForURL(/\/table/);
  await page.getByRole('button', { name: /Ошибки/ }).waitFor();
}

async function openParticipants(page: Page): Promise<void> {
  await page.goto(`${url}${PUBLICATION}`);
  await page.getByRole('link', { name: 'Список участников' }).click();
  await page.getByRole('heading', { name: 'Список участников' }).first().waitFor();
}

const SHOTS: readonly Shot[] = [
  { name: 'login', login: null, open: (page) => page.goto(`${url}/login`) },
  {
    name: 'publications',
    login: 'spo910018',
    open: (page) => page.goto(`${url}${SECTION}`),
  },
  {
    name: 'publication',
    login: 'spo910018',
    open: (page) => page.goto(`${url}${PUBLICATION}`),
  },
  { name: 'table', login: 'spo910018', open: openTable },
  {
    name: 'excel',
    login: 'spo910018',
    open: async (page) => {
      await openTable(page);
      await page.getByRole('button', { name: 'Шаблон Excel' }).click();
      const dialog = page.getByRole('dialog');
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('button', { name: 'Скачать шаблон' }).click(),
      ]);
      // Somebody filled in two cells more.
      const buffer = await fillWorkbook(await readFile(await file.path()), { D5: 60, E10: 20 });
      const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      await dialog.locator('input[type=file]').setInputFiles({ name: 'График.xlsx', mimeType, buffer });
      await dialog.getByRole('button', { name: 'Внести в черновик' }).waitFor();
    },
  },
  {
    name: 'monitoring',
    login: 'region91',
    open: (page) => page.goto(`${url}${PUBLICATION}`),
  },
  { name: 'participants', login: 'region91', open: openParticipants },
  {
    name: 'participant',
    login: 'region91',
    open: async (page) => {
      await page.goto(
        `${url}${SECTION}/informatsiia-ob-oo-realizuiushchikh-programmy-spo-professiiakh-i-spetsialnostiakh-2023`,
      );
      await page.getByRole('link', { name: 'Список участников' }).click();
      await page
        .getByRole('link', { name: /Посмотреть данные/ })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'notifications',
    login: 'region91',
    open: (page) => page.goto(`${url}/lk/notifications`),
  },
];

async function signIn(page: Page, login: string): Promise<void> {
  await page.goto(`${url}/login`);
  await page.getByLabel('Логин', { exact: true }).fill(login);
  await page.getByLabel('Пароль', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Войти' }).click();
  await page.waitForURL(/\/lk/);
}

/** Six rows, one of them with what is wrong, so that the table shows its states. */
async function fillTable(browser: Browser): Promise<void> {
  const context = await browser.newContext({
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    viewport: { width: 1440, height: 900 },
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
  const page = await context.newPage();
  await signIn(page, 'spo910018');
  await openTable(page);
  const day = (n: number): string =>
    new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('.');
  const rows = [
    ['Математика', day(8), '2', '48', '', '', '0'],
    ['Математика', day(9), '2', '51', '', '', '0'],
    ['Русский язык', day(10), '3', '75', day(11), '1', '22'],
    ['История', 'во вторник', '2', '40', '', '', '0'],
    ['Физика', day(12), '30', '24', '', '', '0'],
    ['Химия', '', '', '18', '', '', ''],
  ];
  await page.evaluate(
    (text) => navigator.clipboard.writeText(text),
    rows.map((row) => row.join('\t')).join('\r\n'),
  );
  await page.locator('[role=gridcell][data-row="0"][data-column="0"]').click();
  await page.keyboard.press('Control+V');
  await page
    .getByText(/Все изменения сохранены \d/)
    .first()
    .waitFor();
  await context.close();
}

async function contextFor(browser: Browser, look: Look): Promise<BrowserContext> {
  return browser.newContext({
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    colorScheme: look.colorScheme,
    reducedMotion: 'reduce',
    viewport: { width: look.width, height: look.width === 390 ? 844 : 900 },
  });
}

await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
await fillTable(browser);
for (const look of LOOKS) {
  for (const login of new Set(SHOTS.map((shot) => shot.login))) {
    const context = await contextFor(browser, look);
    const page = await context.newPage();
    if (login !== null) await signIn(page, login);
    for (const shot of SHOTS.filter((other) => other.login === login)) {
      await shot.open(page);
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: `${folder}/${shot.name}-${look.width}-${look.colorScheme}.png` });
    }
    await context.close();
  }
}
await browser.close();
