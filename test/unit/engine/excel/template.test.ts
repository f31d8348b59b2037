import { strFromU8, unzipSync } from 'fflate';
import { compileForm, toTemplateModel } from 'engine';
import { openWorkbook } from 'engine/excel';
import { describe, expect, it } from 'vitest';
import { RICH_FORM } from '../hostile-form';
import { compiled, parsed } from '../support';
import { made } from './made';

const form = compiled({
  format: 1,
  id: 'template',
  version: 1,
  title: 'Шаблон',
  lists: {
    regions: [
      { value: 'n', label: 'Север' },
      { value: 's', label: 'Юг' },
    ],
    towns: [
      { value: 'a', label: 'Апатиты', attributes: { region: 'n' } },
      { value: 'b', label: 'Балаково', attributes: { region: 's' } },
      { value: 'c', label: 'Волгоград', attributes: { region: 's', old: true } },
    ],
  },
  sheets: [
    {
      id: 's',
      title: "О'Нил: [1] *?/\\ =СУММ(A1)",
      hint: 'Что здесь указать',
      rows: { kind: 'open', max: 400 },
      key: ['town'],
      columns: [
        {
          id: 'region',
          title: 'Регион',
          type: 'choice',
          list: 'regions',
          required: true,
          hint: 'Из списка.',
        },
        {
          id: 'town',
          title: 'Город',
          type: 'choice',
          list: 'towns',
          filter: { '==': [{ var: '$code.attributes.region' }, { var: 'region' }] },
        },
        { id: 'n', title: 'Число', group: 'Г', type: 'integer', min: 0, max: 10 },
        { id: 'm', title: 'Дробь', group: 'Г', type: 'number', fractionDigits: 2 },
        { id: 'd', title: 'Дата', type: 'date', min: '2026-01-01', required: { '>': [{ var: 'n' }, 5] } },
        { id: 'x', title: 'Вдвое', type: 'integer', value: { '*': [{ var: 'n' }, 2] } },
        { id: 'p', title: 'ИНН', type: 'text', format: 'inn' },
      ],
      rules: [
        { id: 'few', assert: { '<=': [{ var: 'n' }, 9] }, message: 'Много.' },
        {
          id: 'mapped',
          each: 'sheet',
          assert: { '<': [{ reduce: [{ var: '$rows' }, { '+': [{ var: 'accumulator' }, 1] }, 0] }, 9] },
          message: 'Строк.',
        },
      ],
    },
    {
      id: 'lines',
      title: 'Строки',
      rows: {
        kind: 'fixed',
        items: [
          { id: '01', title: 'Всего', cells: { unit: 'чел.' } },
          { id: '02', title: 'Из них' },
        ],
      },
      columns: [
        { id: 'unit', title: 'Ед.', type: 'text' },
        { id: 'v', title: 'Значение', type: 'integer', prefill: 7 },
      ],
      cells: [{ row: '02', column: 'v', hint: 'Не больше всех', readOnly: true }],
    },
  ],
});

const xmlOf = async (name: string): Promise<string> =>
  strFromU8(unzipSync(await made(form))[name] ?? new Uint8Array()).replaceAll('&apos;', "'");

/** ECMA-376, 18.3.1.99: children of a worksheet stand in this order. */
const ORDER = [
  'sheetPr',
  'dimension',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'sheetCalcPr',
  'sheetProtection',
  'protectedRanges',
  'scenarios',
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
  'phoneticPr',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'legacyDrawing',
  'legacyDrawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
];

describe('[T10] a form as a workbook', () => {
  it('has the parts of every worksheet in the order that the standard demands', async () => {
    const parts = unzipSync(await made(form));
    const names = Object.keys(parts).filter((name) => /worksheets\/sheet\d+\.xml$/.test(name));
    expect(names.length).toBe(7);
    for (const name of names) {
      const xml = strFromU8(parts[name] ?? new Uint8Array());
      const children: string[] = [];
      let depth = 0;
      for (const [, close, tag = '', empty] of xml.matchAll(/<(\/)?(\w+)\b[^>]*?(\/)?>/g)) {
        if (close) depth--;
        else {
          if (depth === 1) children.push(tag);
          if (!empty) depth++;
        }
      }
      const places = children.map((tag) => ORDER.indexOf(tag));
      expect(
        places.every((place) => place >= 0),
        `${name}: ${children.join(' ')}`,
      ).toBe(true);
      expect(places, `${name}: ${children.join(' ')}`).toEqual([...places].sort((a, b) => a - b));
    }
  });

  it('offers lists, also those that follow another cell, and refuses what does not fit with our words', async () => {
    const xml = await xmlOf('xl/worksheets/sheet1.xml');
    const validations = [...xml.matchAll(/<dataValidation [^]*?<\/dataValidation>/g)].map(([all]) => all);
    const of = (column: string): string =>
      validations.find((one) => one.includes(`sqref="${column}6:${column}405"`)) ?? '';
    expect(of('B')).toContain("<formula1>'Списки'!$A$2:$A$3</formula1>");
    expect(of('B')).toContain('prompt="Из списка."');
    expect(of('C')).toMatch(
      /<formula1>OFFSET\('Списки'!\$\w+\$1,MATCH\(\$B6,'Списки'!\$\w+\$2:\$\w+\$4,0\),0,COUNTIF\(/,
    );
    expect(of('D')).toContain('type="whole"');
    expect(of('D')).toMatch(/error="Введите целое число[^"]*от 0[^"]*10/);
    expect(of('F')).toMatch(/<formula1>46023<\/formula1>/);
  });

  it('locks what nobody may change, and nothing else; given rows hold their cells, first values and hints', async () => {
    const xml = await xmlOf('xl/worksheets/sheet1.xml');
    expect(xml).toContain('<sheetProtection sheet="1"');
    const workbook = await openWorkbook(await made(form), { notes: true });
    const lines = workbook.sheets[1];
    expect(
      lines?.rows
        .filter(({ number }) => number >= 5)
        .map(({ cells }) => cells.filter(({ isError }) => !isError).map(({ value }) => value)),
    ).toEqual([
      ['01', 'Всего', 'чел.', 7],
      ['02', 'Из них'],
    ]);
    expect([...(lines?.notes.values() ?? [])].join()).toContain('Не больше всех');
  });

  it('lists every demand; what no formula carries is checked on upload', () => {
    const { checks, sheets, names } = toTemplateModel(form, { context: { today: '2026-11-23' } });
    const said = checks.checks.map(({ kind, rule, count }) => [rule ?? kind, count !== null]);
    expect(said).toEqual([
      ['required', true],
      ['values', true],
      ['key', true],
      ['rows', true],
      ['few', true],
      ['mapped', false],
      ['values', true],
    ]);
    // Conditional formatting speaks of its own worksheet and of names only.
    for (const { formula } of sheets.flatMap(({ highlights }) => highlights))
      expect(formula).not.toContain('!');
    expect(names.length).toBeGreaterThan(0);
    expect(sheets[0]?.columns.find(({ id }) => id === 'x')).toMatchObject({ locked: true, validation: null });
  });

  it('of a form that uses everything the language has, hostile texts included, opens again', async () => {
    const given = compileForm(parsed(RICH_FORM), {
      regions: [{ value: '1', label: '=Регион "1" <b>\u0001' }],
    });
    if (!given.ok) throw new Error(JSON.stringify(given.error));
    const everything = given.value;
    const { sheets } = await openWorkbook(await made(everything, { context: { today: '2023-06-01' } }));
    expect(sheets.map(({ name }) => name)).toContain('Проверка');
    const { checks } = toTemplateModel(everything, { context: { today: '2023-06-01' } }).checks;
    expect(checks.filter(({ count }) => count !== null).length).toBeGreaterThan(checks.length / 2);
  });

  it('has names that Excel accepts, whatever the titles are', async () => {
    const { sheets } = await openWorkbook(await made(form));
    expect(sheets.map(({ name, state }) => [name, state])).toEqual([
      ["О'Нил 1 =СУММ(A1)", 'visible'],
      ['Строки', 'visible'],
      ['Проверка', 'visible'],
      ['Списки', 'hidden'],
      ['Расчёт 1', 'hidden'],
      ['Расчёт 2', 'hidden'],
      ['_sbor', 'veryHidden'],
    ]);
  });
});
