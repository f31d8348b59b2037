import type { Locale } from '../../types';

/** Everything that a workbook says itself. */
export interface TemplateWords {
  readonly checks: string;
  readonly lists: string;
  readonly calculations: string;
  readonly remarks: string;
  readonly row: string;
  readonly yes: string;
  readonly no: string;
  readonly required: string;
  readonly requiredSometimes: string;
  readonly computed: string;
  readonly computedLater: string;
  readonly readOnly: string;
  readonly several: string;
  readonly fromList: string;
  readonly notInList: string;
  readonly notNumber: string;
  readonly notWhole: string;
  readonly notDate: string;
  readonly length: (min: number | null, max: number | null) => string;
  readonly between: (low: string | null, high: string | null) => string;
  readonly requiredCheck: string;
  readonly valuesCheck: string;
  readonly keyCheck: (columns: string) => string;
  readonly rowsCheck: (min: number, max: number) => string;
  readonly checksTitle: string;
  readonly checksAbout: string;
  readonly today: string;
  readonly checkHeadings: readonly [
    sheet: string,
    demand: string,
    state: string,
    count: string,
    row: string,
    go: string,
  ];
  readonly wholeForm: string;
  readonly fine: string;
  readonly error: string;
  readonly warning: string;
  readonly onUpload: string;
  readonly go: string;
  readonly uncounted: (sheet: string, lastRow: number) => string;
  readonly summary: (errors: string, warnings: string) => string;
  readonly missingRemark: string;
  readonly valueRemark: string;
  readonly keyRemark: string;
}

const range =
  (from: string, to: string) =>
  (low: string | null, high: string | null): string =>
    low !== null && high !== null
      ? ` ${from} ${low} ${to} ${high}`
      : low !== null
        ? ` ${from} ${low}`
        : high !== null
          ? ` ${to} ${high}`
          : '';

const numbers = (min: number | null, max: number | null): readonly [string | null, string | null] => [
  min === null ? null : String(min),
  max === null ? null : String(max),
];

const ru: TemplateWords = {
  checks: 'Проверка',
  lists: 'Списки',
  calculations: 'Расчёт',
  remarks: 'Замечания',
  row: 'Строка',
  yes: 'Да',
  no: 'Нет',
  required: 'Заполните обязательно.',
  requiredSometimes: 'Бывает обязательным: пустая обязательная ячейка окрашена.',
  computed: 'Вычисляется сама, менять нельзя.',
  computedLater: 'Вычисляется при загрузке, менять нельзя.',
  readOnly: 'Заполнено организатором, менять нельзя.',
  several: 'Можно выбрать несколько: перечислите через точку с запятой.',
  fromList: 'Выберите из списка.',
  notInList: 'Такого значения в списке нет. Выберите значение из списка.',
  notNumber: 'Введите число',
  notWhole: 'Введите целое число',
  notDate: 'Введите дату вида 31.12.2026',
  length: (min, max) => `Введите текст длиной${range('от', 'до')(...numbers(min, max))} знаков.`,
  between: range('от', 'до'),
  requiredCheck: 'Обязательные ячейки заполнены',
  valuesCheck: 'Значения читаются, есть в списках и не выходят за границы',
  keyCheck: (columns) => `Нет строк, одинаковых в столбцах: ${columns}`,
  rowsCheck: (min, max) => `Строк не меньше ${min} и не больше ${max}`,
  checksTitle: 'Проверка',
  checksAbout:
    'Проверяется по мере заполнения. Последнее слово за проверкой при загрузке: она смотрит то же самое и то, что здесь отмечено «Проверит загрузка».',
  today: 'Сегодня',
  checkHeadings: ['Лист', 'Что должно выполняться', 'Состояние', 'Сколько', 'Первая строка', ''],
  wholeForm: 'Вся форма',
  fine: '✓ В порядке',
  error: '✗ Исправьте',
  warning: '! Проверьте',
  onUpload: 'Проверит загрузка',
  go: 'Перейти',
  uncounted: (sheet, lastRow) => `Лист «${sheet}»: строки ниже ${lastRow}-й проверит загрузка. Их сейчас:`,
  summary: (errors, warnings) => `"Ошибок: "&${errors}&", предупреждений: "&${warnings}`,
  missingRemark: 'не заполнены обязательные ячейки',
  valueRemark: 'значение не подходит',
  keyRemark: 'такая строка уже есть',
};

const en: TemplateWords = {
  checks: 'Checks',
  lists: 'Lists',
  calculations: 'Calculations',
  remarks: 'Remarks',
  row: 'Row',
  yes: 'Yes',
  no: 'No',
  required: 'Must be filled.',
  requiredSometimes: 'Must be filled at times: an empty cell that must be filled is coloured.',
  computed: 'Computes itself, cannot be changed.',
  computedLater: 'Computed on upload, cannot be changed.',
  readOnly: 'Filled by the organizer, cannot be changed.',
  several: 'Several may be chosen: separate them with semicolons.',
  fromList: 'Choose from the list.',
  notInList: 'The list has no such value. Choose one from the list.',
  notNumber: 'Enter a number',
  notWhole: 'Enter a whole number',
  notDate: 'Enter a date such as 31.12.2026',
  length: (min, max) => `Enter text of${range('from', 'up to')(...numbers(min, max))} characters.`,
  between: range('from', 'to'),
  requiredCheck: 'Cells that must be filled are filled',
  valuesCheck: 'Values can be read, are in their lists and within their bounds',
  keyCheck: (columns) => `No rows alike in the columns: ${columns}`,
  rowsCheck: (min, max) => `At least ${min} and at most ${max} rows`,
  checksTitle: 'Checks',
  checksAbout:
    'Checked while you fill. The upload has the last word: it looks at the same and at what is marked "On upload" here.',
  today: 'Today',
  checkHeadings: ['Sheet', 'What must hold', 'State', 'How many', 'First row', ''],
  wholeForm: 'The whole form',
  fine: '✓ In order',
  error: '✗ Correct it',
  warning: '! Look again',
  onUpload: 'On upload',
  go: 'Go there',
  uncounted: (sheet, lastRow) =>
    `Sheet "${sheet}": rows below ${lastRow} are checked on upload. Now there are:`,
  summary: (errors, warnings) => `"Errors: "&${errors}&", warnings: "&${warnings}`,
  missingRemark: 'cells that must be filled are empty',
  valueRemark: 'a value does not fit',
  keyRemark: 'there is such a row already',
};

export const templateWords = (locale: Locale): TemplateWords => (locale === 'ru' ? ru : en);
