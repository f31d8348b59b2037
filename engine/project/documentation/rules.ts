import type { CompiledForm, CompiledRule, Mark } from '../../compile/types';
import { localize } from '../../diagnostics/localize';
import type { Locale } from '../../types';
import { openNaming } from '../sentences/logic-to-sentence';
import { ruleToSentence } from '../sentences/rule-to-sentence';
import { columnName, rowName, sheetName } from '../sentences/titles';
import { code, inline } from './markdown';

/** A list of rules: severity, the rule as a sentence, its message and where it shows. A rule for each column stands once. */
export function ruleList(form: CompiledForm, rules: readonly CompiledRule[], locale: Locale): string {
  const ids = [...new Set(rules.map(({ id }) => id))];
  return ids
    .map((id) =>
      ruleItem(
        form,
        rules.filter((rule) => rule.id === id),
        locale,
      ),
    )
    .join('\n');
}

function ruleItem(form: CompiledForm, parts: readonly CompiledRule[], locale: Locale): string {
  const say = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  const [rule] = parts;
  if (!rule) return '';
  const message = inline(messageText(form, rule, locale));
  return [
    `- **${severityText(rule, locale)}** (${code(rule.id)}): ${inline(ruleToSentence(form, rule, locale))}.`,
    `  ${say('Сообщение', 'Message')}: ${message}`,
    `  ${say('Видно', 'Shown')}: ${inline(places(form, parts, locale))}.`,
  ].join('  \n');
}

function severityText({ severity, justify }: CompiledRule, locale: Locale): string {
  const say = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  if (severity === 'error') return say('Ошибка', 'Error');
  return justify
    ? say('Предупреждение, нужно пояснение', 'Warning to be explained')
    : say('Предупреждение', 'Warning');
}

/** What is put into a message is named in square brackets. */
function messageText(form: CompiledForm, rule: CompiledRule, locale: Locale): string {
  const own = rule.sheet === undefined ? undefined : form.sheetById.get(rule.sheet);
  return localize(rule.message, locale).replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const column = name === '$column' ? rule.columns[0] : own?.columnById.get(name);
    return column && !rule.params.has(name) ? `[${localize(column.title, locale)}]` : whole;
  });
}

function places(form: CompiledForm, parts: readonly CompiledRule[], locale: Locale): string {
  const say = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  const found = new Set(
    parts.flatMap((rule) => marksOf(rule).map((mark) => place(form, rule, mark, locale))),
  );
  if (found.size > 0) return [...found].join(', ');
  return parts[0]?.sheet === undefined
    ? say('у всей формы', 'at the whole form')
    : say('у всего листа', 'at the whole sheet');
}

/** As findings stand: at what is highlighted, else at the first own cell that the rule reads. */
function marksOf({ highlight, ownReads, touches }: CompiledRule): readonly Mark[] {
  if (highlight.length > 0) return highlight;
  const [read] = ownReads;
  const [touched] = touches;
  if (read) {
    const { sheet, id: column } = read.column;
    return [{ sheet, column, ...(read.row === undefined ? {} : { row: read.row }) }];
  }
  return touched ? [{ sheet: touched.sheet, column: touched.id }] : [];
}

function place(form: CompiledForm, rule: CompiledRule, mark: Mark, locale: Locale): string {
  const naming = openNaming(form, locale);
  const sheet = form.sheetById.get(mark.sheet ?? rule.sheet ?? '');
  const column = sheet?.columnById.get(mark.column);
  if (!sheet || !column) return mark.column;
  const row = mark.row === undefined ? '' : `${naming.words.row(rowName(sheet, mark.row, naming))[0]}, `;
  const on = sheet.id === rule.sheet ? '' : naming.words.inSheet(sheetName(sheet, naming));
  return `${row}${columnName(column, naming)}${on}`;
}
