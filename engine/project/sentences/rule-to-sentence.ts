import type { CompiledColumn, CompiledForm, CompiledRule } from '../../compile/types';
import type { FormDefinition, Rule } from '../../definition/generated/definition';
import type { Locale } from '../../types';
import { demandText, openReader } from './logic-to-sentence';
import { clauseText } from './phrases';
import { columnName } from './titles';
import { LEVEL, type Reader } from './types';

/**
 * A rule read back as a sentence without full stop: columns by their titles in quotes, codes by their labels, dates and
 * numbers in local format. Rules that differ read differently; nothing that a rule says is left out.
 */
export function ruleToSentence(form: CompiledForm, rule: CompiledRule, locale: Locale = 'ru'): string {
  const source = sourceOf(form.definition, rule);
  const own = rule.sheet === undefined ? null : (form.sheetById.get(rule.sheet) ?? null);
  const columns = (rule.each === 'column' ? (source.columns ?? []) : []).flatMap(
    (id) => own?.columnById.get(id) ?? [],
  );
  const reader = openReader(form, { own, isGroup: rule.each === 'group', columns }, locale);
  const { words } = reader;
  const hasWhen = source.when !== undefined;
  const assert = demandText(source.assert, reader, hasWhen ? LEVEL.or : LEVEL.choice);
  const isAlways = source.when === true;
  const body = !hasWhen
    ? assert
    : isAlways
      ? words.inAnyCase(assert)
      : words.ifThen(clauseText(source.when, reader, LEVEL.or), assert);
  return capitalized(`${scopeText(rule, columns, reader)}${body}`);
}

function scopeText(rule: CompiledRule, columns: readonly CompiledColumn[], reader: Reader): string {
  const { words } = reader;
  const names = (list: readonly CompiledColumn[]): readonly string[] =>
    list.map((column) => columnName(column, reader));
  switch (rule.each) {
    case 'row':
      return '';
    case 'group':
      return words.forGroups(names(rule.groupBy));
    case 'column':
      return words.forColumns(names(columns));
    case 'sheet':
      return words.forSheet;
    case 'form':
      return words.forForm;
  }
}

/** The rule as it is written; ids are unique in a form. */
function sourceOf(definition: FormDefinition, { id, assert }: CompiledRule): Rule {
  const all = [...definition.sheets.flatMap(({ rules }) => rules ?? []), ...(definition.rules ?? [])];
  return all.find((rule) => rule.id === id) ?? { id, assert: assert.literal, message: '' };
}

export interface ColumnSentences {
  readonly enabled?: string;
  readonly required?: string;
  readonly value?: string;
  readonly prefill?: string;
  readonly filter?: string;
}

/** What a column's logic says, each as a part of a sentence; what is always so or never is left out. */
export function columnToSentences(
  form: CompiledForm,
  column: CompiledColumn,
  locale: Locale = 'ru',
): ColumnSentences {
  const own = form.sheetById.get(column.sheet) ?? null;
  const source = form.definition.sheets
    .find(({ id }) => id === column.sheet)
    ?.columns.find(({ id }) => id === column.id);
  const reader = { ...openReader(form, { own }, locale), like: { column } };
  const condition = (logic: unknown): string | undefined =>
    logic === undefined || typeof logic === 'boolean' ? undefined : clauseText(logic, reader);
  const value = (logic: unknown): string | undefined =>
    logic === undefined ? undefined : reader.phrase(logic, reader).forms[0];
  const said = {
    enabled: condition(source?.enabled),
    required: condition(source?.required),
    value: value(source?.value),
    prefill: value(source?.prefill),
    filter: condition(source?.filter),
  };
  return Object.fromEntries(Object.entries(said).filter(([, text]) => text !== undefined));
}

/** Titles in quotes are left as they are. */
const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
