import type { CompiledColumn, CompiledForm, CompiledList, CompiledSheet } from '../../compile/types';
import type { Locale, ValidationContext } from '../../types';
import type { Translator } from './place';
import { letterOf, sheetRef } from './spelling';
import { type CalculationCell, type CalculationColumn, LONGEST_FORMULA, NotAFormula, ROW } from './types';

/** Where a list lies in the workbook: absolute ranges of equal height. */
export interface ListPlace {
  readonly codes: string;
  readonly labels: string;
  /** By the name of the attribute. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Some label is longer than what a search can look for. */
  readonly isSearchable: boolean;
}

/** Where the cells of a sheet of the form lie in the workbook. */
export interface SheetPlace {
  readonly sheet: CompiledSheet;
  /** Name of the worksheet that people fill. */
  readonly name: string;
  /** Name of its worksheet of calculations. */
  readonly calculations: string;
  /** First and last row that are calculated; rows of both worksheets lie side by side. */
  readonly firstRow: number;
  readonly lastRow: number;
  /** The worksheet's column of a column. */
  readonly letterOf: (column: CompiledColumn) => string;
}

export interface BookOptions {
  readonly form: CompiledForm;
  readonly context: ValidationContext;
  readonly locale: Locale;
  readonly sheets: readonly SheetPlace[];
  readonly lists: ReadonlyMap<CompiledList, ListPlace>;
  readonly translator: Translator;
  /** The cell that holds the present day. */
  readonly today: string;
}

/** Column A of a worksheet of calculations is for what belongs to no row. */
const FIRST_COLUMN = 2;

/** The worksheet of calculations of one sheet, filled as formulas ask for columns. */
export class Calculations {
  readonly columns: CalculationColumn[] = [];
  readonly cells: CalculationCell[] = [];
  private readonly known = new Map<string, string>();

  constructor(readonly place: SheetPlace) {}

  get sheet(): CompiledSheet {
    return this.place.sheet;
  }

  /** The letter of the column that holds a formula a row, or one for each row; the same key is the same column. */
  column(key: string, formula: string | readonly string[]): string {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const letter = letterOf(FIRST_COLUMN + this.columns.length);
    const formulas = typeof formula === 'string' ? [formula] : formula;
    if (formulas.some((text) => text.length > LONGEST_FORMULA)) throw new NotAFormula('length');
    this.known.set(key, letter);
    this.columns.push({ letter, formulas });
    return letter;
  }

  /** The letter of a column that is already there. */
  find(key: string): string | undefined {
    return this.known.get(key);
  }

  /** The cell of a column in the row of the formula itself. */
  beside(letter: string): string {
    return `$${letter}${ROW}`;
  }

  /** All calculated cells of a column, from any worksheet. */
  range(letter: string): string {
    const { firstRow, lastRow } = this.place;
    return `${this.ref}$${letter}$${firstRow}:$${letter}$${lastRow}`;
  }

  /** From the first row to the row of the formula itself. */
  soFar(letter: string): string {
    return `$${letter}$${this.place.firstRow}:$${letter}${ROW}`;
  }

  /** The cell of a column in a row counted from 0. */
  at(letter: string, rowIndex: number): string {
    return `${this.ref}$${letter}$${this.place.firstRow + rowIndex}`;
  }

  /** A cell for what belongs to no row, from any worksheet; the same formula is the same cell. */
  constant(formula: string): string {
    if (formula.length > LONGEST_FORMULA) throw new NotAFormula('length');
    const known = this.known.get(`=${formula}`);
    if (known !== undefined) return known;
    const address = `$A$${this.cells.length + 1}`;
    this.cells.push({ address, formula });
    const reference = `${this.ref}${address}`;
    this.known.set(`=${formula}`, reference);
    return reference;
  }

  private get ref(): string {
    return sheetRef(this.place.calculations);
  }
}

/** All that formulas of a workbook may refer to. */
export class FormulaBook {
  readonly form: CompiledForm;
  private readonly byId: ReadonlyMap<string, Calculations>;

  constructor(readonly options: BookOptions) {
    this.form = options.form;
    this.byId = new Map(options.sheets.map((place) => [place.sheet.id, new Calculations(place)]));
  }

  calculations(sheet: string): Calculations {
    const found = this.byId.get(sheet);
    if (!found) throw new NotAFormula(`sheet ${sheet}`);
    return found;
  }

  get translator(): Translator {
    return this.options.translator;
  }

  get all(): readonly Calculations[] {
    return [...this.byId.values()];
  }

  listPlace(list: CompiledList): ListPlace {
    const place = this.options.lists.get(list);
    if (!place?.isSearchable) throw new NotAFormula(`list ${list.id}`);
    return place;
  }
}
