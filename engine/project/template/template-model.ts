import type { CompiledColumn, CompiledForm } from '../../compile/types';
import { localize } from '../../diagnostics/localize';
import type { Answers, Locale, ValidationContext } from '../../types';
import { openValidation } from '../../validate/live/open-validation';
import { applyEdits } from '../../edits/apply-edits';
import { prefillEdits } from '../../validate/prefill';
import { computeAnswers } from '../../validate/views';
import { FormulaBook } from '../formulas/book';
import { conditionOf, filledRow, rowPlace, sourceOf, valueColumn } from '../formulas/cells';
import { sheetRef } from '../formulas/spelling';
import { translator } from '../formulas/translate';
import { NotAFormula } from '../formulas/types';
import { type BookCheck, bookChecks, type CheckParts, markedColumns, remarkFormula } from './checks';
import { type ColumnParts, templateColumn } from './columns';
import { layoutOf, type SheetLayout } from './layout';
import { CalculationNames } from './names';
import { ListSheet } from './lists';
import { templateRows } from './rows';
import type { TemplateHighlight, TemplateModel, TemplateSheet } from './types';
import { templateWords } from './words';

export interface TemplateOptions {
  /** What is filled in already; nothing unless told. */
  readonly answers?: Answers;
  readonly context: ValidationContext;
  readonly locale?: Locale;
  /** Ids for rows that are still blank: what is filled in there is known again when a corrected file comes. */
  readonly newRowId?: () => string;
}

/** Row of the present day on the worksheet of checks. */
const TODAY = '$B$3';

/**
 * The form as a workbook that can be filled offline and warns while it is filled: a worksheet a sheet with what is filled in
 * already, one that says what is wrong, and hidden ones with lists and calculations. Plain data; `engine/excel` writes it.
 */
export function toTemplateModel(form: CompiledForm, options: TemplateOptions): TemplateModel {
  const locale = options.locale ?? 'ru';
  const answers = withFirstValues(form, options.answers ?? { sheets: {} }, options.context);
  const words = templateWords(locale);
  const { sheets: layouts, checks: checksName, lists: listsName } = layoutOf(form, answers, words, locale);
  const lists = new ListSheet(listsName, form, locale);
  const today = `${sheetRef(checksName)}${TODAY}`;
  const { context } = options;
  const book = new FormulaBook({
    form,
    context,
    locale,
    sheets: layouts,
    lists: lists.places,
    today,
    translator,
  });
  const parts: CheckParts = { book, layouts, words, locale };
  const checks = bookChecks(parts);
  const formulas = shownFormulas(book, words);
  const columns: ColumnParts = {
    form,
    layouts,
    lists,
    words,
    locale,
    offered: offeredCodes(form, context),
    isFormula: (column) => formulas(column) !== null,
  };
  const { computed } = computeAnswers(form, answers, context);
  const names = new CalculationNames(layouts);
  const sheets = layouts.map((layout): TemplateSheet => {
    const remarks = remarkFormula(parts, layout, checks);
    const templated = layout.sheet.columns.map((column) => templateColumn(columns, layout, column));
    const rows = templateRows(
      { form, answers, computed, locale, formulaOf: formulas, newRowId: options.newRowId },
      layout,
    );
    return {
      id: layout.sheet.id,
      name: layout.name,
      title: localize(layout.sheet.title, locale),
      hint: localize(layout.sheet.hint, locale) || null,
      isOpen: layout.sheet.rows.kind === 'open',
      hasRowTitles: layout.hasRowTitles,
      columns: templated,
      groupRow: layout.groupRow,
      headingRow: layout.headingRow,
      firstRow: layout.firstRow,
      lastRow: layout.lastFillable,
      rows,
      highlights: highlightsOf(book, layout, checks, names),
      remarks:
        remarks === null
          ? null
          : {
              letter: afterLast(layout),
              heading: words.remarks,
              formula: besideData(book, layout, remarks),
            },
      calculatedTo: layout.lastRow,
    };
  });
  return {
    locale,
    title: localize(form.title, locale),
    sheets,
    names: names.toList(),
    lists: lists.toLists(),
    calculations: book.all.map((one) => ({
      name: one.place.calculations,
      firstRow: one.place.firstRow,
      lastRow: one.place.lastRow,
      columns: one.columns,
      cells: one.cells,
    })),
    checks: {
      name: checksName,
      checks,
      uncounted: layouts.flatMap((layout) => uncounted(layout)),
      today: TODAY,
    },
  };
}

/** First values stand in the workbook as they do on the screen. */
function withFirstValues(form: CompiledForm, answers: Answers, context: ValidationContext): Answers {
  const edits = prefillEdits(form, answers, context);
  return edits.length === 0 ? answers : applyEdits(form, answers, edits).answers;
}

function afterLast(layout: SheetLayout): string {
  const { columns } = layout.sheet;
  const last = columns.at(-1);
  if (!last) return 'B';
  return layout.letterOf({ ...last, index: last.index + 1 });
}

/** What a column of calculations says of the row in which the formula stands, wherever that is. */
function besideData(book: FormulaBook, layout: SheetLayout, letter: string): string {
  return `INDEX(${sheetRef(book.calculations(layout.sheet.id).place.calculations)}$${letter}:$${letter},ROW())`;
}

/** Formulas of computed cells; null for those that no formula computes. */
function shownFormulas(
  book: FormulaBook,
  words: ReturnType<typeof templateWords>,
): (column: CompiledColumn) => string | null {
  const known = new Map<CompiledColumn, string | null>();
  return (column) => {
    if (column.value === undefined) return null;
    const before = known.get(column);
    if (before !== undefined) return before;
    const made = shownFormula(book, column, words);
    known.set(column, made);
    return made;
  };
}

function shownFormula(
  book: FormulaBook,
  column: CompiledColumn,
  words: ReturnType<typeof templateWords>,
): string | null {
  try {
    const own = book.calculations(column.sheet);
    const letter = valueColumn(book, own, column);
    const cell = `INDEX(${sheetRef(own.place.calculations)}$${letter}:$${letter},ROW())`;
    if (column.type === 'choices') return null;
    if (column.type === 'boolean') return `IF(${cell}="","",IF(${cell},"${words.yes}","${words.no}"))`;
    if (column.type !== 'choice' || !column.list)
      return `${cell}&""`.replace(/&""$/, column.type === 'text' ? '&""' : '');
    const { codes, labels } = book.listPlace(column.list);
    return `IFERROR(INDEX(${labels},MATCH(${cell},${codes},0)),${cell}&"")`;
  } catch (error) {
    if (error instanceof NotAFormula) return null;
    throw error;
  }
}

/** Codes that filters leave which ask nothing of the row. */
function offeredCodes(form: CompiledForm, context: ValidationContext): ColumnParts['offered'] {
  const live = openValidation(form, { sheets: {} }, context);
  return (column) => {
    if (!column.filter || !column.list || column.filter.dependencies.size > 0) return null;
    const codes = new Set(live.options(column.sheet, '', column.id).map((code) => code.value));
    return column.list.codes.filter((code) => codes.has(code.value));
  };
}

function highlightsOf(
  book: FormulaBook,
  layout: SheetLayout,
  checks: readonly BookCheck[],
  names: CalculationNames,
): readonly TemplateHighlight[] {
  const range = (column: CompiledColumn): string => {
    const letter = layout.letterOf(column);
    return `${letter}${layout.firstRow}:${letter}${layout.lastFillable}`;
  };
  return [
    ...layout.sheet.columns.flatMap((column) => cellHighlights(book, layout, column, range(column), names)),
    ...checks
      .filter((check) => check.sheet === layout.sheet.id)
      .flatMap((check) =>
        markedColumns(check).map((column): TemplateHighlight => ({
          look: check.severity,
          range: range(column),
          formula: `${names.beside(layout, check.marks?.letter ?? 'A')}=1`,
        })),
      ),
  ];
}

/** Cells that are not asked for, must be filled, or hold what does not fit. */
function cellHighlights(
  book: FormulaBook,
  layout: SheetLayout,
  column: CompiledColumn,
  range: string,
  names: CalculationNames,
): readonly TemplateHighlight[] {
  const found: TemplateHighlight[] = [];
  const own = book.calculations(layout.sheet.id);
  const note = (look: TemplateHighlight['look'], make: () => string): void => {
    try {
      found.push({ look, range, formula: make() });
    } catch (error) {
      if (!(error instanceof NotAFormula)) throw error;
    }
  };
  const place = rowPlace(book, own);
  const source = (): ReturnType<typeof sourceOf> => sourceOf(book, column);
  const shownAs = (key: string, text: () => string): string =>
    names.beside(layout, own.find(key) ?? own.column(key, text()));
  if (column.enabled !== true) {
    note('disabled', () => {
      const enabled = shownAs(`enabled ${column.id}`, () =>
        conditionOf(place, source().enabled, column.enabled),
      );
      return `${enabled}<1`;
    });
  }
  if (column.value === undefined && !column.readOnly && column.required !== false) {
    note('missing', () => {
      const filled = names.beside(layout, filledRow(book, own));
      const needed =
        column.required === true
          ? []
          : [`${shownAs(`required ${column.id}`, () => translator.verdict(source().required, place))}=1`];
      const enabled =
        column.enabled === true
          ? []
          : [
              `${shownAs(`enabled ${column.id}`, () => conditionOf(place, source().enabled, column.enabled))}=1`,
            ];
      return `AND(${[`${filled}=1`, `LEN(TRIM(${layout.letterOf(column)}${layout.firstRow}))=0`, ...needed, ...enabled].join(',')})`;
    });
  }
  const wrong = own.find(`wrong ${column.id}`);
  if (wrong !== undefined) note('error', () => `${names.beside(layout, wrong)}=1`);
  return found;
}

/** Filled rows below those that are calculated. */
function uncounted(layout: SheetLayout): TemplateModel['checks']['uncounted'] {
  const { lastRow, lastFillable, sheet, name } = layout;
  if (lastFillable <= lastRow) return [];
  const entered = sheet.columns.filter((column) => column.value === undefined);
  const [first, last] = [entered[0], entered.at(-1)];
  if (!first || !last) return [];
  const range = `${sheetRef(name)}$${layout.letterOf(first)}$${lastRow + 1}:$${layout.letterOf(last)}$${lastFillable}`;
  return [{ sheetName: name, lastRow, formula: `COUNTA(${range})` }];
}
