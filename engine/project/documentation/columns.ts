import type { ColumnTypeName, CompiledColumn, CompiledForm, CompiledSheet } from '../../compile/types';
import { localize } from '../../diagnostics/localize';
import type { Locale } from '../../types';
import { encodeCell } from '../../values';
import { columnToSentences, type ColumnSentences } from '../sentences/rule-to-sentence';
import { code, inline, table } from './markdown';

type Pair = readonly [ru: string, en: string];

const TYPES: Readonly<Record<ColumnTypeName, Pair>> = {
  text: ['текст', 'text'],
  integer: ['целое число', 'whole number'],
  number: ['число', 'number'],
  date: ['дата', 'date'],
  boolean: ['да или нет', 'yes or no'],
  choice: ['одно из списка', 'one of a list'],
  choices: ['несколько из списка', 'several of a list'],
};

const FORMATS: Readonly<Record<string, Pair>> = {
  inn: ['ИНН с верными контрольными цифрами', 'INN with right control digits'],
  kpp: ['КПП', 'KPP'],
  ogrn: ['ОГРН или ОГРНИП с верной контрольной цифрой', 'OGRN or OGRNIP with a right control digit'],
  snils: ['СНИЛС с верными контрольными цифрами', 'SNILS with right control digits'],
  email: ['адрес электронной почты', 'e-mail address'],
  phone: ['телефон', 'phone number'],
};

const TOTALS: Readonly<Record<NonNullable<CompiledColumn['total']>, Pair>> = {
  sum: ['сумма', 'sum'],
  count: ['число заполненных', 'number of filled'],
  avg: ['среднее', 'average'],
  lowest: ['наименьшее', 'lowest'],
  highest: ['наибольшее', 'highest'],
};

/** Longer lists are shortened in place and given whole in the appendix. */
const MOST_IN_PLACE = 8;
const SHOWN_IN_PLACE = 3;

export const isLong = (list: { readonly codes: readonly unknown[] }): boolean =>
  list.codes.length > MOST_IN_PLACE;

const pick = ([ru, en]: Pair, locale: Locale): string => (locale === 'ru' ? ru : en);

/** One line a column: what to enter, when it must be, the hint. */
export function columnTable(form: CompiledForm, sheet: CompiledSheet, locale: Locale): string {
  const heads =
    locale === 'ru'
      ? ['Столбец', 'Что вводить', 'Обязательно', 'Подсказка']
      : ['Column', 'What to enter', 'Required', 'Hint'];
  const lines = sheet.columns.map((column) => {
    const said = columnToSentences(form, column, locale);
    const group = column.group === undefined ? '' : `${inline(localize(column.group, locale))}: `;
    return [
      `${group}${inline(localize(column.title, locale))}`,
      whatToEnter(form, column, said, locale),
      need(column, said, locale),
      inline(localize(column.hint, locale)),
    ];
  });
  return table(heads, lines);
}

function whatToEnter(
  form: CompiledForm,
  column: CompiledColumn,
  said: ColumnSentences,
  locale: Locale,
): string {
  const parts = [kindText(form, column, locale), ...boundTexts(column, locale)];
  const whole = parts.filter((part) => part !== '').join(', ');
  return [whole, ...logicTexts(column, said, locale)].join('; ');
}

function kindText(form: CompiledForm, column: CompiledColumn, locale: Locale): string {
  const { format, list, listSource } = column;
  const known = format === undefined ? undefined : FORMATS[format];
  if (known) return pick(known, locale);
  const kind = pick(TYPES[column.type], locale);
  if (listSource) {
    const sheet = form.sheetById.get(listSource.sheet);
    const source = sheet?.columnById.get(listSource.column);
    const [of, on] = [localize(source?.title, locale), localize(sheet?.title, locale)].map(inline);
    return locale === 'ru'
      ? `${kind}: значения столбца «${of ?? ''}» листа «${on ?? ''}»`
      : `${kind}: the values of column "${of ?? ''}" of sheet "${on ?? ''}"`;
  }
  return list ? `${kind}: ${listText(list, locale)}` : kind;
}

function listText(list: NonNullable<CompiledColumn['list']>, locale: Locale): string {
  const labels = list.codes.map(({ label }) => inline(localize(label, locale)));
  if (labels.length === 0) return code(list.id);
  if (!isLong(list)) return labels.join(' / ');
  const shown = labels.slice(0, SHOWN_IN_PLACE).join(' / ');
  return locale === 'ru'
    ? `${shown} … (всего ${labels.length}, в приложении ${code(list.id)})`
    : `${shown} … (${labels.length} in all, in appendix ${code(list.id)})`;
}

function boundTexts(column: CompiledColumn, locale: Locale): readonly string[] {
  const say = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  const bound = (value: number | string): string => inline(encodeCell(value, column, locale));
  const { min, max, minLength, maxLength, fractionDigits, pattern } = column;
  return [
    min === undefined ? '' : say(`от ${bound(min)}`, `from ${bound(min)}`),
    max === undefined ? '' : say(`до ${bound(max)}`, `to ${bound(max)}`),
    minLength === undefined ? '' : say(`знаков от ${minLength}`, `at least ${minLength} characters`),
    maxLength === undefined ? '' : say(`знаков до ${maxLength}`, `at most ${maxLength} characters`),
    fractionDigits === undefined
      ? ''
      : say(`после запятой до ${fractionDigits}`, `at most ${fractionDigits} decimals`),
    pattern === undefined ? '' : say(`по образцу ${code(pattern)}`, `of pattern ${code(pattern)}`),
  ];
}

function logicTexts(column: CompiledColumn, said: ColumnSentences, locale: Locale): readonly string[] {
  const say = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  const { value, enabled, prefill, filter } = said;
  return [
    value === undefined ? '' : say(`вычисляется: ${inline(value)}`, `computed: ${inline(value)}`),
    column.readOnly && value === undefined ? say('не меняется', 'cannot be changed') : '',
    column.enabled === false ? say('никогда не доступно', 'never enabled') : '',
    enabled === undefined ? '' : say(`доступно, если ${inline(enabled)}`, `enabled if ${inline(enabled)}`),
    filter === undefined ? '' : say(`только коды: ${inline(filter)}`, `only codes: ${inline(filter)}`),
    prefill === undefined
      ? ''
      : say(`сначала стоит: ${inline(prefill)}`, `filled at first with: ${inline(prefill)}`),
    column.total === undefined
      ? ''
      : say(`итог под столбцом: ${TOTALS[column.total][0]}`, `total below: ${TOTALS[column.total][1]}`),
  ].filter((part) => part !== '');
}

function need(column: CompiledColumn, { required, enabled }: ColumnSentences, locale: Locale): string {
  const say = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  if (column.value !== undefined) return '';
  if (required !== undefined) return say(`если ${inline(required)}`, `if ${inline(required)}`);
  if (column.required !== true) return '';
  return enabled === undefined ? say('да', 'yes') : say('да, когда доступно', 'yes, when enabled');
}
