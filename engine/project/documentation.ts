import type { CompiledForm, CompiledSheet, GivenRow } from '../compile/types';
import { localize } from '../diagnostics/localize';
import type { Locale } from '../types';
import { columnTable, isLong } from './documentation/columns';
import { code, inline, paragraph } from './documentation/markdown';
import { cellList } from './documentation/cells';
import { ruleList } from './documentation/rules';

/**
 * A form for people who will fill it, in Markdown: sheets with their rows, columns and cells in words, rules as sentences, long
 * lists whole in an appendix. Text of the form is shown as it is written, whatever signs it holds.
 */
export function toDocumentation(form: CompiledForm, locale: Locale = 'ru'): string {
  const say = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  const { hint } = form.definition;
  return [
    `# ${inline(localize(form.title, locale))}`,
    say(`Форма \`${form.id}\`, версия ${form.version}.`, `Form \`${form.id}\`, version ${form.version}.`),
    ...(hint === undefined ? [] : [paragraph(localize(hint, locale))]),
    ...form.sheets.flatMap((sheet) => sheetPart(form, sheet, locale)),
    ...(form.rules.length === 0
      ? []
      : [say('## Правила формы', '## Rules of the form'), ruleList(form, form.rules, locale)]),
    ...listParts(form, locale),
    '',
  ].join('\n\n');
}

function sheetPart(form: CompiledForm, sheet: CompiledSheet, locale: Locale): readonly string[] {
  const say = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  const cells = cellList(form, sheet, locale);
  return [
    `## ${inline(localize(sheet.title, locale))}`,
    ...(sheet.hint === undefined ? [] : [paragraph(localize(sheet.hint, locale))]),
    rowsText(form, sheet, locale),
    ...(sheet.key.length === 0 ? [] : [keyText(sheet, locale)]),
    columnTable(form, sheet, locale),
    ...(cells === '' ? [] : [say('### Отдельные ячейки', '### Single cells'), cells]),
    ...(sheet.rules.length === 0
      ? []
      : [say('### Проверки', '### Checks'), ruleList(form, sheet.rules, locale)]),
  ];
}

const MOST_ROWS = 30;

function rowsText(form: CompiledForm, { rows }: CompiledSheet, locale: Locale): string {
  const say = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  switch (rows.kind) {
    case 'open':
      return say(
        `Строки добавляет тот, кто заполняет: от ${rows.min} до ${rows.max}.`,
        `Rows are added by who fills the form: ${rows.min} to ${rows.max}.`,
      );
    case 'perCode':
      return say(
        `По строке на каждый код списка ${code(rows.list)}: ${rows.items.length}.`,
        `One row for each code of list ${code(rows.list)}: ${rows.items.length}.`,
      );
    case 'fixed': {
      const shown = rows.items.slice(0, MOST_ROWS).map((row) => givenRow(row, locale));
      const more = rows.items.length > MOST_ROWS ? ' …' : '';
      return say(
        `Строки заданы (${rows.items.length}): ${shown.join('; ')}${more}.`,
        `Given rows (${rows.items.length}): ${shown.join('; ')}${more}.`,
      );
    }
  }
}

function givenRow({ id, title }: GivenRow, locale: Locale): string {
  const text = inline(localize(title, locale));
  return text === '' ? code(id) : `${code(id)} ${text}`;
}

function keyText({ key }: CompiledSheet, locale: Locale): string {
  const titles = key.map((column) => inline(localize(column.title, locale)));
  return locale === 'ru'
    ? `Не должны повторяться вместе: ${titles.map((title) => `«${title}»`).join(', ')}.`
    : `Must not repeat together: ${titles.map((title) => `"${title}"`).join(', ')}.`;
}

function listParts(form: CompiledForm, locale: Locale): readonly string[] {
  const lists = [...form.lists.values()].filter(isLong);
  if (lists.length === 0) return [];
  return [
    locale === 'ru' ? '## Приложение: списки' : '## Appendix: lists',
    ...lists.flatMap((list) => [
      `### ${code(list.id)}`,
      list.codes
        .map(({ value, label }) => `- ${code(value)} – ${inline(localize(label, locale))}`)
        .join('\n'),
    ]),
  ];
}
