import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { violations } from './axe';
import { demoLogin, type Person, signIn } from './people';
import { tableOn } from './table';

const PUBLICATION = '/lk/publications/vpr-spo/utochnenie-svedenii-o-professiiakh-i-spetsialnostiakh';
const HOSTILE = '<img src=x onerror=alert(1)>';
const APPLICATIONS = 8;

let browser: Browser;
let college: Person;
let municipal: Person;
let regional: Person;
/** Of the college's report, as reviewers open it. */
let report = '';

beforeAll(async () => {
  browser = await launchBrowser();
  college = await signIn(browser, demoLogin('college (open form)'));
  municipal = await signIn(browser, demoLogin('municipal coordinator'));
  regional = await signIn(browser, demoLogin('regional coordinator'));
});
afterAll(() => browser.close());

/** Opens the table of the college, past its publication, where the mark stands. */
async function openTable(mark: RegExp) {
  const { page } = college;
  await page.goto(PUBLICATION);
  await page.getByText(mark).first().waitFor();
  await page.getByRole('link', { name: 'Редактировать' }).click();
  await page.getByRole('button', { name: /Ошибки/ }).waitFor();
  return tableOn(page);
}

async function submit(): Promise<void> {
  const { page } = college;
  await page.getByRole('button', { name: 'Сдать отчет' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Сдать', exact: true }).click();
  await page.waitForURL(/\/lk\/receipts\/\d+$/);
}

test('without scripts the mark and the remarks are there, each leading to its row', async () => {
  const { page } = await signIn(browser, demoLogin('college (open form)'));
  await page.goto(PUBLICATION);
  const table = await page.getByRole('link', { name: 'Редактировать' }).getAttribute('href');
  await page.goto((table ?? '').replace(/table$/, 'plain'));
  await page.getByText('Возвращено на доработку: муниципалитет').waitFor();
  const remark = page.getByRole('listitem').filter({ hasText: 'Заявлений больше' });
  expect(await remark.getByRole('link').getAttribute('href')).toContain('#cell-applications');
  await page.context().close();
});

test('a returned report: remarks stand at their cells, one is answered, a cell is corrected, and it is submitted again', async () => {
  const { page } = college;
  const table = await openTable(/Возвращено на доработку: муниципалитет/);
  await page.getByRole('button', { name: 'Следующее замечание' }).click();
  expect(await table.cell(0, APPLICATIONS).innerText()).toContain('Замечание: Заявлений больше');
  expect(await table.cell(0, APPLICATIONS).getAttribute('aria-selected')).toBe('true');
  await page.getByRole('button', { name: 'Замечания', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Замечания' });
  const second = panel.getByRole('listitem').filter({ hasText: 'по договорам в сентябре' });
  await second.getByLabel('Ответ проверяющему').fill(`В сентябре никого не зачислили ${HOSTILE}`);
  await second.getByRole('button', { name: 'Ответить' }).click();
  await second.getByText(HOSTILE).waitFor();
  expect(await violations(page)).toEqual([]);
  await table.type(0, APPLICATIONS, '33');
  await panel.locator('ins', { hasText: '33' }).waitFor();
  await panel.getByText('Исправлено').waitFor();
  await table.saved();
  await submit();
  await openTable(/На проверке: муниципалитет/);
});

test('the municipality is told, sees what was corrected and answered, and returns it once more', async () => {
  const { page } = municipal;
  await page.goto('/lk/review?q=spo910018');
  await page.getByText('Повторно').waitFor();
  await page.getByRole('link', { name: /^Проверить/ }).click();
  await page.waitForURL(/\/lk\/review\/[0-9a-f-]{36}/);
  report = new URL(page.url()).pathname;
  const panel = page.getByRole('complementary', { name: 'Замечания к отчёту' });
  await panel.locator('ins', { hasText: '33' }).waitFor();
  await panel.getByText(HOSTILE).waitFor();
  await page.locator('[role=gridcell][data-row="0"][data-column="0"]').click();
  await page.keyboard.press('Shift+F2');
  await page.keyboard.type(`Проверьте код ${HOSTILE}`);
  await page.keyboard.press('Control+Enter');
  await panel.getByText(`Проверьте код ${HOSTILE}`, { exact: true }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Вернуть на доработку' }).click();
  await page.getByRole('dialog').getByText('Организация получит 1 замечание.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Вернуть', exact: true }).click();
  await page.getByText(/Отчёт возвращён на доработку\./).waitFor();
});

test('a reviewer who looks at what is no longer the last decides nothing and loses nothing', async () => {
  await openTable(/Возвращено на доработку/);
  await submit();
  const { page } = municipal;
  await page.goto(report);
  await page.getByRole('button', { name: 'Принять' }).waitFor();
  // Meanwhile the college submits something else.
  const table = await openTable(/На проверке/);
  await table.type(0, APPLICATIONS, '34');
  await table.saved();
  await submit();
  await page.locator('[role=gridcell][data-row="0"][data-column="1"]').click();
  await page.getByLabel('Текст замечания').fill('Какой предмет?');
  await page.getByRole('button', { name: 'Добавить замечание' }).click();
  await page.getByText('Не отправлены').waitFor();
  await page.getByRole('button', { name: 'Вернуть на доработку' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await dialog.getByText(/Организация сдала отчёт ещё раз/).waitFor();
  await dialog.getByRole('button', { name: 'Открыть новую редакцию' }).click();
  await page.getByText(/К прежней редакции/).waitFor();
  const panel = page.getByRole('complementary', { name: 'Замечания к отчёту' });
  await panel.getByText('Какой предмет?').waitFor();
  await panel.getByRole('button', { name: 'Удалить' }).click();
  await panel.getByText('Не отправлены').waitFor({ state: 'detached' });
});

test('accepted by the municipality, then by the region: the status stays, the school sees «Принято»', async () => {
  for (const [{ page }, words] of [
    [municipal, 'Дальше отчёт проверит регион.'],
    [regional, 'Это последний уровень проверки: отчёт будет принят.'],
  ] as const) {
    await page.goto(report);
    await page.getByRole('button', { name: 'Принять' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(words).waitFor();
    await dialog.getByRole('button', { name: 'Принять' }).click();
    await page
      .getByText(/Отчёт принят\./)
      .first()
      .waitFor();
  }
  await openTable(/Принято: регион/);
  const { page } = regional;
  await page.goto(report);
  await page.getByText('Отчёт принят.').waitFor();
  expect(await page.getByRole('button', { name: 'Принять' }).count()).toBe(0);
});
