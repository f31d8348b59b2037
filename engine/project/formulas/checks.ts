/** Rules and the other demands of a form as formulas that count what breaks them. */
import type { CompiledColumn, CompiledRule } from '../../compile/types';
import type { CellRead } from '../../rules/types';
import { groupKeys } from './aggregates';
import type { Calculations, FormulaBook } from './book';
import { conditionOf, filledRow, rawCell, rowPlace, sourceOf, valueColumn } from './cells';
import { escapedCriterion, numberLiteral, serialOf } from './spelling';
import type { Place } from './place';
import { NotAFormula } from './types';

/** What one demand comes to in a workbook. */
export interface CheckFormulas {
  /** How many findings there are. */
  readonly count: string;
  /** Row of the worksheet where the first one stands; an error where there is none. */
  readonly firstRow?: string;
  /** The column of calculations that is 1 in rows with a finding, and the columns of the sheet that it is about. */
  readonly marks?: { readonly letter: string; readonly columns: readonly CompiledColumn[] };
}

interface RuleSource {
  readonly assert: unknown;
  readonly when?: unknown;
}

/** The rule as it is written. */
function ruleSource(book: FormulaBook, rule: CompiledRule): RuleSource {
  let found: unknown = book.form.definition;
  for (const step of rule.path.split('/').slice(1)) {
    found = (found as Readonly<Record<string, unknown>> | undefined)?.[step];
  }
  if (typeof found !== 'object' || found === null || !('assert' in found)) throw new NotAFormula(rule.id);
  return found;
}

/** A rule as formulas; throws `NotAFormula` where none can carry it. */
export function ruleCheck(book: FormulaBook, rule: CompiledRule): CheckFormulas {
  const own = rule.sheet === undefined ? null : book.calculations(rule.sheet);
  const source = ruleSource(book, rule);
  switch (rule.each) {
    case 'row':
      if (!own) throw new NotAFormula(rule.id);
      return rowCheck(book, own, rule, source);
    case 'group':
      if (!own) throw new NotAFormula(rule.id);
      return groupCheck(book, own, rule, source);
    default:
      return wholeCheck(book, own, rule, source);
  }
}

const readKey = ({ column, row }: CellRead): string =>
  row === undefined ? `${column.sheet}.${column.id}` : `${column.sheet}.${column.id}@${row}`;

/** 1 where the rule is broken; without `when` it is judged only where all cells that it reads directly are filled. */
function broken(rule: CompiledRule, source: RuleSource, place: Place): string {
  if (source.when !== undefined)
    return `IF(${place.book.translator.verdict(source.when, place)}=1,--(${place.book.translator.verdict(source.assert, place)}=0),0)`;
  const isKey = (read: CellRead): boolean => place.groupBy?.includes(read.column) ?? false;
  const reads = rule.reads.filter((read) => !isKey(read));
  const judged = `--(${place.book.translator.verdict(source.assert, { ...place, sure: new Set(reads.map(readKey)) })}=0)`;
  if (reads.length === 0) return judged;
  const blanks = [...new Set(reads.map((read) => `${cellOf(read, place)}=""`))];
  return `IF(OR(${blanks.join(',')}),0,${judged})`;
}

function cellOf({ column, row }: CellRead, place: Place): string {
  const calculations = place.book.calculations(column.sheet);
  const letter = valueColumn(place.book, calculations, column);
  if (row === undefined) return calculations.beside(letter);
  const { rows } = calculations.sheet;
  const index = rows.kind === 'open' ? -1 : rows.items.findIndex((item) => item.id === row);
  return calculations.at(letter, index);
}

function rowCheck(
  book: FormulaBook,
  own: Calculations,
  rule: CompiledRule,
  source: RuleSource,
): CheckFormulas {
  const filled = own.beside(filledRow(book, own));
  const text = `IF(${filled}=1,${broken(rule, source, rowPlace(book, own))},0)`;
  const letter = own.column(`rule ${rule.id}`, text);
  return { ...counted(own, letter), marks: { letter, columns: marked(own, rule) } };
}

function groupCheck(
  book: FormulaBook,
  own: Calculations,
  rule: CompiledRule,
  source: RuleSource,
): CheckFormulas {
  const place: Place = { ...rowPlace(book, own), mode: 'group', groupBy: rule.groupBy };
  const keys = groupKeys(own, rule.groupBy, rowPlace(book, own));
  const isFirst = firstOfGroup(own, keys);
  const letter = own.column(
    `rule ${rule.id}`,
    `IF(${own.beside(isFirst)}=1,${broken(rule, source, place)},0)`,
  );
  const same = keys.map((key) => `${own.range(key)},${escapedCriterion(own.beside(key))}`).join(',');
  const blanks = keys.map((key) => `${own.beside(key)}=""`).join(',');
  const all = own.column(
    `marks ${rule.id}`,
    `IF(OR(${blanks}),0,--(COUNTIFS(${own.range(letter)},1,${same})>0))`,
  );
  return { ...counted(own, letter), marks: { letter: all, columns: marked(own, rule) } };
}

/** 1 in the first row of each group. */
function firstOfGroup(own: Calculations, keys: readonly string[]): string {
  const blanks = keys.map((key) => `${own.beside(key)}=""`).join(',');
  const same = keys.map((key) => `${own.soFar(key)},${escapedCriterion(own.beside(key))}`).join(',');
  return own.column(`first of ${keys.join(' ')}`, `IF(OR(${blanks}),0,--(COUNTIFS(${same})=1))`);
}

function wholeCheck(
  book: FormulaBook,
  own: Calculations | null,
  rule: CompiledRule,
  source: RuleSource,
): CheckFormulas {
  const [column] = rule.columns;
  const place: Place = {
    book,
    visited: null,
    judged: own,
    mode: 'whole',
    sure: new Set(),
    ...(rule.each === 'column' && column ? { column: column.id } : {}),
  };
  const home = own ?? book.all[0];
  if (!home) throw new NotAFormula(rule.id);
  const count = home.constant(broken(rule, source, place));
  const row =
    rule.highlight.find((mark) => mark.row !== undefined)?.row ?? rule.reads.find((read) => read.row)?.row;
  if (row === undefined || !own || own.sheet.rows.kind === 'open') return { count };
  const index = own.sheet.rows.items.findIndex((item) => item.id === row);
  return { count, firstRow: `IF(${count}>0,${own.place.firstRow + index},NA())` };
}

/** Counted where all cells of the column are 1 or 0. */
function counted(own: Calculations, letter: string): CheckFormulas {
  const range = own.range(letter);
  return {
    count: own.constant(`SUM(${range})`),
    firstRow: `MATCH(TRUE,INDEX(${range}>0,0),0)+${own.place.firstRow - 1}`,
  };
}

/** Own columns that a rule is about: those it names, else those it reads. */
function marked(own: Calculations, rule: CompiledRule): readonly CompiledColumn[] {
  const named = rule.highlight
    .filter((mark) => mark.row === undefined && (mark.sheet ?? rule.sheet) === rule.sheet)
    .flatMap((mark) => own.sheet.columnById.get(mark.column) ?? []);
  return named.length > 0 ? named : rule.touches;
}

/** Cells that must be filled and are not. */
export function requiredCheck(book: FormulaBook, own: Calculations): CheckFormulas | null {
  const columns = own.sheet.columns.filter((column) => mayBeRequired(own, column));
  if (columns.length === 0) return null;
  const filled = own.beside(filledRow(book, own));
  const ofRow = (rowIndex: number): string => {
    const missing = columns
      .map((column) => missingCell(book, own, column, rowIndex))
      .filter((one) => one !== '0');
    return missing.length === 0 ? '0' : `IF(${filled}=1,${missing.join('+')},0)`;
  };
  const { rows } = own.sheet;
  const letter = own.column('required', rows.kind === 'open' ? ofRow(0) : rows.items.map((_, i) => ofRow(i)));
  return counted(own, letter);
}

function mayBeRequired({ sheet }: Calculations, column: CompiledColumn): boolean {
  if (column.value !== undefined || column.readOnly) return false;
  if (column.required !== false) return true;
  return [...sheet.overrides.values()].some((cells) => (cells.get(column.id)?.required ?? false) !== false);
}

/** 1 where the cell must be filled and is not; 0 where that can never be. */
function missingCell(book: FormulaBook, own: Calculations, column: CompiledColumn, rowIndex: number): string {
  const { rows } = own.sheet;
  const item = rows.kind === 'open' ? undefined : rows.items[rowIndex];
  const override = item && own.sheet.overrides.get(item.id)?.get(column.id);
  if (override?.readOnly || (item && Object.hasOwn(item.cells, column.id))) return '0';
  const required = override?.required ?? column.required;
  if (required === false) return '0';
  const place = rowPlace(book, own);
  const source = sourceOf(book, column);
  const conditions = [
    `(LEN(TRIM(${rawCell(own, column)}))=0)`,
    ...(required === true ? [] : [`(${requiredVerdict(book, own, column, item?.id, place)}=1)`]),
    ...(column.enabled === true ? [] : [`(${conditionOf(place, source.enabled, column.enabled)}=1)`]),
  ];
  return `IFERROR(${conditions.join('*')},0)`;
}

function requiredVerdict(
  book: FormulaBook,
  own: Calculations,
  column: CompiledColumn,
  row: string | undefined,
  place: Place,
): string {
  const sheet = book.form.definition.sheets.find(({ id }) => id === own.sheet.id);
  const override = sheet?.cells?.find((cell) => cell.row === row && cell.column === column.id)?.required;
  const letter = own.find(`required ${column.id}`);
  if (override !== undefined) return book.translator.verdict(override, place);
  const text = book.translator.verdict(sourceOf(book, column).required, place);
  return own.beside(letter ?? own.column(`required ${column.id}`, text));
}

/** Rows after the first that are alike in the key. */
export function keyCheck(book: FormulaBook, own: Calculations): CheckFormulas | null {
  const { key } = own.sheet;
  if (key.length === 0) return null;
  const keys = groupKeys(own, key, rowPlace(book, own));
  const blanks = keys.map((letter) => `${own.beside(letter)}=""`).join(',');
  const same = keys.map((letter) => `${own.soFar(letter)},${escapedCriterion(own.beside(letter))}`).join(',');
  const letter = own.column('key', `IF(OR(${blanks}),0,--(COUNTIFS(${same})>1))`);
  return { ...counted(own, letter), marks: { letter, columns: key } };
}

/** Too few or too many rows of an open sheet. */
export function rowsCheck(book: FormulaBook, own: Calculations): CheckFormulas | null {
  const { rows } = own.sheet;
  if (rows.kind !== 'open') return null;
  const count = `SUM(${own.range(filledRow(book, own))})`;
  return { count: own.constant(`--OR(${count}<${rows.min},${count}>${rows.max})`) };
}

/** Filled cells whose value the engine would not take: unreadable, not in the list, out of bounds. */
export function valuesCheck(book: FormulaBook, own: Calculations): CheckFormulas | null {
  const isJudged = ({ value: computed, min, max }: CompiledColumn): boolean =>
    computed === undefined || min !== undefined || max !== undefined;
  const columns = own.sheet.columns.filter(isJudged);
  const wrong = columns.flatMap((column) => {
    const test = wrongValue(book, own, column);
    return test === null ? [] : [own.column(`wrong ${column.id}`, unlessGiven(own, column, test))];
  });
  if (wrong.length === 0) return null;
  const letter = own.column('wrong', wrong.map((one) => own.beside(one)).join('+'));
  return counted(own, letter);
}

/** Given cells are not judged. */
function unlessGiven(
  { sheet }: Calculations,
  column: CompiledColumn,
  test: string,
): string | readonly string[] {
  if (sheet.rows.kind === 'open') return test;
  return sheet.rows.items.map((item) => (Object.hasOwn(item.cells, column.id) ? '0' : test));
}

function wrongValue(book: FormulaBook, own: Calculations, column: CompiledColumn): string | null {
  const raw = rawCell(own, column);
  const inText = column.type === 'text' ? lengthTest(column, raw) : column.type === 'choices' ? null : '';
  if (inText === null) return null;
  const cell = own.beside(valueColumn(book, own, column));
  const bounds = [
    ...(column.min === undefined ? [] : [`${cell}<${boundOf(column.min)}`]),
    ...(column.max === undefined ? [] : [`${cell}>${boundOf(column.max)}`]),
  ];
  const digits = column.fractionDigits;
  if (digits !== undefined) bounds.push(`ROUND(${cell},${digits})<>${cell}`);
  if (column.value !== undefined) {
    const filled = own.beside(filledRow(book, own));
    return `IF(OR(${filled}<>1,${cell}=""),0,--OR(${bounds.join(',')}))`;
  }
  const outside = inText !== '' ? inText : bounds.length === 0 ? '0' : `--OR(${bounds.join(',')})`;
  const place = rowPlace(book, own);
  const enabled =
    column.enabled === true ? '1' : conditionOf(place, sourceOf(book, column).enabled, column.enabled);
  return `IFERROR(IF(LEN(TRIM(${raw}))=0,0,IF(${enabled}=1,IF(${cell}="",1,${outside}),0)),1)`;
}

function lengthTest(column: CompiledColumn, raw: string): string | null {
  const tests = [
    ...(column.minLength === undefined ? [] : [`LEN(${raw})<${column.minLength}`]),
    ...(column.maxLength === undefined ? [] : [`LEN(${raw})>${column.maxLength}`]),
  ];
  return tests.length === 0 ? null : `--OR(${tests.join(',')})`;
}

const boundOf = (bound: number | string): string =>
  typeof bound === 'number' ? numberLiteral(bound) : String(serialOf(bound));
