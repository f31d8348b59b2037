/** What is said about a change between two versions of a form: to those who decide whether to publish it. */
import type { Locale } from '../types';

/** Safe: every answer stays as good as it was. Tightens: answers stay, but may have new findings. Loses: values find no place. */
export type ChangeEffect = 'safe' | 'tightens' | 'loses';

const texts = {
  text_changed: ['Изменён текст: {name}.', 'A text has changed: {name}.'],
  setting_changed: ['Изменено свойство «{name}».', 'The property "{name}" has changed.'],
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
    'Тип столбца «{name}»: был {from}, стал {to}.',
    'The type of the column "{name}" was {from} and is {to}.',
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
    'Граница «{property}» столбца «{name}»: была {from}, стала {to}.',
    'The bound "{property}" of the column "{name}" was {from} and is {to}.',
  ],
  pattern_changed: [
    'Изменён вид записи («{property}») столбца «{name}».',
    'How the column "{name}" is written ("{property}") has changed.',
  ],
  choices_changed: [
    'Изменён выбор («{property}») столбца «{name}».',
    'What the column "{name}" offers ("{property}") has changed.',
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
    'Изменено число или вид строк листа «{name}».',
    'The number or kind of rows of the sheet "{name}" has changed.',
  ],
  key_changed: ['Изменён ключ листа «{name}».', 'The key of the sheet "{name}" has changed.'],
  cells_changed: [
    'Изменены отдельные ячейки листа «{name}».',
    'Single cells of the sheet "{name}" have changed.',
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
  rule_changed: ['Изменено правило «{name}».', 'The rule "{name}" has changed.'],
} as const satisfies Readonly<Record<string, readonly [ru: string, en: string]>>;

export type ChangeKind = keyof typeof texts;

/** The sentence for people that a change carries. */
export function changeMessage(
  kind: ChangeKind,
  params: Readonly<Record<string, string>>,
  locale: Locale,
): string {
  const text = texts[kind][locale === 'ru' ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? (params[name] ?? '') : whole,
  );
}
