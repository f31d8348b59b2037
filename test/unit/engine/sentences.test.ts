import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompiledForm, type Locale, ruleToSentence } from 'engine';
import { compiled } from './support';
import { mutants, OPERATORS, verdict } from './sentences-logic';

const DEFINITION = {
  format: 1,
  id: 'f',
  version: 1,
  title: 'Форма',
  lists: {
    subjects: [
      { value: 'none', label: { ru: 'ОО не участвует', en: 'takes no part' } },
      { value: 'math', label: 'Математика' },
    ],
  },
  sheets: [
    {
      id: 'main',
      title: 'Главный',
      columns: [
        { id: 'subject', title: 'Предмет', type: 'choice', list: 'subjects' },
        { id: 'num', title: 'Число', type: 'integer' },
        { id: 'other', title: 'Другое', type: 'number' },
        { id: 'day', title: 'Дата 1й курс', type: 'date' },
        { id: 'flag', title: 'Флаг', type: 'boolean' },
        { id: 'note', title: 'Заметка', type: 'text' },
        { id: 'twin1', title: 'Двойник', group: '1й курс', type: 'integer' },
        { id: 'twin2', title: 'Двойник', group: '2й курс', type: 'integer' },
      ],
    },
    {
      id: 'fixed',
      title: 'Строки',
      rows: {
        kind: 'fixed',
        items: [...['01', '02', '03', '04', '05'].map((id) => ({ id })), { id: 'x', title: 'Прочие' }],
      },
      columns: [
        { id: 'all', title: 'Всего', type: 'integer' },
        { id: 'girls', title: 'Девочки', type: 'integer' },
      ],
    },
  ],
};

type RuleSource = Record<string, unknown>;

function formWith(sheet: 'main' | 'fixed' | null, rule: RuleSource): CompiledForm {
  const whole = { id: 'r', message: 'Нет', ...rule };
  return compiled({
    ...DEFINITION,
    ...(sheet === null ? { rules: [whole] } : {}),
    sheets: DEFINITION.sheets.map((own) => (own.id === sheet ? { ...own, rules: [whole] } : own)),
  });
}

function sentence(sheet: 'main' | 'fixed' | null, rule: RuleSource, locale: Locale = 'ru'): string {
  const form = formWith(sheet, rule);
  const found = form.ruleById.get('r');
  return found ? ruleToSentence(form, found, locale) : '';
}

/** Any logic, whether it would be accepted or not. */
const base = formWith('main', { assert: { blank: { var: 'num' } } });
function said(assert: unknown, locale: Locale): string {
  const rule = base.ruleById.get('r');
  const [main, ...rest] = base.definition.sheets;
  if (!rule || !main) throw new Error('the base form lost its rule');
  const definition = {
    ...base.definition,
    sheets: [{ ...main, rules: [{ id: 'r', assert, message: '' }] }, ...rest],
  };
  return ruleToSentence({ ...base, definition }, rule, locale);
}

const v = (name: string): unknown => ({ var: name });
const cells = (...ids: readonly string[]): unknown[] => ids.map((id) => ({ cell: [id, '$column'] }));

const CASES: readonly (readonly ['main' | 'fixed' | null, RuleSource, string, string])[] = [
  [
    'main',
    { when: { '!=': [v('subject'), 'none'] }, assert: { '!': { blank: v('day') } } },
    'Если «Предмет» не «ОО не участвует», то «Дата 1й курс» должно быть заполнено',
    'If "Предмет" is not "takes no part", then "Дата 1й курс" must be filled',
  ],
  [
    'main',
    {
      each: 'group',
      groupBy: ['subject'],
      assert: { '<=': [{ count_distinct: [v('$rows'), v('day')] }, 5] },
    },
    'Для каждого значения «Предмет»: число разных «Дата 1й курс» не более 5',
    'For each value of "Предмет": the number of different "Дата 1й курс" is at most 5',
  ],
  [
    'fixed',
    {
      each: 'column',
      columns: ['all', 'girls'],
      assert: { '==': [cells('01')[0], { '+': cells('02', '03', '04', '05') }] },
    },
    'В каждой из граф «Всего», «Девочки»: строка 01 равна сумме строк 02, 03, 04, 05',
    'In each of columns "Всего", "Девочки": row 01 equals the sum of rows 02, 03, 04, 05',
  ],
  [
    null,
    {
      assert: {
        near: [{ sum: [v('$sheets.main'), v('num')] }, { sum: [v('$previous.main'), v('num')] }, 10],
      },
    },
    'По форме в целом: сумма «Число» на листе «Главный» отличается от суммы «Число» на листе «Главный» за прошлый период не более чем на 10',
    'Over the whole form: the sum of "Число" on sheet "Главный" differs from the sum of "Число" on sheet "Главный" in the previous period by at most 10',
  ],
  [
    'main',
    {
      assert: {
        '>=': [v('num'), { lookup: [v('$sheets.main'), { '==': [v('day'), v('$row.day')] }, v('other')] }],
      },
    },
    '«Число» не менее, чем «Другое» из первой строки на листе «Главный», где («Дата 1й курс» равно «Дата 1й курс» этой строки)',
    '"Число" is at least "Другое" of the first row on sheet "Главный", where ("Дата 1й курс" equals "Дата 1й курс" of this row)',
  ],
  [
    'main',
    {
      assert: {
        and: [
          { or: [{ '>': [v('day'), '2023-05-09'] }, { in: [v('subject'), ['none', 'math']] }] },
          { between: [v('other'), 0.5, 9] },
        ],
      },
    },
    '(«Дата 1й курс» позже, чем 09.05.2023 или «Предмет» – одно из («ОО не участвует»; «Математика»)) и «Другое» в пределах от 0,5 до 9',
    '("Дата 1й курс" is after 09.05.2023 or "Предмет" is one of ("takes no part"; "Математика")) and "Другое" is within 0.5 to 9',
  ],
  [
    'main',
    { assert: { '==': [{ '*': [{ '+': [v('twin1'), v('twin2')] }, 2] }, { '-': [v('num'), 1] }] } },
    '(«Двойник – 1й курс» + «Двойник – 2й курс») × 2 равно «Число» − 1',
    '("Двойник – 1й курс" + "Двойник – 2й курс") × 2 equals "Число" − 1',
  ],
  [
    'main',
    { assert: { '!=': [{ weekday: v('day') }, 7] } },
    'День недели («Дата 1й курс») не воскресенье',
    'The day of the week of ("Дата 1й курс") is not Sunday',
  ],
];

describe('rules as sentences', () => {
  it.each(CASES)('[P1] %s %j', (sheet, rule, ru, en) => {
    expect(sentence(sheet, rule)).toBe(ru);
    expect(sentence(sheet, rule, 'en')).toBe(en);
  });

  it('[P2] say every operator in both languages, without its raw name', () => {
    const raw =
      /count_distinct|sum_filled|days_between|starts_with|missing|coalesce|\$|[{}[\]<>=!%*]|undefined|\bvar\b/;
    fc.assert(
      fc.property(verdict, (logic) => {
        const ru = said(logic, 'ru');
        expect(ru).not.toMatch(raw);
        expect(ru.replace(/«[a-z0-9]+»|"(math|none)"/g, '')).not.toMatch(/[a-z]/);
        expect(said(logic, 'en')).not.toMatch(raw);
      }),
      { numRuns: 1000 },
    );
    expect(Object.values(OPERATORS).flat().length).toBeGreaterThan(30);
  });

  it('[P3] two rules that differ read differently', () => {
    const seen = { ru: new Map<string, string>(), en: new Map<string, string>() };
    fc.assert(
      fc.property(verdict, (logic) => {
        for (const locale of ['ru', 'en'] as const) {
          const text = said(logic, locale);
          const json = JSON.stringify(logic);
          expect(seen[locale].get(text) ?? json).toBe(json);
          seen[locale].set(text, json);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('[P3] a rule changed in one place reads differently', () => {
    fc.assert(
      fc.property(verdict, (logic) => {
        for (const locale of ['ru', 'en'] as const) {
          const text = said(logic, locale);
          for (const other of mutants(logic)) {
            if (JSON.stringify(other) !== JSON.stringify(logic)) {
              expect(said(other, locale), JSON.stringify([logic, other])).not.toBe(text);
            }
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});
