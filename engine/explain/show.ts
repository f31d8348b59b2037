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
import type { CellValue, Finding, Locale } from '../types';
import { type RowState, toCell } from '../validate/state';
import { encodeCell } from '../values';
import { isIsoDate } from '../values/date';
import { type Bench, compilePart, type Focus, type Naming, runPart } from './bench';
import type { Candidate } from './candidates';
import type { Failing } from './failing';
import { operationOf } from './json-logic';
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
  const areWeekdays = [failing.left, failing.right].some((side) => operationOf(side)?.name === 'weekday');
  const column = left.column ?? right?.column ?? null;
  const show = (logic: unknown, compiled: Expression): ComparedSide => {
    const side = showSide(bench, focus, logic, compiled, column);
    return areWeekdays ? { ...side, text: weekdayText(side, bench.locale) } : side;
  };
  const shownLeft = show(failing.left, left);
  const shownRight = right ? show(failing.right, right) : undefined;
  const tolerance = failing.tolerance === undefined ? null : compilePart(bench, focus, failing.tolerance);
  const sides = {
    left: shownLeft,
    operator,
    ...(shownRight ? { right: shownRight } : {}),
    ...(tolerance ? { tolerance: showSide(bench, focus, failing.tolerance, tolerance, null) } : {}),
  };
  return { ...sides, fact: factText(textsOf(sides), bench.locale) };
}

const weekdayText = ({ value, text }: ComparedSide, locale: Locale): string =>
  (typeof value === 'number' ? explanationTexts[locale].weekdays[value - 1] : undefined) ?? text;

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

interface Told {
  readonly comparison?: Comparison;
  readonly failing?: Failing;
  readonly counted: readonly Counted[];
  readonly fixes: readonly Fix[];
}

/** The whole in one or two sentences: how things stand, and what to do. */
export function summary(bench: Bench, finding: Finding, told: Told): string {
  const { comparison, fixes } = told;
  const parts = [comparison ? comparisonSentence(textsOf(comparison), bench.locale) : finding.message];
  const superfluous = superfluousText(bench, told);
  if (superfluous !== undefined) parts.push(superfluous);
  else if (fixes[0]) parts.push(fixes[0].message);
  return parts.filter((part) => part !== '').join(' ');
}

/** Where too many values or rows were counted: which they are. */
function superfluousText(bench: Bench, told: Told): string | undefined {
  const { locale } = bench;
  const { comparison, failing, counted } = told;
  const [first] = counted;
  const excess = comparison && failing ? excessOf(comparison, failing) : 0;
  if (!first || excess <= 0) return undefined;
  const texts = explanationTexts[locale];
  if (!first.isDistinct) {
    return texts.seenRows(listed(first.rows.map((row) => rowLabel(row, bench))));
  }
  const values = listed(counted.map(({ value }) => valueText(value, first.column, locale)));
  return texts.remove(excess, values, first.column?.type === 'date');
}

const COUNTS: ReadonlySet<string> = new Set(['count', 'count_distinct']);
const isCount = (logic: unknown): boolean => COUNTS.has(operationOf(logic)?.name ?? '');

/** How many are counted above what is demanded; nothing where too few are. */
function excessOf({ left, right }: Comparison, { operator, ...sides }: Failing): number {
  const [isLeft, isRight] = [isCount(sides.left), isCount(sides.right)];
  if (isLeft === isRight || typeof left.value !== 'number' || typeof right?.value !== 'number') return 0;
  const above = isLeft ? left.value - right.value : right.value - left.value;
  if (operator === '==' || operator === (isLeft ? '<=' : '>=')) return above;
  return operator === (isLeft ? '<' : '>') ? above + 1 : 0;
}

/** Open rows are called by their number, given ones by id or title. */
const rowLabel = (row: RowState, naming: Naming): string =>
  row.sheet.rows.kind === 'open' ? String(naming.numberOf(row)) : rowName(naming, row.sheet.id, row.id);

/** A change that does, and what it is in words; the row is named unless everybody knows which. */
export function showFix(where: Naming, { edits, cell, value }: Candidate, finding: Finding): Fix {
  const texts = explanationTexts[where.locale];
  if (!cell) return { edits, message: '' };
  const { row, column } = cell;
  const title = texts.quoted(shortTitle(column.title, where.locale));
  const isHere = row.sheet.id === finding.sheet;
  const isKnown = isHere && row.sheet.rows.kind === 'open' && row.id === finding.row;
  const inRow = isKnown ? title : texts.inRow(title, rowLabel(row, where));
  const sheet = texts.quoted(shortTitle(row.sheet.title, where.locale));
  const place = isHere || where.form.sheets.length === 1 ? inRow : texts.inSheet(inRow, sheet);
  const before = encodeCell(row.cells[column.index] ?? null, column, where.locale);
  const after = encodeCell(value, column, where.locale);
  return { edits, message: value === null ? texts.clear(before, place) : texts.put(after, before, place) };
}

/** Removing a row that repeats another one. */
export const showRemoval = (where: Naming, row: RowState, twin: RowState): Fix => ({
  edits: [{ kind: 'removeRows', sheet: row.sheet.id, rows: [row.id] }],
  message: explanationTexts[where.locale].removeRow(rowLabel(row, where), rowLabel(twin, where)),
});
