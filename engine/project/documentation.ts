import type {
  ColumnTypeName,
  CompiledColumn,
  CompiledForm,
  CompiledRule,
  CompiledSheet,
} from '../compile/types';
import { localize } from '../diagnostics/localize';
import type { Locale } from '../types';
import { encodeCell } from '../values';

const TYPES: Readonly<Record<ColumnTypeName, readonly [ru: string, en: string]>> = {
  text: ['текст', 'text'],
  integer: ['целое число', 'whole number'],
  number: ['число', 'number'],
  date: ['дата', 'date'],
  boolean: ['да или нет', 'yes or no'],
  choice: ['одно из списка', 'one of a list'],
  choices: ['несколько из списка', 'several of a list'],
};

/** A form for people who will fill it, in Markdown: sheets, columns, rules in the words of their messages, lists. */
export function toDocumentation(form: CompiledForm, locale: Locale = 'ru'): string {
  const say = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  const rules = form.rules.map((rule) => ruleLine(rule, locale));
  return [
    `# ${inline(localize(form.title, locale))}`,
    say(`Форма \`${form.id}\`, версия ${form.version}.`, `Form \`${form.id}\`, version ${form.version}.`),
    ...form.sheets.flatMap((sheet) => sheetPart(sheet, locale)),
    ...(rules.length === 0 ? [] : [say('## Правила формы', '## Rules of the form'), rules.join('\n')]),
    ...listParts(form, locale),
    '',
  ].join('\n\n');
}

function sheetPart(sheet: CompiledSheet, locale: Locale): readonly string[] {
  const say = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  const heads = say(
    'Столбец | Что вводить | Обязательно | Подсказка',
    'Column | What to enter | Required | Hint',
  );
  const lines = sheet.columns.map((column) => {
    const cells = [
      inline(localize(column.title, locale)),
      kindOf(column, locale),
      need(column, locale),
      inline(localize(column.hint, locale)),
    ];
    return `| ${cells.map(inCell).join(' | ')} |`;
  });
  const rules = sheet.rules.filter((rule, i) => sheet.rules[i - 1]?.id !== rule.id);
  return [
    `## ${inline(localize(sheet.title, locale))}`,
    ...(sheet.hint === undefined ? [] : [inline(localize(sheet.hint, locale))]),
    rowsLine(sheet, locale),
    [`| ${heads} |`, '| --- | --- | --- | --- |', ...lines].join('\n'),
    ...(rules.length === 0
      ? []
      : [say('### Проверки', '### Checks'), rules.map((rule) => ruleLine(rule, locale)).join('\n')]),
  ];
}

function rowsLine({ rows, key }: CompiledSheet, locale: Locale): string {
  const say = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  const count =
    rows.kind === 'open'
      ? say(`Строк: от ${rows.min} до ${rows.max}.`, `Rows: ${rows.min} to ${rows.max}.`)
      : say(`Строки заданы: ${rows.items.length}.`, `Given rows: ${rows.items.length}.`);
  if (key.length === 0) return count;
  const titles = key
    .map((column) => inline(localize(column.title, locale)))
    .map((title) => say(`«${title}»`, `"${title}"`))
    .join(', ');
  return `${count} ${say(`Не должны повторяться вместе: ${titles}.`, `Must not repeat together: ${titles}.`)}`;
}

function kindOf(column: CompiledColumn, locale: Locale): string {
  const say = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  const bound = (value: number | string): string => encodeCell(value, column, locale);
  const parts = [
    TYPES[column.type][locale === 'ru' ? 0 : 1],
    column.list && `\`${column.list.id}\``,
    column.min !== undefined && say(`от ${bound(column.min)}`, `from ${bound(column.min)}`),
    column.max !== undefined && say(`до ${bound(column.max)}`, `to ${bound(column.max)}`),
    column.minLength !== undefined &&
      say(`знаков от ${column.minLength}`, `at least ${column.minLength} characters`),
    column.maxLength !== undefined &&
      say(`знаков до ${column.maxLength}`, `at most ${column.maxLength} characters`),
    column.fractionDigits !== undefined &&
      say(`после запятой до ${column.fractionDigits}`, `${column.fractionDigits} decimals`),
    column.format?.toUpperCase(),
    column.value !== undefined && say('вычисляется', 'computed'),
    column.enabled !== true && say('не всегда доступно', 'not always enabled'),
  ];
  return parts.filter((part) => typeof part === 'string').join(', ');
}

function need(column: CompiledColumn, locale: Locale): string {
  const say = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  if (column.required === false || column.value !== undefined) return '';
  return column.required === true && column.enabled === true
    ? say('да', 'yes')
    : say('при условии', 'on a condition');
}

function ruleLine(rule: CompiledRule, locale: Locale): string {
  const say = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  const kind =
    rule.severity === 'error'
      ? say('Ошибка', 'Error')
      : rule.justify
        ? say('Предупреждение, нужно пояснение', 'Warning to be explained')
        : say('Предупреждение', 'Warning');
  return `- **${kind}** (\`${rule.id}\`): ${inline(localize(rule.message, locale))}`;
}

function listParts(form: CompiledForm, locale: Locale): readonly string[] {
  if (form.lists.size === 0) return [];
  return [
    locale === 'ru' ? '## Списки' : '## Lists',
    ...[...form.lists.values()].flatMap((list) => [
      `### \`${list.id}\``,
      list.codes
        .map(({ value, label }) => `- \`${value.replaceAll('`', "'")}\` – ${inline(localize(label, locale))}`)
        .join('\n'),
    ]),
  ];
}

/** Text on one line that Markdown leaves as it is. */
const inline = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#]/g, '\\$&');

const inCell = (text: string): string => text.replaceAll('|', '\\|');
