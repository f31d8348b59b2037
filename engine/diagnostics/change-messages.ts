/** What is said about a change between two versions of a form: to those who decide whether to publish it. */
import type { Locale } from '../types';

/** Safe: every answer stays as good as it was. Tightens: answers stay, but may have new findings. Loses: values find no place. */
export type ChangeEffect = 'safe' | 'tightens' | 'loses';

const texts = {
  text_changed: ['Изменён текст: {name}.', 'A text has changed: {name}.'],
  setting_changed: [
    'Изменено свойство формы: {property}.',
    'A property of the form has changed: {property}.',
  ],
  property_changed: [
    'Столбец «{name}»: изменено свойство: {property}.',
    'The column "{name}": a property has changed: {property}.',
  ],
  order_changed: ['Изменён порядок: {name}.', 'The order has changed: {name}.'],
  sheet_added: ['Добавлен лист «{name}».', 'The sheet "{name}" was added.'],
  sheet_removed: [
    'Удалён лист «{name}»: его значения не переносятся.',
    'The sheet "{name}" was removed: its values find no place.',
  ],
  sheet_renamed: ['Лист «{from}» переименован в «{name}».', 'The sheet "{from}" was renamed to "{name}".'],
  column_added: ['Добавлен столбец «{name}».', 'The column "{name}" was added.'],
  column_removed: [
    'Удалён столбец «{name}»: его значения не переносятся.',
    'The column "{name}" was removed: its values find no place.',
  ],
  column_renamed: [
    'Столбец «{from}» переименован в «{name}».',
    'The column "{from}" was renamed to "{name}".',
  ],
  type_changed: [
    'Столбец «{name}»: был тип «{fromType}», стал «{toType}».',
    'The column "{name}": the type was "{fromType}" and is "{toType}".',
  ],
  required_changed: [
    'Изменена обязательность столбца «{name}».',
    'Whether the column "{name}" is required has changed.',
  ],
  enabled_changed: [
    'Изменена доступность столбца «{name}».',
    'When the column "{name}" is enabled has changed.',
  ],
  bound_changed: [
    'Столбец «{name}»: {property}: было {from}, стало {to}.',
    'The column "{name}": {property}: was {from} and is {to}.',
  ],
  pattern_changed: [
    'Столбец «{name}»: изменён вид записи: {property}.',
    'The column "{name}": how it is written has changed: {property}.',
  ],
  choices_changed: [
    'Столбец «{name}»: изменено, из чего выбирают: {property}.',
    'The column "{name}": what it offers has changed: {property}.',
  ],
  value_changed: [
    'Изменено вычисление столбца «{name}».',
    'How the column "{name}" is computed has changed.',
  ],
  value_added: [
    'Столбец «{name}» теперь вычисляется: введённые значения не переносятся.',
    'The column "{name}" is computed now: entered values find no place.',
  ],
  value_removed: ['Столбец «{name}» больше не вычисляется.', 'The column "{name}" is no longer computed.'],
  row_added: ['Добавлена строка «{name}».', 'The row "{name}" was added.'],
  row_removed: [
    'Удалена строка «{name}»: её значения не переносятся.',
    'The row "{name}" was removed: its values find no place.',
  ],
  row_renamed: ['Строка «{from}» переименована в «{name}».', 'The row "{from}" was renamed to "{name}".'],
  rows_changed: [
    'Лист «{name}»: строки заданы иначе: {property}.',
    'The sheet "{name}": its rows are given otherwise: {property}.',
  ],
  row_count_changed: [
    'Лист «{name}»: {property} строк: было {from}, стало {to}.',
    'The sheet "{name}": {property} of rows: was {from} and is {to}.',
  ],
  key_changed: ['Изменён ключ листа «{name}».', 'The key of the sheet "{name}" has changed.'],
  cells_changed: [
    'Лист «{name}», строка «{row}»: изменено заполненное формой.',
    'The sheet "{name}", row "{row}": what the form gives has changed.',
  ],
  cell_added: [
    'Лист «{name}», строка «{row}», столбец «{column}»: у ячейки теперь свои свойства.',
    'The sheet "{name}", row "{row}", column "{column}": the cell has properties of its own now.',
  ],
  cell_removed: [
    'Лист «{name}», строка «{row}», столбец «{column}»: у ячейки больше нет своих свойств.',
    'The sheet "{name}", row "{row}", column "{column}": the cell has no properties of its own any more.',
  ],
  cell_changed: [
    'Лист «{name}», строка «{row}», столбец «{column}»: изменено свойство ячейки: {property}.',
    'The sheet "{name}", row "{row}", column "{column}": a property of the cell has changed: {property}.',
  ],
  list_added: ['Добавлен список «{name}».', 'The list "{name}" was added.'],
  list_removed: ['Удалён список «{name}».', 'The list "{name}" was removed.'],
  list_changed: ['Список «{name}» берётся из другого места.', 'The list "{name}" comes from elsewhere.'],
  code_added: [
    'В список «{list}» добавлен код «{name}».',
    'The code "{name}" was added to the list "{list}".',
  ],
  code_removed: [
    'Из списка «{list}» удалён код «{name}».',
    'The code "{name}" was removed from the list "{list}".',
  ],
  code_renamed: [
    'В списке «{list}» код «{from}» стал «{name}».',
    'In the list "{list}" the code "{from}" became "{name}".',
  ],
  code_changed: [
    'В списке «{list}» изменены признаки кода «{name}».',
    'In the list "{list}" attributes of the code "{name}" have changed.',
  ],
  rule_added: ['Добавлено правило «{name}».', 'The rule "{name}" was added.'],
  rule_removed: ['Удалено правило «{name}».', 'The rule "{name}" was removed.'],
  rule_changed: ['Правило «{name}»: изменено: {property}.', 'The rule "{name}" has changed: {property}.'],
} as const satisfies Readonly<Record<string, readonly [ru: string, en: string]>>;

export type ChangeKind = keyof typeof texts;

/** What properties and types are called in sentences. */
const words: Readonly<Record<string, readonly [ru: string, en: string]>> = {
  id: ['идентификатор', 'id'],
  excelTemplate: ['шаблон Excel', 'Excel template'],
  previous: ['предыдущая форма', 'previous form'],
  width: ['ширина', 'width'],
  total: ['итог', 'total'],
  prefill: ['первое значение', 'first value'],
  readOnly: ['только чтение', 'read-only'],
  required: ['обязательность', 'required'],
  hint: ['подсказка', 'hint'],
  min: ['минимум', 'minimum'],
  max: ['максимум', 'maximum'],
  minLength: ['наименьшая длина', 'least length'],
  maxLength: ['наибольшая длина', 'greatest length'],
  fractionDigits: ['знаков после запятой', 'fraction digits'],
  pattern: ['образец', 'pattern'],
  format: ['формат', 'format'],
  list: ['список', 'list'],
  filter: ['отбор', 'filter'],
  kind: ['вид', 'kind'],
  column: ['столбец', 'column'],
  severity: ['строгость', 'severity'],
  justify: ['пояснение', 'explanation'],
  each: ['к чему применяется', 'what it judges'],
  groupBy: ['группировка', 'grouping'],
  columns: ['столбцы', 'columns'],
  when: ['когда проверяется', 'when it judges'],
  assert: ['условие', 'condition'],
  message: ['сообщение', 'message'],
  params: ['значения в сообщении', 'values in the message'],
  highlight: ['выделяемые ячейки', 'highlighted cells'],
  text: ['текст', 'text'],
  integer: ['целое число', 'integer'],
  number: ['число', 'number'],
  date: ['дата', 'date'],
  boolean: ['Да/Нет', 'Yes/No'],
  choice: ['выбор', 'choice'],
  choices: ['выбор нескольких', 'several choices'],
};

const WORDS_IN: ReadonlySet<string> = new Set(['property', 'fromType', 'toType']);

/** The sentence for people that a change carries. */
export function changeMessage(
  kind: ChangeKind,
  params: Readonly<Record<string, string>>,
  locale: Locale,
): string {
  const language = locale === 'ru' ? 0 : 1;
  return texts[kind][language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (!Object.hasOwn(params, name)) return whole;
    const value = params[name] ?? '';
    return WORDS_IN.has(name) ? (words[value]?.[language] ?? value) : value;
  });
}
