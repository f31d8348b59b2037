/** What was found, in the shape and the words of an explanation. */
import type { CompiledColumn } from '../compile/types';
import {
  type ComparisonTexts,
  comparisonSentence,
  explanationTexts,
  factText,
  listed,
  shortTitle,
} from '../diagnostics/explanation-messages';
import { localize } from '../diagnostics/localize';
import { describeValue } from '../rules/textual';
import type { Expression, Value } from '../rules/types';
import type { CellValue, Locale } from '../types';
import { type RowState, toCell } from '../validate/state';
import { encodeCell } from '../values';
import { isIsoDate } from '../values/date';
import { type Bench, compilePart, type Focus, runPart } from './bench';
import type { Candidate } from './candidates';
import type { Failing } from './failing';
import type { Counted, Seen } from './reads';
import type { ComparedSide, Comparison, Fix, SeenCell, SeenGroup } from './types';
import { rowName, wordsOf } from './words';

export function showCell({ row, column }: Seen, locale: Locale): SeenCell {
  const given = row.sheet.givenById.get(row.id)?.title;
  const title = localize(column.title, locale);
  const value = toCell(row.values[column.index] ?? null, column);
  return {
    address: { sheet: row.sheet.id, row: row.id, column: column.id },
    title: given === undefined ? title : `${localize(given, locale)} – ${title}`,
    value,
    text: encodeCell(value, column, locale),
  };
}

/** A failed comparison with both sides computed; null where they cannot be. */
export function showComparison(bench: Bench, failing: Failing): Comparison | null {
  const { focus, operator } = failing;
  const left = compilePart(bench, focus, failing.left);
  if (!left) return null;
  const right = failing.right === undefined ? null : compilePart(bench, focus, failing.right);
  const column = left.column ?? right?.column ?? null;
  const shownLeft = showSide(bench, focus, failing.left, left, column);
  const shownRight = right ? showSide(bench, focus, failing.right, right, column) : undefined;
  const tolerance = failing.tolerance === undefined ? null : compilePart(bench, focus, failing.tolerance);
  const sides = {
    left: shownLeft,
    operator,
    ...(shownRight ? { right: shownRight } : {}),
    ...(tolerance ? { tolerance: showSide(bench, focus, failing.tolerance, tolerance, null) } : {}),
  };
  return { ...sides, fact: factText(textsOf(sides), bench.locale) };
}

const textsOf = (comparison: Omit<Comparison, 'fact'>): ComparisonTexts => ({
  ...comparison,
  areDates: [comparison.left, comparison.right].every((side) => isDay(side?.value ?? null)),
});

const isDay = (value: CellValue): boolean => typeof value === 'string' && isIsoDate(value);

/** Literals are shown as values of the column that they are compared with. */
function showSide(
  bench: Bench,
  focus: Focus,
  logic: unknown,
  compiled: Expression,
  column: CompiledColumn | null,
): ComparedSide {
  const value = runPart(bench, focus, compiled);
  const words = wordsOf(bench, focus, logic);
  return {
    value: toCell(value, null),
    text: valueText(value, column, bench.locale),
    ...(words === undefined ? {} : { words }),
  };
}

function valueText(value: Value, column: CompiledColumn | null, locale: Locale): string {
  const isCode = column?.type === 'choice' || column?.type === 'choices';
  if (isCode && Array.isArray(value)) {
    return value.map((part: Value) => valueText(part, column, locale)).join('; ');
  }
  if (isCode && column.list && typeof value === 'string') {
    return localize(column.list.codeByValue.get(value)?.label ?? value, locale);
  }
  return describeValue(value, typeof value === 'string' && isIsoDate(value) ? 'date' : 'any', locale);
}

export const showGroup = ({ value, column, rows }: Counted, locale: Locale): SeenGroup => ({
  value: toCell(value, null),
  text: valueText(value, column, locale),
  rows: rows.map((row) => ({ sheet: row.sheet.id, row: row.id })),
});

/** The whole in one or two sentences: how things stand, and what to do. */
export function summary(
  bench: Bench,
  comparison: Comparison | undefined,
  failing: Failing | undefined,
  counted: readonly Counted[],
  fixes: readonly Fix[],
): string {
  if (!comparison) return fixes[0]?.message ?? '';
  const texts = explanationTexts[bench.locale];
  const parts = [comparisonSentence(textsOf(comparison), bench.locale)];
  const [first] = counted;
  const isTooMany = ['<', '<=', '=='].includes(failing?.operator ?? '');
  if (first?.column && isTooMany && counted.length > 1) {
    const values = listed(counted.map(({ value }) => valueText(value, first.column, bench.locale)));
    parts.push(texts.removeOne(values, first.column.type === 'date'));
  } else if (first && !first.column && isTooMany) {
    parts.push(texts.seenRows(listed(first.rows.map((row) => rowLabel(row, bench)))));
  }
  if (parts.length === 1 && fixes[0]) parts.push(fixes[0].message);
  return parts.filter((part) => part !== '').join(' ');
}

/** Open rows are called by their number, from 1, given ones by id or title. */
const rowLabel = (row: RowState, bench: Pick<Bench, 'form' | 'locale'>): string =>
  row.sheet.rows.kind === 'open' ? String(row.position + 1) : rowName(bench, row.sheet.id, row.id);

/** A change that does, and what it is in words; the row is named unless everybody knows which. */
export function showFix(
  where: Pick<Bench, 'form' | 'locale'>,
  { edits, cell, value }: Candidate,
  judged: string | undefined,
): Fix {
  const texts = explanationTexts[where.locale];
  if (!cell) return { edits, message: '' };
  const { row, column } = cell;
  const title = texts.quoted(shortTitle(column.title, where.locale));
  const isKnown = row.sheet.rows.kind === 'open' && row.id === judged;
  const place = isKnown ? title : texts.inRow(title, rowLabel(row, where));
  const before = encodeCell(row.cells[column.index] ?? null, column, where.locale);
  const after = encodeCell(value, column, where.locale);
  return { edits, message: value === null ? texts.clear(before, place) : texts.put(after, before, place) };
}

/** Removing a row that repeats another one. */
export const showRemoval = (where: Pick<Bench, 'form' | 'locale'>, row: RowState, twin: RowState): Fix => ({
  edits: [{ kind: 'removeRows', sheet: row.sheet.id, rows: [row.id] }],
  message: explanationTexts[where.locale].removeRow(rowLabel(row, where), rowLabel(twin, where)),
});
