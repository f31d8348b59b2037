import type { CompiledColumn, CompiledRule } from '../../compile/types';
import { localize } from '../../diagnostics/localize';
import type { Locale } from '../../types';
import type { FormulaBook } from '../formulas/book';
import {
  type CheckFormulas,
  keyCheck,
  requiredCheck,
  rowsCheck,
  ruleCheck,
  valuesCheck,
} from '../formulas/checks';
import { LONGEST_FORMULA, NotAFormula } from '../formulas/types';
import { ruleToSentence } from '../sentences/rule-to-sentence';
import type { SheetLayout } from './layout';
import type { TemplateCheck } from './types';
import type { TemplateWords } from './words';

/** A demand with its formulas, where it has any. */
export interface BookCheck extends TemplateCheck {
  readonly marks: CheckFormulas['marks'];
}

export interface CheckParts {
  readonly book: FormulaBook;
  readonly layouts: readonly SheetLayout[];
  readonly words: TemplateWords;
  readonly locale: Locale;
}

/** Everything that a form demands of its answers, sheet by sheet, rules of the form last. */
export function bookChecks(parts: CheckParts): readonly BookCheck[] {
  const { book, layouts } = parts;
  return [
    ...layouts.flatMap((layout) => [
      ...ownChecks(parts, layout),
      ...mergeColumnRules(layout.sheet.rules.map((rule) => ruleLine(parts, rule, layout))),
    ]),
    ...book.form.rules.map((rule) => ruleLine(parts, rule, null)),
  ];
}

const attempt = <T>(make: () => T): T | null => {
  try {
    return make();
  } catch (error) {
    if (error instanceof NotAFormula) return null;
    throw error;
  }
};

function ownChecks({ book, words, locale }: CheckParts, layout: SheetLayout): readonly BookCheck[] {
  const own = book.calculations(layout.sheet.id);
  const { sheet } = layout;
  const line = (
    kind: TemplateCheck['kind'],
    text: string,
    demands: boolean,
    make: () => CheckFormulas | null,
  ): readonly BookCheck[] => {
    if (!demands) return [];
    const found = attempt(make);
    return [{ ...toLine(found, layout), kind, rule: null, severity: 'error', text }];
  };
  const titles = sheet.key.map((column) => `«${localize(column.title, locale)}»`).join(', ');
  const { rows } = sheet;
  return [
    ...line('required', words.requiredCheck, requiresAnything(layout), () => requiredCheck(book, own)),
    ...line('values', words.valuesCheck, true, () => (isTooMuch(layout) ? null : valuesCheck(book, own))),
    ...line('key', words.keyCheck(titles), sheet.key.length > 0, () => keyCheck(book, own)),
    ...(rows.kind === 'open'
      ? line('rows', words.rowsCheck(rows.min, rows.max), true, () => rowsCheck(book, own))
      : []),
  ];
}

/** Two formulas a cell: beyond so many cells a workbook would open too slowly, and the program's own validation must do. */
const MOST_JUDGED_CELLS = 60_000;

const isTooMuch = ({ sheet, firstRow, lastRow }: SheetLayout): boolean =>
  (lastRow - firstRow + 1) * sheet.columns.length > MOST_JUDGED_CELLS;

const requiresAnything = ({ sheet }: SheetLayout): boolean =>
  sheet.columns.some((column) => column.required !== false) ||
  [...sheet.overrides.values()].some((cells) =>
    [...cells.values()].some(({ required }) => required !== undefined),
  );

function ruleLine({ book, locale }: CheckParts, rule: CompiledRule, layout: SheetLayout | null): BookCheck {
  return {
    ...toLine(
      attempt(() => ruleCheck(book, rule)),
      layout,
    ),
    kind: 'rule',
    rule: rule.id,
    severity: rule.severity,
    text: ruleToSentence(book.form, rule, locale),
  };
}

const toLine = (
  found: CheckFormulas | null,
  layout: SheetLayout | null,
): Pick<BookCheck, 'sheet' | 'sheetName' | 'count' | 'firstRow' | 'marks'> => ({
  sheet: layout?.sheet.id ?? null,
  sheetName: layout?.name ?? null,
  count: found?.count ?? null,
  firstRow: found?.firstRow ?? null,
  marks: found?.marks,
});

/** A rule for each column is one rule: its findings are added up; where one column has no formula, none of them counts. */
function mergeColumnRules(lines: readonly BookCheck[]): readonly BookCheck[] {
  const merged: BookCheck[] = [];
  for (const line of lines) {
    const last = merged.at(-1);
    if (last?.rule == null || last.rule !== line.rule) {
      merged.push(line);
      continue;
    }
    const count = last.count === null || line.count === null ? null : `${last.count}+${line.count}`;
    merged[merged.length - 1] = {
      ...last,
      count: count !== null && count.length > LONGEST_FORMULA ? null : count,
      firstRow:
        last.firstRow !== null && line.firstRow !== null
          ? `IFERROR(${last.firstRow},${line.firstRow})`
          : null,
    };
  }
  return merged;
}

/** What the workbook says beside a row: every check that marks it, by its sentence. */
export function remarkFormula(
  { book, words }: CheckParts,
  layout: SheetLayout,
  checks: readonly BookCheck[],
): string | null {
  const own = book.calculations(layout.sheet.id);
  const parts: string[] = [];
  const add = (letter: string | undefined, text: string): void => {
    if (letter === undefined) return;
    // Texts stand once in the workbook and not in every row.
    const part = `IF(${own.beside(letter)}>0,${own.constant(`"${text.slice(0, 200).replaceAll('"', '""')}; "`)},"")`;
    if ([...parts, part].join('&').length < LONGEST_FORMULA - 200) parts.push(part);
  };
  add(own.find('required'), words.missingRemark);
  add(own.find('wrong'), words.valueRemark);
  for (const check of checks) {
    if (check.sheet === layout.sheet.id)
      add(check.marks?.letter, check.kind === 'key' ? words.keyRemark : check.text);
  }
  if (parts.length === 0) return null;
  return attempt(() => own.column('remarks', parts.join('&')));
}

/** Columns of the sheet that a check colours. */
export const markedColumns = (check: BookCheck): readonly CompiledColumn[] => check.marks?.columns ?? [];
