/** What each cell of a sheet is worth, as columns of its worksheet of calculations. */
import type { CompiledColumn, CompiledSheet, Condition } from '../../compile/types';
import type { Calculations, FormulaBook } from './book';
import { escapedCriterion, sheetRef } from './spelling';
import { type Formula, type FormulaKind, NotAFormula, ROW, type Verdict } from './types';
import type { Place } from './place';

const KINDS: Readonly<Record<CompiledColumn['type'], FormulaKind>> = {
  text: 'text',
  choice: 'text',
  choices: 'codes',
  integer: 'number',
  number: 'number',
  date: 'date',
  boolean: 'boolean',
};

/** What stands in the worksheet that people fill, in the row of the formula itself. Cut and paste cannot carry it away. */
export function rawCell({ place }: Calculations, column: CompiledColumn): string {
  const letter = place.letterOf(column);
  return `INDEX(${sheetRef(place.name)}$${letter}:$${letter},ROW())`;
}

/** Where logic about a row of the sheet stands. */
export const rowPlace = (book: FormulaBook, calculations: Calculations): Place => ({
  book,
  visited: calculations,
  judged: calculations,
  mode: 'row',
  sure: new Set(),
});

/** 1 where the row holds an entered value; given rows always count. */
export function filledRow(book: FormulaBook, calculations: Calculations): string {
  const { sheet } = calculations;
  if (sheet.rows.kind !== 'open') return calculations.column('filled', '1');
  const entered = sheet.columns.filter((column) => column.value === undefined);
  const cells = entered.map((column) => `LEN(TRIM(${rawCell(calculations, column)}))`);
  if (cells.length === 0) return calculations.column('filled', '0');
  return calculations.column('filled', `IFERROR(--((${cells.join('+')})>0),1)`);
}

/** The definition's own logic: a compiled form holds closures, which cannot be read. */
export function sourceOf(book: FormulaBook, column: CompiledColumn) {
  const source = book.form.definition.sheets.find(({ id }) => id === column.sheet);
  const found = source?.columns.find(({ id }) => id === column.id);
  if (!found) throw new NotAFormula(`column ${column.id}`);
  return found;
}

/** The letter of the column that holds what the cells of a column are worth to rules: empty text where blank. */
export function valueColumn(book: FormulaBook, calculations: Calculations, column: CompiledColumn): string {
  const key = `value ${column.id}`;
  const known = calculations.find(key);
  if (known !== undefined) return known;
  const source = sourceOf(book, column);
  const place = rowPlace(book, calculations);
  let text =
    column.value === undefined ? entered(book, calculations, column) : computed(place, column, source.value);
  if (column.enabled !== true) {
    text = `IF(${conditionOf(place, source.enabled, column.enabled)}=1,${text},"")`;
  }
  return calculations.column(key, text);
}

/** A condition of a column as a verdict. */
export function conditionOf(place: Place, source: unknown, compiled: Condition): Verdict {
  return typeof compiled === 'boolean'
    ? compiled
      ? '1'
      : '0'
    : place.book.translator.verdict(source, place);
}

function computed(place: Place, column: CompiledColumn, source: unknown): string {
  const found = place.book.translator.value(source, place);
  const digits = column.type === 'integer' ? 0 : column.fractionDigits;
  const isNumber = column.type === 'integer' || column.type === 'number';
  const text = isNumber ? `ROUND(${found.text},${digits ?? 9})` : found.text;
  return `IFERROR(${text},"")`;
}

function entered(book: FormulaBook, calculations: Calculations, column: CompiledColumn): string {
  const raw = rawCell(calculations, column);
  return `IFERROR(IF(LEN(TRIM(${raw}))=0,"",${read(book, calculations, column, raw)}),"")`;
}

/** A filled cell as the engine reads it; an error or empty text where it cannot be read. */
function read(book: FormulaBook, calculations: Calculations, column: CompiledColumn, raw: string): string {
  switch (column.type) {
    case 'integer':
      return `IF(${asNumber(raw)}=INT(${asNumber(raw)}),${asNumber(raw)},"")`;
    case 'number':
      return asNumber(raw);
    case 'date':
      return `IF(ISNUMBER(${raw}),${raw},DATE(MID(${raw},7,4),MID(${raw},4,2),LEFT(${raw},2)))`;
    case 'boolean':
      return `IF(OR(${raw}=TRUE,${raw}="Да",${raw}="Yes",${raw}="true",${raw}="1",${raw}=1),TRUE,IF(OR(${raw}=FALSE,${raw}="Нет",${raw}="No",${raw}="false",${raw}="0",${raw}=0),FALSE,""))`;
    case 'text':
      return `${raw}&""`;
    case 'choice':
      return chosen(book, calculations, column, raw);
    case 'choices':
      return `${raw}&""`;
  }
}

const asNumber = (raw: string): string =>
  `IF(ISNUMBER(${raw}),${raw},VALUE(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(${raw}," ",""),CHAR(160),""),".",MID(3/2,2,1))))`;

/** The code of a label or of itself, where the list has it and the filter lets it through. */
function chosen(book: FormulaBook, calculations: Calculations, column: CompiledColumn, raw: string): string {
  if (column.listSource) return fromSheet(book, column, raw);
  if (!column.list) throw new NotAFormula('list');
  const list = book.listPlace(column.list);
  const sought = escapedCriterion(raw);
  const found = `INDEX(${list.codes},IFERROR(MATCH(${sought},${list.labels},0),MATCH(${sought},${list.codes},0)))`;
  const source = sourceOf(book, column);
  if (source.filter === undefined) return found;
  const code = calculations.column(`code ${column.id}`, `IFERROR(IF(LEN(TRIM(${raw}))=0,"",${found}),"")`);
  const place: Place = {
    ...rowPlace(book, calculations),
    code: { list: column.list, cell: calculations.beside(code) },
  };
  return `IF(${book.translator.verdict(source.filter, place)}=1,${calculations.beside(code)},"")`;
}

/** A value of the column that is the list, as that column holds it. */
function fromSheet(book: FormulaBook, { listSource }: CompiledColumn, raw: string): string {
  const calculations = book.calculations(listSource?.sheet ?? '');
  const source = calculations.sheet.columnById.get(listSource?.column ?? '');
  if (source?.type !== 'text' && source?.type !== 'choice') throw new NotAFormula('list of a sheet');
  if (source.listSource) throw new NotAFormula('list of a list');
  const values = calculations.range(valueColumn(book, calculations, source));
  const sought = source.type === 'text' ? `${raw}&""` : chosen(book, calculations, source, raw);
  return `INDEX(${values},MATCH(${escapedCriterion(sought)},${values},0))`;
}

/** A cell of the row that is visited or judged. */
export function cellFormula(place: Place, calculations: Calculations, column: CompiledColumn): Formula {
  const letter = valueColumn(place.book, calculations, column);
  return referred(calculations.beside(letter), column, place.sure.has(`${column.sheet}.${column.id}`));
}

/** A cell of a given row. */
export function givenCellFormula(
  place: Place,
  calculations: Calculations,
  column: CompiledColumn,
  row: string,
): Formula {
  const letter = valueColumn(place.book, calculations, column);
  const cell = calculations.at(letter, rowIndexOf(calculations.sheet, row));
  return referred(cell, column, place.sure.has(`${column.sheet}.${column.id}@${row}`));
}

function referred(cell: string, column: CompiledColumn, sure: boolean): Formula {
  const kind = KINDS[column.type];
  return {
    text: sure ? cell : `IF(${cell}="",NA(),${cell})`,
    kind,
    sure,
    column,
    cell,
    whole: column.type === 'integer' || column.type === 'date',
  };
}

export function rowIndexOf({ rows }: CompiledSheet, id: string): number {
  const index = rows.kind === 'open' ? -1 : rows.items.findIndex((item) => item.id === id);
  if (index < 0) throw new NotAFormula(`row ${id}`);
  return index;
}

/** `ROW` replaced by the number of a row. */
export const inRow = (formula: string, rowNumber: number): string =>
  formula.replaceAll(ROW, String(rowNumber));
