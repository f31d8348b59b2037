import type { CompiledColumn, CompiledForm } from '../../compile/types';
import { findingMessage } from '../../diagnostics/finding-messages';
import { localize } from '../../diagnostics/localize';
import type { Code, Locale } from '../../types';
import { encodeCell } from '../../values';
import { sheetRef } from '../formulas/spelling';
import { serialOf } from '../formulas/spelling';
import { columnWidth } from '../grid-model';
import { equalityFilter, type ListSheet } from './lists';
import type { SheetLayout } from './layout';
import type { NumberFormat, TemplateColumn, TemplateValidation } from './types';
import type { TemplateWords } from './words';

export interface ColumnParts {
  readonly form: CompiledForm;
  readonly layouts: readonly SheetLayout[];
  readonly lists: ListSheet;
  readonly words: TemplateWords;
  readonly locale: Locale;
  /** Codes that a filter leaves where it asks nothing of the row. */
  readonly offered: (column: CompiledColumn) => readonly Code[] | null;
  /** Whether a formula computes the cells. */
  readonly isFormula: (column: CompiledColumn) => boolean;
}

export function templateColumn(
  parts: ColumnParts,
  layout: SheetLayout,
  column: CompiledColumn,
): TemplateColumn {
  const { words, locale } = parts;
  const locked = column.value !== undefined || column.readOnly;
  const hint = localize(column.hint, locale);
  return {
    id: column.id,
    letter: layout.letterOf(column),
    heading: localize(column.title, locale),
    group: localize(column.group, locale) || null,
    note: noteOf(parts, column, hint),
    width: columnWidth(column),
    format: formatOf(column),
    isNumber: column.type === 'integer' || column.type === 'number',
    required:
      locked || column.required === false ? 'never' : column.required === true ? 'always' : 'sometimes',
    locked,
    validation: locked ? null : validationOf(parts, layout, column, hint || expectation(column, words)),
  };
}

function noteOf({ words, isFormula }: ColumnParts, column: CompiledColumn, hint: string): string | null {
  const lines = [
    hint,
    column.value !== undefined
      ? isFormula(column)
        ? words.computed
        : words.computedLater
      : column.readOnly
        ? words.readOnly
        : column.required === true
          ? words.required
          : column.required === false
            ? ''
            : words.requiredSometimes,
    column.type === 'choices' ? words.several : '',
  ].filter((line) => line !== '');
  return lines.length === 0 ? null : lines.join('\n');
}

function formatOf(column: CompiledColumn): NumberFormat {
  switch (column.type) {
    case 'integer':
      return 'integer';
    case 'number':
      return column.fractionDigits === undefined ? 'general' : { fractionDigits: column.fractionDigits };
    case 'date':
      return 'date';
    default:
      return 'text';
  }
}

/** What is to be entered, where no hint says it. */
function expectation(column: CompiledColumn, words: TemplateWords): string | null {
  switch (column.type) {
    case 'choice':
    case 'boolean':
      return words.fromList;
    case 'choices':
      return words.several;
    case 'integer':
      return words.notWhole + words.between(bound(column.min), bound(column.max)) + '.';
    case 'number':
      return words.notNumber + words.between(bound(column.min), bound(column.max)) + '.';
    case 'date':
      return words.notDate + words.between(day(column, column.min), day(column, column.max)) + '.';
    case 'text':
      return null;
  }
}

const bound = (value: number | string | undefined): string | null =>
  value === undefined ? null : String(value);
const day = (column: CompiledColumn, value: number | string | undefined): string | null =>
  typeof value === 'string' ? encodeCell(value, column, 'ru') : null;

function validationOf(
  parts: ColumnParts,
  layout: SheetLayout,
  column: CompiledColumn,
  prompt: string | null,
): TemplateValidation | null {
  const { words } = parts;
  const rule = ruleOf(parts, layout, column);
  if (!rule) return prompt === null ? null : { rule: { kind: 'any' }, prompt, error: '' };
  return { rule, prompt, error: rule.kind === 'list' ? words.notInList : errorOf(parts, column) };
}

function errorOf({ words, locale }: ColumnParts, column: CompiledColumn): string {
  if (column.type === 'text') {
    return words.length(column.minLength ?? null, column.maxLength ?? null);
  }
  const range =
    column.min === undefined && column.max === undefined
      ? ''
      : ` ${findingMessage('range', { min: column.min ?? null, max: column.max ?? null }, column, locale)}`;
  const what =
    column.type === 'integer' ? words.notWhole : column.type === 'date' ? words.notDate : words.notNumber;
  return `${what}.${range}`;
}

function ruleOf(
  parts: ColumnParts,
  layout: SheetLayout,
  column: CompiledColumn,
): TemplateValidation['rule'] | null {
  const { words } = parts;
  const limits = { min: numberBound(column.min), max: numberBound(column.max) };
  switch (column.type) {
    case 'integer':
      return { kind: 'whole', ...limits };
    case 'number':
      return { kind: 'decimal', ...limits };
    case 'date':
      return { kind: 'date', ...limits };
    case 'boolean':
      return { kind: 'list', formula: `"${words.yes},${words.no}"` };
    case 'text':
      return column.minLength === undefined && column.maxLength === undefined
        ? null
        : { kind: 'length', min: column.minLength ?? null, max: column.maxLength ?? null };
    case 'choices':
      return null;
    case 'choice': {
      const formula = listFormula(parts, layout, column);
      return formula === null ? null : { kind: 'list', formula };
    }
  }
}

/** Days as numbers; bounds before spreadsheets' days begin are no bounds there. */
function numberBound(value: number | string | undefined): number | null {
  if (typeof value !== 'string') return value ?? null;
  return value < '1900-03-01' ? null : serialOf(value);
}

/** Where the codes that may be chosen in the first row of a column are. */
function listFormula(
  { form, layouts, lists, offered }: ColumnParts,
  layout: SheetLayout,
  column: CompiledColumn,
): string | null {
  if (column.listSource) {
    const { sheet, column: id } = column.listSource;
    const source = layouts.find((one) => one.sheet.id === sheet);
    const sourceColumn = source?.sheet.columnById.get(id);
    if (!source || !sourceColumn) return null;
    const letter = source.letterOf(sourceColumn);
    return `${sheetRef(source.name)}$${letter}$${source.firstRow}:$${letter}$${source.lastFillable}`;
  }
  if (!column.list) return null;
  const source = form.definition.sheets
    .find(({ id }) => id === column.sheet)
    ?.columns.find(({ id }) => id === column.id);
  if (source?.filter === undefined) return lists.labels(column.list);
  const fixed = offered(column);
  if (fixed) return lists.part(column.list, fixed);
  const follows = equalityFilter(source.filter);
  const parent = follows && layout.sheet.columnById.get(follows.column);
  const isReadable = parent?.type === 'choice' || parent?.type === 'text';
  if (!follows || !parent || !isReadable) return lists.labels(column.list);
  const cell = `$${layout.letterOf(parent)}${layout.firstRow}`;
  return lists.following(column.list, follows.attribute, parent, cell) ?? lists.labels(column.list);
}
