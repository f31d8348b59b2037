import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../app/services/demo/accounts';
import { toMoscowInput } from '../../app/services/windows/moscow-input';
import { launchBrowser } from '../support/browser';
import { violations } from './axe';
import { demoLogin, type Person, signIn } from './people';

const SECTION = '/lk/publications/vpr-spo';
const OPEN = `${SECTION}/grafik-provedeniia-vpr-spo`;
const COLLEGE = 'spo910070';
const DAY = 86_400_000;

let browser: Browser;
let organizer: Person;
let college: Person;

beforeAll(async () => {
  browser = await launchBrowser();
  organizer = await signIn(browser, demoLogin('federal organizer'));
  college = await signIn(browser, { login: COLLEGE, password: DEMO_PASSWORD });
});
afterAll(() => browser.close());

/** Prolongs for the one college: fills in, checks, confirms. */
async function prolong(windowPage: string, days: number, reason: string): Promise<string> {
  const { page } = organizer;
  await page.goto(windowPage);
  await page.getByLabel('Отдельным организациям').check();
  await page.getByLabel('Логины организаций').fill(`${COLLEGE}\nнет-такого`);
  const closesAt = toMoscowInput(new Date(Date.now() + days * DAY));
  await page.getByLabel('Принимать до').fill(closesAt);
  await page.getByLabel('Причина').fill(reason);
  await page.getByRole('button', { name: 'Проверить' }).click();
  const preview = page.getByRole('region', { name: /1 организация/ });
  await preview.getByText('нет-такого').waitFor();
  expect(await violations(page)).toEqual([]);
  await preview.getByRole('button', { name: 'Изменить срок' }).click();
  await page.getByText('Срок изменён').waitFor();
  return closesAt.slice(11);
}

test('[A22] a prolonged window reaches the form that is open', async () => {
  await organizer.page.goto(OPEN);
  const link = await organizer.page
    .getByRole('link', { name: 'Продлить приём' })
    .first()
    .getAttribute('href');
  const { page } = college;
  await page.goto(OPEN);
  await page
    .getByRole('link', { name: /Заполнить|Редактировать/ })
    .first()
    .click();
  await page.getByRole('button', { name: /Ошибки/ }).waitFor();
  const time = await prolong(link ?? '', 40, 'Отключение связи');
  await page.getByText(new RegExp(`Сбор до .*${time}`)).waitFor();
  await organizer.page
    .getByRole('button', { name: /Отменить изменение/ })
    .first()
    .click();
  await organizer.page.getByText('Прежний срок вернулся').waitFor();
  // At the latest when the next question is answered.
  await page.getByText(/Сбор до .*11:00/).waitFor({ timeout: 30_000 });
});

test('[A22] a closed form that somebody looks at opens again where its window is prolonged', async () => {
  const { page } = college;
  await page.goto(
    `${SECTION}/informatsiia-ob-oo-realizuiushchikh-programmy-spo-professiiakh-i-spetsialnostiakh-2023`,
  );
  await page
    .getByRole('link', { name: /Посмотреть|Просмотр/ })
    .first()
    .click();
  await page.waitForURL(/\/table/);
  const collection = /collections\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';
  await prolong(`/lk/collections/${collection}/window`, 2, 'Уточнение сведений');
  await page.getByRole('button', { name: /Сдать отчет/ }).waitFor({ timeout: 20_000 });
});
