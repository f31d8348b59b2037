import { existsSync, readdirSync, readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { checkDefinition, compileForm, validateAnswers } from 'engine';
import { draftWorkbook, openWorkbook } from 'engine/excel';
import { describe, expect, it } from 'vitest';
import { xpathToLogic } from '../../../../engine/excel/draft/xpath';

type Rows = readonly (readonly (string | number | boolean | Date | null)[])[];

async function drafted(sheets: Readonly<Record<string, Rows>>, more?: (workbook: ExcelJS.Workbook) => void) {
  const workbook = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = workbook.addWorksheet(name);
    for (const row of rows) sheet.addRow([...row]);
  }
  more?.(workbook);
  return draftWorkbook(
    await openWorkbook(Buffer.from(await workbook.xlsx.writeBuffer()), { notes: true }),
    'ru',
  );
}

describe('[T8] a definition drafted from a plain workbook', () => {
  it('takes headings, types, lists, units and hints, groups and totals from what is there', async () => {
    const people = Array.from({ length: 12 }, (_, i) => [
      `Человек ${i + 1}`,
      i % 3 === 0 ? 'Москва' : 'Казань',
      10 + i,
      i + 0.5,
      new Date(Date.UTC(2020, 1, i + 1)),
      i % 2 === 0 ? 'Да' : 'Нет',
      `00${i}`,
      'высшая',
    ]);
    const draft = await drafted(
      {
        'Кадры 2026': [
          ['Сведения о кадрах'],
          [null, null, 'Нагрузка', 'Нагрузка'],
          ['ФИО *', 'Город', 'Часы', 'Ставка', 'Принят', 'Совместитель', 'Код', 'Категория'],
          ...people,
          ['Итого', null, 186, 78],
        ],
        Справочник: [['Категория'], ['высшая'], ['первая']],
      },
      (workbook) => {
        const sheet = workbook.getWorksheet('Кадры 2026');
        sheet?.mergeCells('C2:D2');
        if (sheet) sheet.getCell('C3').note = 'часов в неделю';
        for (let row = 4; row <= 15; row++) {
          if (sheet)
            sheet.getCell(`H${row}`).dataValidation = {
              type: 'list',
              allowBlank: true,
              formulae: ["'Справочник'!$A$2:$A$3"],
            };
        }
      },
    );
    const [sheet] = draft.definition.sheets;
    expect(sheet?.columns).toMatchObject([
      { id: 'fio', title: 'ФИО', type: 'text', required: true },
      { id: 'gorod', type: 'choice', list: 'gorod' },
      { id: 'chasy', type: 'integer', group: 'Нагрузка', hint: 'часов в неделю', total: 'sum' },
      { id: 'stavka', type: 'number', group: 'Нагрузка', total: 'sum' },
      { id: 'prinyat', type: 'date' },
      { id: 'sovmestitel', type: 'boolean' },
      { id: 'kod', type: 'text' },
      { id: 'kategoriya', type: 'choice', list: 'kategoriya' },
    ]);
    expect(draft.definition.lists?.['kategoriya']).toEqual([
      { value: 'высшая', label: 'высшая' },
      { value: 'первая', label: 'первая' },
    ]);
    expect(sheet?.hint).toContain('Сведения о кадрах');
    expect(draft.notes.some(({ sheet: name, row }) => name === 'Кадры 2026' && row === 16)).toBe(true);
    expect(checkDefinition(draft.definition).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('a workbook without headings still gives a form that can be opened', async () => {
    const draft = await drafted({
      Числа: [
        [1, 2],
        [3, 4],
      ],
    });
    expect(compileForm(draft.definition).ok).toBe(true);
    expect(draft.notes.length).toBeGreaterThan(0);
  });
});

describe('[T9] a definition drafted from an XLSForm', () => {
  const survey = [
    [
      'type',
      'name',
      'label::Русский (ru)',
      'label::English (en)',
      'required',
      'relevant',
      'constraint',
      'constraint_message',
      'calculation',
      'choice_filter',
      'hint',
      'appearance',
    ],
    ['begin group', 'school', 'Школа', 'School'],
    ['select_one region', 'region', 'Регион', 'Region', 'yes'],
    ['select_one town', 'town', 'Город', 'Town', null, null, null, null, null, 'r=${region}'],
    [
      'integer',
      'pupils',
      'Учеников',
      'Pupils',
      'yes',
      null,
      '. >= 0 and . <= 5000',
      'Не больше 5000',
      null,
      null,
      'на 1 сентября',
      'numbers',
    ],
    ['integer', 'boys', 'Мальчиков', 'Boys', null, '${pupils} > 0', '. <= ${pupils}'],
    ['calculate', 'girls', 'Девочек', 'Girls', null, null, null, null, '${pupils} - ${boys}'],
    ['end group'],
    ['begin repeat', 'class', 'Классы', 'Classes'],
    ['text', 'title', 'Класс', 'Class', 'yes', null, "regex(., '[0-9]+[А-Я]')"],
    ['integer', 'size', 'Человек', 'Size', null, "not(${region} = 'north')"],
    ['end repeat'],
    ['integer', 'all', 'Во всех классах', 'In all', null, null, '. = sum(${size})'],
    ['audio', 'song', 'Песня', 'Song'],
  ];
  const choices = [
    ['list_name', 'name', 'label', 'r'],
    ['region', 'north', 'Север'],
    ['region', 'south', 'Юг'],
    ['town', 'a', 'А', 'north'],
    ['town', 'b', 'Б', 'south'],
  ];
  const settings = [
    ['form_title', 'form_id'],
    ['Обследование', 'survey_2026'],
  ];

  it('questions are columns, repeats are sheets, choices are lists, expressions are logic', async () => {
    const draft = await drafted({ survey, choices, settings });
    const { definition } = draft;
    expect(definition).toMatchObject({ id: 'survey_2026', title: 'Обследование' });
    expect(definition.sheets.map(({ id }) => id)).toEqual(['main', 'class']);
    const [main, classes] = definition.sheets;
    expect(main?.columns).toMatchObject([
      { id: 'region', type: 'choice', group: { ru: 'Школа', en: 'School' }, required: true },
      { id: 'town', filter: { '==': [{ var: '$code.attributes.r' }, { var: 'region' }] } },
      { id: 'pupils', type: 'integer', hint: 'на 1 сентября' },
      { id: 'boys', enabled: { '>': [{ var: 'pupils' }, 0] } },
      { id: 'girls', value: { '-': [{ var: 'pupils' }, { var: 'boys' }] } },
      { id: 'all' },
    ]);
    expect(classes?.columns).toMatchObject([
      { id: 'title', pattern: '[0-9]+[А-Я]', required: true },
      {
        id: 'size',
        enabled: { '!': [{ if: [{ '==': [{ cell: ['main', '1', 'region'] }, 'north'] }, true, false] }] },
      },
    ]);
    expect(main?.rules?.map(({ assert }) => assert)).toEqual([
      { and: [{ '>=': [{ var: 'pupils' }, 0] }, { '<=': [{ var: 'pupils' }, 5000] }] },
      { '<=': [{ var: 'boys' }, { var: 'pupils' }] },
      { '==': [{ var: 'all' }, { sum: [{ var: '$sheets.class' }, { var: 'size' }] }] },
    ]);
    expect(draft.notes).toEqual([
      { sheet: 'survey', row: 5, message: 'не переносится: appearance' },
      { sheet: 'survey', row: 14, message: 'вопрос типа «audio» не переносится' },
    ]);
  });

  it('the draft judges answers as the XLSForm would', async () => {
    const { definition } = await drafted({ survey, choices, settings });
    const form = compileForm(definition);
    if (!form.ok) throw new Error(JSON.stringify(form.error));
    const answers = {
      sheets: {
        main: [{ id: '1', cells: { region: 'north', town: 'b', pupils: 10, boys: 12, all: 5 } }],
        class: [{ id: 'c1', cells: { title: 'первый', size: 7 } }],
      },
    };
    const found = validateAnswers(form.value, answers, { today: '2026-11-23' });
    expect(found.map(({ code, rule, column }) => rule ?? `${code} ${column}`)).toEqual([
      'list town',
      'boys_constraint',
      'all_constraint',
      'pattern title',
    ]);
  });

  it('what the form language refuses is taken out and noted with its row', async () => {
    const draft = await drafted({
      survey: [
        ['type', 'name', 'label', 'relevant', 'constraint'],
        ['text', 'a', 'А', null, 'pulldata(1)'],
        ['integer', 'b', 'Б', '${a} > 5', '. > position(..)'],
        ['integer', 'c', 'В', '${c} > 1'],
      ],
    });
    expect(compileForm(draft.definition).ok).toBe(true);
    expect(new Set(draft.notes.map(({ row }) => row))).toEqual(new Set([2, 3, 4]));
  });

  it.each([
    [
      "selected(${x}, 'a') or not(${n} >= 3)",
      { or: [{ '==': [{ var: 'x' }, 'a'] }, { '!': [{ if: [{ '>=': [{ var: 'n' }, 3] }, true, false] }] }] },
    ],
    [
      "if(${n} = '5', 1 + 2 * 3, -1)",
      { if: [{ '==': [{ var: 'n' }, 5] }, { '+': [1, { '*': [2, 3] }] }, -1] },
    ],
    ["${n} != ''", { '!': [{ blank: [{ var: 'n' }] }] }],
    [
      '${n} mod 2 = 0 and ${n} div 2 < 10',
      { and: [{ '==': [{ '%': [{ var: 'n' }, 2] }, 0] }, { '<': [{ '/': [{ var: 'n' }, 2] }, 10] }] },
    ],
    ['string-length(.) <= 3', { '<=': [{ length: [{ var: 'self' }] }, 3] }],
  ])('%s', (text, logic) => {
    const find = (name: string) => ({
      logic: { var: name },
      type: name === 'n' ? ('integer' as const) : ('choice' as const),
    });
    expect(xpathToLogic(text, { find, self: { logic: { var: 'self' }, type: 'text' } })).toEqual(logic);
  });
});

const corpus = new URL('../../../../../shared/corpora/xlsform/', import.meta.url);
if (!existsSync(corpus))
  process.stdout.write('The corpus of XLSForms is not here: its workbooks are left out.\n');

describe.skipIf(!existsSync(corpus))('published XLSForms', () => {
  it('all convert to definitions without errors', async () => {
    const names = readdirSync(corpus).filter((name) => name.endsWith('.xlsx'));
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      const workbook = await openWorkbook(readFileSync(new URL(name, corpus)), { notes: true });
      const draft = draftWorkbook(workbook, 'ru');
      expect(draft.kind, name).toBe('xlsform');
      expect(
        checkDefinition(draft.definition).filter(({ severity }) => severity === 'error'),
        name,
      ).toEqual([]);
      expect(draft.definition.sheets.flatMap(({ columns }) => columns).length, name).toBeGreaterThan(0);
    }
  });
});
