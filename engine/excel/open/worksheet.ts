import { readAddress, readRange } from './addresses';
import { EXCEL_COLUMNS, EXCEL_ROWS, LIMITS } from './limits';
import { type TextBudget, unescapeText } from './parts';
import { WorkbookRefused } from './refused';
import type { CellFormat, CellRange, OpenedCell, OpenedRow, OpenedValidation } from './types';
import type { Attributes, XmlReader } from './xml';

const LONGEST_FORMULA = 200;

/** What all sheets of a workbook share while they are read. */
export interface SheetSources {
  readonly texts: readonly string[];
  readonly formats: readonly (CellFormat | undefined)[];
  readonly budget: TextBudget;
  /** Cells that may still come. */
  cellsLeft: number;
}

/** Hears a worksheet part and keeps its cells that hold something. */
export class WorksheetReader implements XmlReader {
  readonly rows: OpenedRow[] = [];
  readonly merges: CellRange[] = [];
  readonly validations: OpenedValidation[] = [];
  private row = 0;
  private cells: OpenedCell[] = [];
  private isInOrder = true;
  private column = 0;
  private type = '';
  private style = 0;
  private value = '';
  private inline = '';
  /** What text belongs to now. */
  private into: 'value' | 'inline' | 'formula' | 'own' | null = null;
  /** Of the cell; null where it has none. */
  private formula: string | null = null;
  private phonetic = 0;
  private validation: { readonly sqref: string; readonly type: string; formula: string } | null = null;

  constructor(
    private readonly sources: SheetSources,
    /** Formulas that no program has computed are kept as texts: to read them as blank would be to lose them. */
    private readonly keepsFormulas: boolean,
  ) {}

  open = (tag: string, attributes: Attributes): void => {
    switch (tag) {
      case 'c':
        this.openCell(attributes);
        break;
      case 'v':
        this.into = 'value';
        break;
      case 't':
        this.into = this.phonetic > 0 ? null : 'inline';
        break;
      case 'rPh':
        this.phonetic++;
        break;
      case 'f':
        this.formula = '';
        this.into = 'own';
        break;
      case 'row':
        this.openRow(attributes);
        break;
      case 'mergeCell':
        this.merges.push(readRange(attributes['ref'] ?? ''));
        if (this.merges.length > LIMITS.merges) throw new WorkbookRefused('too_much', 'merges');
        break;
      case 'dataValidation':
        this.validation = {
          sqref: attributes['sqref'] ?? '',
          type: attributes['type'] ?? '',
          formula: '',
        };
        break;
      case 'formula1':
        if (this.validation) this.into = 'formula';
        break;
    }
  };

  close = (tag: string): void => {
    switch (tag) {
      case 'c':
        this.closeCell();
        break;
      case 'row':
        this.closeRow();
        break;
      case 'rPh':
        this.phonetic--;
        break;
      case 'dataValidation':
        this.closeValidation();
        break;
    }
    this.into = null;
  };

  text = (text: string): void => {
    if (this.into === 'value') this.value += text;
    else if (this.into === 'inline') this.inline += text;
    else if (this.into === 'own') this.formula = `${this.formula ?? ''}${text}`.slice(0, LONGEST_FORMULA);
    else if (this.into === 'formula' && this.validation && this.validation.formula.length < 8192) {
      this.validation.formula += text;
    }
  };

  /** Rows by rising number, also where the file mixes them. */
  get sortedRows(): readonly OpenedRow[] {
    return this.isInOrder ? this.rows : mergeRows(this.rows);
  }

  private openRow(attributes: Attributes): void {
    const number = attributes['r'];
    const next = number === undefined ? this.row + 1 : Number(number);
    if (!Number.isInteger(next) || next < 1 || next > EXCEL_ROWS)
      throw new WorkbookRefused('bad_address', number);
    if (next <= this.row) this.isInOrder = false;
    this.row = next;
    this.column = 0;
    this.cells = [];
  }

  private closeRow(): void {
    if (this.cells.length === 0) return;
    const { cells } = this;
    for (let i = 1; i < cells.length; i++) {
      if ((cells[i]?.column ?? 0) <= (cells[i - 1]?.column ?? 0)) {
        cells.sort((a, b) => a.column - b.column);
        break;
      }
    }
    this.rows.push({ number: this.row, cells });
  }

  private openCell(attributes: Attributes): void {
    const address = attributes['r'];
    this.column = address === undefined ? this.column + 1 : readAddress(address).column;
    if (this.column > EXCEL_COLUMNS) throw new WorkbookRefused('bad_address', address);
    this.type = attributes['t'] ?? 'n';
    this.style = Number(attributes['s'] ?? 0);
    this.value = '';
    this.inline = '';
    this.formula = null;
  }

  private closeCell(): void {
    const read = this.readValue();
    const isUncomputed = read === null && this.formula !== null && this.keepsFormulas;
    const value = isUncomputed ? `=${this.formula ?? ''}` : read;
    if (value === null || value === '') return;
    if (--this.sources.cellsLeft < 0) throw new WorkbookRefused('too_much', 'cells');
    const format = typeof value === 'number' ? this.sources.formats[this.style] : undefined;
    this.cells.push({
      column: this.column,
      value,
      ...(format ? { format } : {}),
      ...(this.type === 'e' || isUncomputed ? { isError: true as const } : {}),
    });
  }

  private readValue(): string | number | boolean | null {
    switch (this.type) {
      case 's':
        return this.value === '' ? null : (this.sources.texts[Number(this.value)] ?? null);
      case 'inlineStr':
        return this.ownText(this.inline);
      case 'str':
        return this.ownText(this.value);
      case 'b':
        return this.value === '' ? null : this.value.trim() === '1' || this.value.trim() === 'true';
      case 'n': {
        if (this.value.trim() === '') return null;
        const number = Number(this.value);
        return Number.isFinite(number) ? number : this.ownText(this.value);
      }
      // Errors, and days as texts (strict files).
      default:
        return this.ownText(this.value);
    }
  }

  private ownText(text: string): string {
    this.sources.budget.spend(text.length);
    return unescapeText(text);
  }

  private closeValidation(): void {
    const { validation } = this;
    this.validation = null;
    if (validation?.type !== 'list') return;
    if (this.validations.length >= LIMITS.validations) return;
    const ranges = validation.sqref
      .split(/\s+/)
      .filter((one) => one !== '')
      .slice(0, 1000)
      .map(readRange);
    this.validations.push({ ranges, type: validation.type, formula: validation.formula });
  }
}

/** Rows that come in any order or in pieces; of two values of one cell the later one stays. */
function mergeRows(rows: readonly OpenedRow[]): readonly OpenedRow[] {
  const byNumber = new Map<number, Map<number, OpenedCell>>();
  for (const { number, cells } of rows) {
    const known = byNumber.get(number) ?? new Map<number, OpenedCell>();
    for (const cell of cells) known.set(cell.column, cell);
    byNumber.set(number, known);
  }
  return [...byNumber]
    .sort(([a], [b]) => a - b)
    .map(([number, cells]) => ({
      number,
      cells: [...cells.values()].sort((a, b) => a.column - b.column),
    }));
}
