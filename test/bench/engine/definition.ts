/** The form that is measured: one sheet of 12 columns, 20 row rules and 3 aggregate rules. */

const v = (name: string): unknown => ({ var: name });
const rows = v('$rows');

/** Regions and kinds of the lists, by code. */
export const REGIONS = Array.from({ length: 20 }, (_, i) => `r${String(i + 1).padStart(2, '0')}`);
export const KINDS = ['none', 'full', 'evening', 'remote'] as const;
export const LISTS: Readonly<Record<'regions' | 'kinds', readonly string[]>> = {
  regions: REGIONS,
  kinds: KINDS,
};
export const FIRST_DAY = '2026-01-01';
export const LAST_DAY = '2026-12-31';

const takesPart = { '!=': [v('kind'), 'none'] };
const hasPeople = { '>': [v('people'), 0] };
const money = { type: 'number', fractionDigits: 2, min: 0, max: 1_000_000 } as const;
const day = { type: 'date', min: FIRST_DAY, max: LAST_DAY, enabled: hasPeople } as const;

export interface Column {
  readonly id: string;
  readonly title: string;
  readonly type: 'text' | 'choice' | 'integer' | 'number' | 'date' | 'boolean';
  readonly required?: unknown;
  readonly enabled?: unknown;
  readonly list?: 'regions' | 'kinds';
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly fractionDigits?: number;
  readonly min?: number | string;
  readonly max?: number | string;
}

export const COLUMNS: readonly Column[] = [
  {
    id: 'code',
    title: 'Код группы',
    type: 'text',
    pattern: '[A-C]{2}-[0-9]{5}',
    maxLength: 20,
    required: true,
  },
  { id: 'team', title: 'Отделение', type: 'text', maxLength: 10, required: true },
  { id: 'region', title: 'Регион', type: 'choice', list: 'regions', required: true },
  { id: 'kind', title: 'Форма обучения', type: 'choice', list: 'kinds', required: true },
  {
    id: 'people',
    title: 'Обучающихся',
    type: 'integer',
    min: 0,
    max: 9999,
    enabled: takesPart,
    required: true,
  },
  { id: 'girls', title: 'Из них девушек', type: 'integer', min: 0, max: 9999, enabled: hasPeople },
  { id: 'start', title: 'Начало', ...day, required: true },
  { id: 'end', title: 'Конец', ...day, required: { '==': [v('kind'), 'full'] } },
  { id: 'federal', title: 'Из федерального бюджета', ...money, required: takesPart },
  { id: 'local', title: 'Из местного бюджета', ...money },
  { id: 'total', title: 'Всего', ...money, required: { '>': [v('federal'), 0] } },
  { id: 'paid', title: 'Оплачено', type: 'boolean', required: true },
];

export interface RowRule {
  readonly id: string;
  readonly assert: unknown;
  readonly message: string;
  readonly when?: unknown;
  readonly severity?: 'warning';
}

/** The 20 rules of a row, in JsonLogic with the engine's own operators. */
export const ROW_RULES: readonly RowRule[] = [
  { id: 'girls', assert: { '<=': [v('girls'), v('people')] }, message: 'Девушек больше, чем обучающихся.' },
  {
    id: 'total',
    assert: { '==': [{ '+': [v('federal'), v('local')] }, v('total')] },
    message: 'Всего не равно сумме бюджетов.',
  },
  { id: 'order', assert: { '>=': [v('end'), v('start')] }, message: 'Конец раньше начала.' },
  {
    id: 'days',
    assert: { '<=': [{ days_between: [v('start'), v('end')] }, 200] },
    message: 'Дольше 200 дней.',
  },
  { id: 'weekday', assert: { '<=': [{ weekday: [v('start')] }, 5] }, message: 'Начало в выходной.' },
  {
    id: 'norm',
    assert: { between: [v('total'), { '*': [v('people'), 10] }, { '*': [v('people'), 1000] }] },
    message: 'Всего не в пределах нормы на обучающегося.',
  },
  {
    id: 'usual',
    assert: { near: [v('total'), { '*': [v('people'), 100] }, 50_000] },
    message: 'Всего необычно для такого числа обучающихся.',
    severity: 'warning',
  },
  {
    id: 'size',
    assert: {
      if: [{ '==': [v('kind'), 'remote'] }, { '<=': [v('people'), 50] }, { '<=': [v('people'), 300] }],
    },
    message: 'Группа больше, чем допускает форма обучения.',
  },
  {
    id: 'remote',
    assert: { or: [{ in: [v('kind'), ['full', 'evening']] }, { '<=': [v('local'), 4000] }] },
    message: 'Местный бюджет не оплачивает такую форму обучения.',
  },
  {
    id: 'north',
    assert: { if: [{ in: [v('region'), ['r01', 'r02', 'r03']] }, { '<=': [v('federal'), 70_000] }, true] },
    message: 'Федерального бюджета больше, чем положено региону.',
  },
  {
    id: 'unpaid',
    assert: { or: [v('paid'), { '<': [v('total'), 60_000] }] },
    message: 'Такая сумма не может быть не оплачена.',
  },
  {
    id: 'funded',
    assert: { or: [{ '==': [v('people'), 0] }, { '>': [v('federal'), 0] }] },
    message: 'Есть обучающиеся, но нет федерального бюджета.',
  },
  {
    id: 'series',
    assert: { in: [{ substr: [v('code'), 0, 2] }, ['AA', 'AB', 'BC']] },
    message: 'Код «{code}» не той серии.',
  },
  {
    id: 'part',
    assert: { '<=': [v('local'), { '*': [v('federal'), 0.75] }] },
    message: 'Местного бюджета больше трёх четвертей федерального.',
  },
  {
    id: 'largest',
    assert: { '<=': [{ max: [v('federal'), v('local')] }, v('total')] },
    message: 'Всего меньше одного из бюджетов.',
  },
  { id: 'fives', assert: { '==': [{ '%': [v('people'), 5] }, 0] }, message: 'Группы составляют из пятёрок.' },
  {
    id: 'gap',
    assert: { '<': [{ abs: [{ '-': [v('federal'), v('local')] }] }, 90_000] },
    message: 'Бюджеты расходятся слишком сильно.',
  },
  { id: 'bounds', assert: { '<': [10, v('total'), 150_000] }, message: 'Всего не в допустимых пределах.' },
  {
    id: 'season',
    when: { '==': [v('kind'), 'full'] },
    assert: { '>=': [v('end'), '2026-02-01'] },
    message: 'Очная группа не может закончить до февраля.',
  },
  {
    id: 'evening',
    assert: { if: [{ '==': [v('kind'), 'evening'] }, { '>=': [v('start'), '2026-02-01'] }, true] },
    message: 'Вечерние группы начинают с февраля.',
  },
];

/** The aggregate rules of groups; the third is the key of the sheet. */
const GROUP_RULES = [
  {
    id: 'dates',
    each: 'group',
    groupBy: ['team'],
    assert: { '<=': [{ count_distinct: [rows, v('start')] }, 5] },
    message: 'В отделении «{team}» больше пяти дней начала.',
    highlight: ['start'],
  },
  {
    id: 'share',
    each: 'group',
    groupBy: ['region'],
    assert: {
      '<=': [
        { '*': [{ sum: [{ filter: [rows, { '==': [v('kind'), 'remote'] }] }, v('people')] }, 100] },
        { '*': [{ sum: [rows, v('people')] }, 60] },
      ],
    },
    message: 'В регионе больше 60 % учатся дистанционно.',
    highlight: ['people'],
  },
] as const;

const codes = (values: readonly string[]) => values.map((value) => ({ value, label: `Код ${value}` }));

/** The definition as an author would have written it: plain JSON. */
export const definitionJson = (): unknown => ({
  format: 1,
  id: 'bench',
  version: 1,
  title: 'Учебные группы',
  lists: { regions: codes(LISTS.regions), kinds: codes(LISTS.kinds) },
  sheets: [
    {
      id: 'groups',
      title: 'Группы',
      rows: { kind: 'open', min: 0, max: 10_000 },
      key: ['code'],
      columns: COLUMNS,
      rules: [...ROW_RULES, ...GROUP_RULES],
    },
  ],
});
