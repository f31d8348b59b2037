import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser';
import { college, openOwnForm, openPage } from './own-form';
import type { Person } from './people';
import { tableOn } from './table';

let browser: Browser;
let anna: Person;
let boris: Person;
let form: Awaited<ReturnType<typeof openOwnForm>>;

const LOGIN = 'spo910093';
const definition = {
  format: 1,
  id: 'together',
  version: 1,
  title: 'Вдвоём',
  sheets: [
    {
      id: 'staff',
      title: 'Сотрудники',
      rows: {
        kind: 'fixed',
        items: [
          { id: '01', title: 'Всего' },
          { id: '02', title: 'Из них' },
        ],
      },
      columns: [
        { id: 'region', title: 'Регион', type: 'text', required: true, prefill: { var: '$org.region' } },
        { id: 'people', title: 'Человек', type: 'integer', min: 0 },
        { id: 'twice', title: 'Вдвое', type: 'integer', value: { '*': [{ var: 'people' }, 2] } },
      ],
    },
  ],
};

beforeAll(async () => {
  browser = await launchBrowser();
  [anna, boris] = [await college(browser, LOGIN), await college(browser, LOGIN)];
  form = await openOwnForm(LOGIN, definition, 'Вдвоём');
});
afterAll(() => browser.close());

test('[A29] first values are there when the form is opened, and opening it begins nothing', async () => {
  for (const { page } of [anna, boris]) {
    await openPage(page, form.address);
    await page.getByText('Заполнены заранее 2 ячейки: проверьте их.').first().waitFor();
    expect(await tableOn(page).text(1, 0)).toBe('91');
  }
  await anna.page.getByRole('button', { name: 'Сохранить черновик' }).click();
  await anna.page.getByText('Черновик сохранён. Ничего нового не появилось.').waitFor();
  await anna.page.reload();
  await anna.page.getByText('Изменений ещё не было', { exact: false }).first().waitFor();
});

test('[A28] two people in one form see what the other enters, and neither loses a cell', async () => {
  const [a, b] = [tableOn(anna.page), tableOn(boris.page)];
  await a.type(0, 0, 'Свой регион');
  await b.type(1, 1, '7');
  await b.cell(0, 0).getByText('Свой регион').waitFor();
  await a.cell(1, 2).getByText('14').waitFor();
  expect(await a.text(1, 0)).toBe('91');
  // Both at once in one row.
  await Promise.all([a.type(0, 1, '3'), b.type(0, 0, 'Другой')]);
  await a.cell(0, 0).getByText('Другой').waitFor();
  await b.cell(0, 1).getByText('3', { exact: true }).waitFor();
});

test('[A29] «Сохранить черновик» shows what has changed elsewhere', async () => {
  await form.closeIn(3 * 24 * 3600);
  await anna.page.getByRole('button', { name: 'Сохранить черновик' }).click();
  await anna.page.getByText('Черновик сохранён. Изменились сроки сбора.').waitFor();
});

test('[A29] a form that changes under the page takes over what was entered into the older one', async () => {
  const { page } = boris;
  const table = tableOn(page);
  await page.route('**/edits', (route) => route.abort());
  await table.type(1, 1, '5');
  const [sheet] = definition.sheets;
  const [region, people, twice] = sheet?.columns ?? [];
  await form.moveTo({
    ...definition,
    version: 2,
    sheets: [
      {
        ...sheet,
        columns: [
          { ...people, id: 'staff', was: 'people', title: 'Сотрудников' },
          { ...twice, value: { '*': [{ var: 'staff' }, 2] } },
          region,
        ],
      },
    ],
  });
  await page.unroute('**/edits');
  await page.getByRole('columnheader', { name: /Сотрудников/ }).waitFor();
  await table.cell(1, 1).getByText('10').waitFor();
  expect(await table.text(1, 0)).toBe('5');
  await table.type(1, 0, '6');
  await table.saved();
  await anna.page.getByRole('button', { name: 'Сохранить черновик' }).click();
  await anna.page.getByText(/Загружена новая версия формы и её списков/).waitFor();
  await tableOn(anna.page).cell(1, 1).getByText('12').waitFor();
});

test('[A21] [A34] who writes when the collection closes keeps the draft and is told; prolonged, it goes on', async () => {
  const { page } = boris;
  const table = tableOn(page);
  await form.closeIn(40 * 60);
  await page.reload();
  await page
    .getByText(/До окончания сбора: [34]\d:\d\d/)
    .first()
    .waitFor();
  await page.route('**/edits', (route) => route.abort());
  await table.type(1, 0, '77');
  await page
    .getByText(/нет связи. 1 изменение ждёт/)
    .first()
    .waitFor();
  await form.closeIn(-120);
  await page.unroute('**/edits');
  const kept = page.getByText(/^Сбор закрыт. 1 изменение не сохранено и осталось только в этом браузере/);
  await kept.first().waitFor();
  expect(await table.text(1, 0)).toBe('77');
  await page.reload();
  await kept.first().waitFor();
  expect(await table.text(1, 0)).toBe('77');
  await form.closeIn(3600);
  await page.reload();
  await table.saved();
  await anna.page.reload();
  await tableOn(anna.page).cell(1, 0).getByText('77').waitFor();
});
