/** Stored cells of many rows as vectors, and which rows hold something that must be looked at by itself. */
import type { CompiledColumn } from '../../compile/types';
import type { CellValue, Row } from '../../types';
import { isBlank, normalizeCell, valueTypes } from '../../values';
import { dayNumber, isIsoDate } from '../../values/date';
import { isRaw } from '../../values/raw';
import { isFaultless } from '../../values/text';
import { fromCells } from './numbers';
import { BLANK, type Dictionary, NO, NOTHING, type Vector, verdicts, YES } from './vectors';

/** What reading one column of all rows gives. */
export interface ReadColumn {
  readonly vector: Vector;
  /** Rows where a person entered something. */
  readonly entered: Uint8Array;
}

/**
 * The stored cells of all rows, column by column. Rows are walked by their own keys, which most rows have in the same
 * order: an engine reads properties in that order several times faster than by name.
 */
export function columnsOf(
  rows: readonly Row[],
  columns: readonly CompiledColumn[],
): readonly (CellValue | undefined)[][] {
  const found = columns.map(() => new Array<CellValue | undefined>(rows.length).fill(undefined));
  const indexOf = new Map(columns.map((column) => [column.id, column.index]));
  const ids: string[] = [];
  const targets: ((CellValue | undefined)[] | undefined)[] = [];
  for (let i = 0; i < rows.length; i++) {
    const cells = rows[i]?.cells;
    let place = 0;
    for (const id in cells) {
      if (ids[place] !== id) {
        ids[place] = id;
        targets[place] = found[indexOf.get(id) ?? -1];
      }
      const target = targets[place++];
      if (target) target[i] = cells[id];
    }
  }
  return found;
}

/** Reads a column; rows with a finding about their cell are noted in `suspects`. */
export function readColumn(
  cells: readonly (CellValue | undefined)[],
  column: CompiledColumn,
  suspects: Uint8Array,
): ReadColumn {
  const entered = new Uint8Array(cells.length);
  const reading: Reading = { cells, column, suspects, entered };
  switch (column.type) {
    case 'integer':
    case 'number':
      return { vector: readNumbers(reading), entered };
    case 'date':
      return { vector: readDates(reading), entered };
    case 'boolean':
      return { vector: readBooleans(reading), entered };
    case 'choice':
      return { vector: readChoices(reading), entered };
    case 'text':
      return { vector: readTexts(reading), entered };
    case 'choices':
      for (const [i, cell] of cells.entries()) slowly(reading, i, cell);
      // Logic over codes judges row by row.
      return { vector: NOTHING, entered };
  }
}

interface Reading {
  readonly cells: readonly (CellValue | undefined)[];
  readonly column: CompiledColumn;
  readonly suspects: Uint8Array;
  readonly entered: Uint8Array;
}

/** Any cell as the row's own reading takes it: canonical, or null for blank and unreadable. */
function slowly({ column, suspects, entered }: Reading, i: number, value: CellValue | undefined): CellValue {
  const cell = normalizeCell(value, column);
  if (isBlank(cell)) return null;
  entered[i] = 1;
  if (!isRaw(cell) && valueTypes[column.type].check(cell, column).length === 0) return cell;
  suspects[i] = 1;
  return isRaw(cell) ? null : cell;
}

function readNumbers(reading: Reading): Vector {
  const { cells, column, suspects, entered } = reading;
  const data = new Float64Array(cells.length);
  const min = typeof column.min === 'number' ? column.min : -Infinity;
  const max = typeof column.max === 'number' ? column.max : Infinity;
  const unit = column.type === 'integer' ? 1 : 10 ** (column.fractionDigits ?? 15);
  for (let i = 0; i < cells.length; i++) {
    const value = cells[i];
    if (value === undefined || value === null) data[i] = NaN;
    else if (typeof value === 'number' && Math.abs(value) < 1e9 && fits(value, unit)) {
      entered[i] = 1;
      // Adding 0 gives zero one sign.
      data[i] = value + 0;
      if (value < min || value > max) suspects[i] = 1;
    } else {
      const cell = slowly(reading, i, value);
      data[i] = typeof cell === 'number' ? cell : NaN;
    }
  }
  return fromCells(data);
}

/** No more digits than the column has, as far as that is quickly known. */
const fits = (value: number, unit: number): boolean =>
  Number.isInteger(value) || (unit > 1 && unit <= 1e6 && Math.round(value * unit) / unit === value);

function readDates(reading: Reading): Vector {
  const { cells, column, suspects, entered } = reading;
  const data = new Float64Array(cells.length);
  const min = typeof column.min === 'string' ? dayNumber(column.min) : -Infinity;
  const max = typeof column.max === 'string' ? dayNumber(column.max) : Infinity;
  // Most dates stand in many rows.
  const known = new Map<string, number>();
  for (let i = 0; i < cells.length; i++) {
    const value = cells[i];
    let day = NaN;
    if (typeof value === 'string') {
      const day0 = known.get(value);
      if (day0 !== undefined) day = day0;
      else if (isIsoDate(value)) known.set(value, (day = dayNumber(value)));
      if (day === day) {
        entered[i] = 1;
        if (day < min || day > max) suspects[i] = 1;
      }
    }
    if (day !== day && value !== undefined && value !== null) {
      const cell = slowly(reading, i, value);
      day = typeof cell === 'string' ? dayNumber(cell) : NaN;
    }
    data[i] = day;
  }
  return { kind: 'date', data };
}

function readBooleans(reading: Reading): Vector {
  const { cells, entered } = reading;
  const data = new Int8Array(cells.length);
  for (let i = 0; i < cells.length; i++) {
    let value = cells[i];
    if (typeof value === 'boolean') entered[i] = 1;
    else value = value === undefined || value === null ? null : slowly(reading, i, value);
    data[i] = typeof value === 'boolean' ? (value ? YES : NO) : BLANK;
  }
  return verdicts(data);
}

function readChoices(reading: Reading): Vector {
  const { cells, column, suspects, entered } = reading;
  const codes = column.list?.indexByValue ?? NO_CODES;
  const data = new Int32Array(cells.length);
  for (let i = 0; i < cells.length; i++) {
    const value = cells[i];
    let code = typeof value === 'string' ? codes.get(value) : undefined;
    if (code !== undefined) entered[i] = 1;
    else if (value !== undefined && value !== null) {
      const cell = slowly(reading, i, value);
      code = typeof cell === 'string' ? codes.get(cell) : undefined;
      if (entered[i] === 1 && code === undefined) suspects[i] = 1;
    }
    data[i] = code ?? -1;
  }
  const texts = (column.list?.codes ?? []).map((code) => code.value);
  return { kind: 'text', data, dictionary: { codeOf: codes, texts } };
}

const NO_CODES: ReadonlyMap<string, number> = new Map();

function readTexts(reading: Reading): Vector {
  const { cells, column, suspects, entered } = reading;
  const texts: (string | null)[] = [];
  for (let i = 0; i < cells.length; i++) {
    const value = cells[i];
    // Text that begins with a visible sign is not blank.
    if (typeof value === 'string' && isVisible(value.charCodeAt(0))) {
      entered[i] = 1;
      if (!isFaultless(value, column)) suspects[i] = 1;
      texts.push(value);
    } else if (value === undefined || value === null) texts.push(null);
    else {
      const cell = slowly(reading, i, value);
      texts.push(typeof cell === 'string' ? cell : null);
    }
  }
  return new LazyTexts(texts);
}

/** ASCII signs and Cyrillic letters, the usual beginnings of text. */
const isVisible = (unit: number): boolean => (unit > 0x20 && unit < 0x7f) || (unit >= 0x400 && unit < 0x530);

/** Free text is looked up in a dictionary only where a rule reads it. */
class LazyTexts {
  readonly kind = 'text';
  private found: { readonly data: Int32Array; readonly dictionary: Dictionary } | null = null;

  constructor(private readonly values: readonly (string | null)[]) {}

  get data(): Int32Array {
    return this.coded().data;
  }

  get dictionary(): Dictionary {
    return this.coded().dictionary;
  }

  private coded(): { readonly data: Int32Array; readonly dictionary: Dictionary } {
    if (this.found) return this.found;
    const codeOf = new Map<string, number>();
    const texts: string[] = [];
    const data = new Int32Array(this.values.length).fill(-1);
    for (let i = 0; i < data.length; i++) {
      const text = this.values[i] ?? null;
      if (text === null) continue;
      let code = codeOf.get(text);
      if (code === undefined) {
        code = texts.push(text) - 1;
        codeOf.set(text, code);
      }
      data[i] = code;
    }
    this.found = { data, dictionary: { codeOf, texts } };
    return this.found;
  }
}
