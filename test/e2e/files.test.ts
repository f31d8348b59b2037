import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { rawZip } from '../support/raw-zip';
import { violations } from './axe';
import { demoLogin, type Person, signIn } from './people';

const ADDRESS = '/lk/publications/vpr/poriadok-provedeniia-vpr-v-shkolakh';
let browser: Browser;
let organizer: Person;
let school: Person;
let regional: Person;
let folder: string;
let schoolLogin: string;

beforeAll(async () => {
  browser = await launchBrowser();
  organizer = await signIn(browser, demoLogin('federal organizer'));
  school = await signIn(browser, demoLogin('school'));
  regional = await signIn(browser, demoLogin('regional coordinator'));
  schoolLogin = demoLogin('school').login;
  folder = await mkdtemp(join(tmpdir(), 'sbor-files-'));
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

async function fileOf(name: string, bytes: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

const storage = (page: Page) => page.getByRole('region', { name: 'Материалы для школ' });
const tray = (page: Page) => page.getByRole('region', { name: 'Загрузки' });
const row = (page: Page, name: string) => storage(page).getByRole('listitem').filter({ hasText: name });

async function open(page: Page): Promise<void> {
  await page.goto(ADDRESS);
  await storage(page).waitFor();
}

describe('[A15] [A18] [A19] an organizer’s file', () => {
  test('is uploaded over a line that breaks, goes on by itself, and is shown with its audience', async () => {
    const { page } = organizer;
    await open(page);
    await storage(page).getByRole('button', { name: 'Изменить' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Только выбранным').check();
    await dialog.getByLabel('Школы', { exact: true }).check();
    await dialog.getByLabel('Регионы').selectOption({ label: 'Приозёрская область (демо)' });
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Сохранить' }).click();
    await storage(page).getByText('Школы Приозёрской области (демо)').waitFor();
    let parts = 0;
    // The line breaks in the middle, twice.
    await page.route('**/lk/uploads/*', async (route) => {
      if (route.request().method() === 'PATCH' && [2, 3].includes(++parts))
        await route.abort('connectionreset');
      else await route.continue();
    });
    const path = await fileOf('Сборник заданий.pdf', randomBytes(11 * 1024 * 1024));
    await storage(page)
      .locator('input[type=file]')
      .first()
      .setInputFiles([path, await fileOf('вредный.exe', Buffer.from('x'))]);
    await tray(page).getByText('Нет связи. Загрузка продолжится сама', { exact: false }).waitFor();
    await tray(page)
      .getByText(/Программы и ярлыки не принимаются/)
      .waitFor();
    await tray(page).getByText('Готово').waitFor();
    await row(page, 'Сборник заданий.pdf').getByText('Школы Приозёрской области (демо)').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.unroute('**/lk/uploads/*');
  });

  test('is downloaded by a school; the time stands beside it and stays', async () => {
    const { page } = school;
    await open(page);
    const line = row(page, 'Сборник заданий.pdf');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      line.getByRole('link', { name: /Скачать файл/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('Сборник заданий.pdf');
    const bytes = await readFile(await download.path());
    expect(bytes.equals(await readFile(join(folder, 'Сборник заданий.pdf')))).toBe(true);
    await line.getByText(/Скачан \d\d\.\d\d\.\d{4}/).waitFor();
    await page.reload();
    await line.getByText(/Скачан \d\d\.\d\d\.\d{4}/).waitFor();
    expect(await storage(page).getByRole('button', { name: 'Добавить файлы' }).count()).toBe(0);
  });

  test('is counted for the coordinator of the region, who sees who has it and gets a report', async () => {
    const { page } = regional;
    await open(page);
    const link = row(page, 'Сборник заданий.pdf').getByRole('link', { name: /Скачали 1 из \d+/ });
    await link.click();
    await page.getByRole('heading', { name: 'Кто скачал файл' }).waitFor();
    const found = page.getByRole('row').filter({ hasText: schoolLogin });
    await found
      .getByText(/\d\d\.\d\d\.\d{4}/)
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: /Ещё не скачали/ }).click();
    await page.waitForURL(/state=waiting/);
    await found.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Сформировать отчёт' }).click();
    const ready = page.getByRole('dialog').getByRole('link', { name: 'Загрузить отчёт' });
    const [download] = await Promise.all([page.waitForEvent('download'), ready.click()]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toContain(`Сборник заданий.pdf;${schoolLogin};`);
    await page.goto('/lk/notifications');
    await page.getByText('Скачивание файлов: Сборник заданий.pdf').waitFor();
  });

  test('is renamed, removed and put back', async () => {
    const { page } = organizer;
    await open(page);
    const act = async (name: string, action: string) => {
      await row(page, name).getByLabel(`Действия с файлом «${name}»`).click();
      await row(page, name).getByRole('button', { name: action }).click();
    };
    await act('Сборник заданий.pdf', 'Переименовать');
    await page.getByLabel('Название файла').fill('Задачник');
    await page.keyboard.press('Enter');
    await row(page, 'Задачник.pdf').waitFor();
    await act('Задачник.pdf', 'Удалить');
    await row(page, 'Задачник.pdf')
      .getByText(/Удалён\. Вернуть можно до/)
      .waitFor();
    await open(school.page);
    expect(await row(school.page, 'Задачник.pdf').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await row(page, 'Задачник.pdf').getByRole('button', { name: 'Вернуть' }).click();
    await row(page, 'Задачник.pdf')
      .getByLabel(/Действия с файлом/)
      .waitFor();
    await school.page.reload();
    await row(school.page, 'Задачник.pdf').waitFor();
  });
});

describe('[A19] a zip named by logins', () => {
  test('is handed out: its school sees its own file, the report says what matched nobody', async () => {
    const { page } = organizer;
    await open(page);
    const path = await fileOf(
      'Отчёты школ.zip',
      rawZip([
        { name: `${schoolLogin}_результаты.txt`, bytes: Buffer.from('Ваши результаты'), method: 8 },
        { name: 'edu000000_результаты.txt', bytes: Buffer.from('x') },
        { name: '../побег.txt', bytes: Buffer.from('x') },
      ]),
    );
    await storage(page).getByRole('button', { name: 'Разослать по организациям' }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Выбрать архив zip').setInputFiles(path);
    await tray(page).getByRole('link', { name: 'Отчёт о рассылке' }).click();
    await page.getByText(/Рассылка закончена/).waitFor();
    await page.getByRole('row').filter({ hasText: 'edu000000' }).getByText('Никому не подошёл').waitFor();
    await page.getByRole('row').filter({ hasText: 'побег' }).getByText('опасное или пустое имя').waitFor();
    expect(await violations(page)).toEqual([]);
    const [table] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Скачать таблицей (CSV)' }).click(),
    ]);
    expect(await readFile(await table.path(), 'utf8')).toContain(
      `${schoolLogin}_результаты.txt;${schoolLogin};Доставлен`,
    );
    await open(school.page);
    await row(school.page, `${schoolLogin}_результаты.txt`).waitFor();
    await open(regional.page);
    expect(await row(regional.page, `${schoolLogin}_результаты.txt`).count()).toBe(0);
  });

  test('is taken back, after it was said what is lost', async () => {
    const { page } = organizer;
    await open(page);
    await storage(page).getByRole('link', { name: 'Отчёты школ.zip' }).click();
    await page.getByRole('button', { name: 'Отозвать рассылку' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/перестанут видеть 1 файл/).waitFor();
    await dialog.getByRole('button', { name: 'Отозвать рассылку' }).click();
    await page.getByText('Рассылка отозвана', { exact: false }).waitFor();
    await open(school.page);
    expect(await row(school.page, `${schoolLogin}_результаты.txt`).count()).toBe(0);
  });

  test('a folder chosen in the browser does the same', async () => {
    const { page } = organizer;
    const chosen = join(folder, 'Папка');
    await mkdir(join(chosen, schoolLogin), { recursive: true });
    await writeFile(join(chosen, schoolLogin, 'Из папки.txt'), 'Содержание');
    await open(page);
    await storage(page).getByRole('button', { name: 'Разослать по организациям' }).click();
    await page.getByLabel('Выбрать папку').setInputFiles(chosen);
    await tray(page).getByRole('link', { name: 'Отчёт о рассылке' }).last().click();
    await page.getByText(/Рассылка закончена/).waitFor();
    await open(school.page);
    const line = row(school.page, 'Из папки.txt');
    const [download] = await Promise.all([
      school.page.waitForEvent('download'),
      line.getByRole('link', { name: /Скачать файл/ }).click(),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toBe('Содержание');
  });
});

test('[A15] without scripts an organizer adds a small file', async () => {
  const context = await browser.newContext({
    baseURL: new URL(organizer.page.url()).origin,
    javaScriptEnabled: false,
    storageState: await organizer.context.storageState(),
  });
  const page = await context.newPage();
  await page.goto(ADDRESS);
  await storage(page)
    .locator('input[type=file]')
    .setInputFiles(await fileOf('Малый.txt', Buffer.from('малый')));
  await storage(page).getByRole('button', { name: 'Добавить файл' }).click();
  await row(page, 'Малый.txt').waitFor();
  await context.close();
});
