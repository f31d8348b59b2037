/** A made-up definition that uses everything the language has, for tests that damage it. */
const v = (name: string): unknown => ({ var: name });
const rows = v('$rows');
const staff = v('$sheets.staff');

const COLUMNS = [
  { id: 'subject', title: { ru: 'Предмет', en: 'Subject' }, type: 'choice', list: 'subjects', required: true },
  { id: 'person', title: 'Кто', type: 'choice', list: { sheet: 'staff', column: 'name' } },
  { id: 'marks', title: 'Метки', type: 'choices', list: 'subjects', filter: { '==': [v('$code.attributes.hard'), true] } },
  { id: 'n', was: 'count', title: 'Число', type: 'integer', min: 0, max: 9999, total: 'sum', required: { '!=': [v('subject'), 'none'] } },
  { id: 'price', title: 'Цена', type: 'number', fractionDigits: 2, enabled: { '>': [v('n'), 0] }, prefill: 1.5 },
  { id: 'cost', title: 'Стоимость', type: 'number', fractionDigits: 2, max: 1e6, value: { round: [{ '*': [v('n'), v('price')] }, 2] } },
  { id: 'share', title: 'Доля', type: 'number', fractionDigits: 3, value: { '/': [v('cost'), { sum: [rows, v('cost')] }] } },
  { id: 'from', title: 'С', group: 'Срок', type: 'date', min: '2023-01-01', max: '2023-12-31' },
  { id: 'to', title: 'По', group: 'Срок', type: 'date', required: { '!': { blank: v('from') } } },
  { id: 'ok', title: 'Да?', type: 'boolean', enabled: { some: [staff, { '==': [v('name'), v('$row.person')] }] } },
  { id: 'code', title: 'Шифр', type: 'text', pattern: '[A-Z]{2}-\\d+(\\.\\d+)?', maxLength: 20, hint: 'AB-1.2' },
  { id: 'mail', title: 'Почта', type: 'text', format: 'email' },
]; // prettier-ignore

const RULES = [
  { id: 'order', assert: { '<=': [v('from'), v('to')] }, message: '{from} позже {to}', highlight: ['from', 'to'] },
  { id: 'days', each: 'group', groupBy: ['subject'], assert: { '<=': [{ count_distinct: [rows, v('from')] }, 5] }, message: 'По «{subject}» дней: {days}', params: { days: { count_distinct: [rows, v('from')] } } },
  { id: 'alone', severity: 'warning', justify: true, assert: { '==': [{ count: [rows, { '==': [v('code'), v('$row.code')] }] }, 1] }, message: '{code}' },
  { id: 'known', when: { '!': [{ blank: [v('person')] }] }, assert: { '>': [{ lookup: [staff, { '==': [v('name'), v('$row.person')] }, v('age')] }, 17] }, message: '!' },
  { id: 'sums', each: 'sheet', assert: { near: [{ sum: [rows, v('cost')] }, { cell: ['table', '03', 'a'] }, 0.5] }, message: '!' },
  { id: 'walk', each: 'sheet', assert: { '<': [{ reduce: [rows, { '+': [v('accumulator'), { coalesce: [v('current.n'), 0] }] }, 0] }, 1000] }, message: '!' },
  { id: 'texts', assert: { or: [{ starts_with: [v('code'), 'AB'] }, { in: [{ substr: [v('code'), 0, 2] }, ['XY', 'ZZ']] }, { '<': [{ length: [v('code')] }, 3] }, { in: [v('subject'), v('marks')] }] }, message: '!' },
  { id: 'time', assert: { if: [{ '>': [{ days_between: [v('from'), v('$today')] }, 7] }, { between: [{ weekday: v('from') }, 1, 5] }, { '>=': [{ year: v('to') }, 2023] }] }, message: '!' },
  { id: 'gaps', assert: { '!': [{ missing: ['n', 'price'] }] }, message: '{cost}' },
  { id: 'filled', assert: { '<=': [{ min: [{ abs: [v('n')] }, { sum_filled: [v('price'), v('n')] }] }, { '%': [v('n'), 7] }] }, message: '!' },
  { id: 'before', assert: { '<=': [v('n'), { '*': [{ lookup: [v('$previous.main'), { '==': [v('subject'), v('$row.subject')] }, v('n')] }, 2] }] }, message: '!' },
]; // prettier-ignore

export const RICH_FORM: unknown = {
  format: 1,
  id: 'rich',
  version: 2,
  title: { ru: 'Всё', en: 'Everything' },
  hint: 'Подсказка',
  excelTemplate: true,
  previous: { form: 'rich', version: 1 },
  lists: {
    subjects: [
      { value: 'none', label: 'Не участвует', attributes: { hard: false, level: 0 } },
      { value: 'math', label: { ru: 'Математика', en: 'Maths' }, attributes: { hard: true, level: 2 } },
      { value: '38.02.01', was: '38.02', label: 'Экономика', attributes: { hard: true, level: 1 } },
    ],
    shared: { codeList: 'regions' },
  },
  sheets: [
    {
      id: 'main',
      was: 'paper',
      title: 'Главный',
      hint: 'Подсказка',
      rows: { kind: 'open', min: 1, max: 500 },
      key: ['subject', 'from'],
      columns: COLUMNS,
      rules: RULES,
    },
    {
      id: 'staff',
      title: 'Люди',
      columns: [
        { id: 'name', title: 'Имя', type: 'text', minLength: 2 },
        { id: 'age', title: 'Лет', type: 'integer', total: 'avg' },
        { id: 'region', title: 'Регион', type: 'choice', list: 'shared' },
      ],
    },
    {
      id: 'table',
      title: 'Таблица',
      rows: {
        kind: 'fixed',
        items: [
          { id: '01', title: 'Раз', cells: { unit: 'чел.' } },
          { id: '02', title: 'Два', cells: { unit: 'ед.' } },
          { id: '03', was: '3', title: 'Всего', cells: { unit: 'ед.', b: 4 } },
        ],
      },
      columns: [
        { id: 'unit', title: 'Ед.', type: 'text' },
        { id: 'a', title: 'А', type: 'integer' },
        { id: 'b', title: 'Б', type: 'integer', readOnly: false },
      ],
      cells: [{ row: '01', column: 'a', hint: '!', required: true, readOnly: false }],
      rules: [
        {
          id: 'total',
          each: 'column',
          columns: ['a', 'b'],
          assert: { '==': [{ cell: ['03', '$column'] }, { '+': [{ cell: ['01', '$column'] }, { cell: ['02', '$column'] }] }] },
          message: '{$column}',
          highlight: [{ row: '03', column: 'a' }],
        },
      ], // prettier-ignore
    },
    {
      id: 'codes',
      title: 'По кодам',
      rows: { kind: 'perCode', list: 'subjects', column: 'subject' },
      columns: [
        { id: 'subject', title: 'Предмет', type: 'choice', list: 'subjects' },
        { id: 'x', title: 'X', type: 'number', total: 'highest', value: { sum: [{ filter: [v('$sheets.main'), { '==': [v('subject'), v('$row.subject')] }] }, v('n')] } },
      ], // prettier-ignore
    },
  ],
  rules: [
    { id: 'all', severity: 'warning', assert: { '<=': [{ count: [staff] }, { count: [v('$sheets.main')] }] }, message: '{n}', params: { n: { count: [staff] } } },
    { id: 'who', assert: { or: [{ '==': [v('$org.kind'), 'spo'] }, { '<': [v('$today'), v('$collection.closesAt')] }] }, message: '!' },
  ], // prettier-ignore
};
