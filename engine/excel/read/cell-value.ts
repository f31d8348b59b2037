import type { CompiledColumn, CompiledForm } from '../../compile/types';
import type { CellValue } from '../../types';
import { decodeCell, valueTypes } from '../../values';
import { isRaw } from '../../values/raw';
import { formatDate, isoOfDay } from '../../values/date';
import { plainNumber } from '../../values/number';
import type { CellFormat, OpenedCell } from '../open/types';

/** Days between 1899-12-30 and 1970-01-01; of the 1904 system between 1904-01-01 and 1970-01-01. */
const EPOCH_1900 = 25_569;
const EPOCH_1904 = 24_107;
/** Serial numbers of plausible days, 1927 to 2119: other numbers in a column of days are no days. */
const PLAUSIBLE = [10_000, 80_000] as const;
/** Excel itself keeps and shows no more significant digits. */
const DIGITS = 15;

export interface CellReader {
  readonly form: CompiledForm;
  readonly date1904: boolean;
}

/** What a cell of a workbook means in a column. What cannot be read stays as people saw it, in `{"$raw"}`. */
export function readCell(cell: OpenedCell, column: CompiledColumn, reader: CellReader): CellValue {
  const { value } = cell;
  if (cell.isError) return { $raw: String(value) };
  if (typeof value === 'boolean') return readBoolean(value, column);
  if (typeof value === 'string') return readText(value, column, reader);
  return readNumeric(value, cell.format, column, reader);
}

function readBoolean(value: boolean, column: CompiledColumn): CellValue {
  if (column.type === 'boolean') return value;
  return decodeCell(value ? 'ИСТИНА' : 'ЛОЖЬ', column);
}

/** Days of strict workbooks are texts with a time: `2023-05-05T00:00:00`. */
const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})T00:00(?::00(?:\.0+)?)?Z?$/;

function readText(text: string, column: CompiledColumn, reader: CellReader): CellValue {
  // Formats may have put a line break or a no-break space where people see nothing.
  const typed = column.type === 'date' ? text.trim().replace(MIDNIGHT, '$1') : text;
  return decodeShown(typed, column, reader);
}

/** A list that is a column of another sheet shows what that column shows; what it does not know stays a text. */
function decodeShown(text: string, column: CompiledColumn, { form }: CellReader): CellValue {
  const { listSource } = column;
  const source = listSource && form.sheetById.get(listSource.sheet)?.columnById.get(listSource.column);
  if (!source?.list) return decodeCell(text, column);
  const found = decodeCell(text, { ...column, list: source.list });
  return isRaw(found) ? decodeCell(text, column) : found;
}

function readNumeric(
  value: number,
  format: CellFormat | undefined,
  column: CompiledColumn,
  reader: CellReader,
): CellValue {
  const number = Number(value.toPrecision(DIGITS));
  const isDay = format?.kind === 'date' || format?.kind === 'time';
  if (column.type === 'date') return readDay(number, format, reader);
  // «1.5» that Excel took for the first of May: people see a day, and so does whoever looks for the mistake.
  if (isDay) return decodeShown(shownMoment(number, format, reader), column, reader);
  if (format?.kind === 'percent') {
    const shown = plainNumber(Number((number * 100).toPrecision(DIGITS)));
    return { $raw: `${shown.replace('.', ',')}%` };
  }
  const { type } = column;
  if (type === 'integer' || type === 'number') {
    return valueTypes[type].fromJson(number, column) ?? { $raw: plainNumber(number).replace('.', ',') };
  }
  return decodeShown(shownNumber(number, format), column, reader);
}

/** A number as its cell shows it: `007` where the format asks for three digits. */
function shownNumber(number: number, format: CellFormat | undefined): string {
  const plain = plainNumber(number);
  if (format?.kind !== 'zeros' || !/^\d+$/.test(plain)) return plain.replace('.', ',');
  return plain.padStart(format.digits, '0');
}

function readDay(number: number, format: CellFormat | undefined, reader: CellReader): CellValue {
  const isDay = format?.kind === 'date';
  const isWhole = Number.isInteger(number);
  const [low, high] = PLAUSIBLE;
  if (isWhole && (isDay || (format === undefined && number >= low && number <= high))) {
    const iso = dayOf(number, reader);
    if (iso !== null) return iso;
  }
  return {
    $raw:
      isDay || format?.kind === 'time' ? shownMoment(number, format, reader) : shownNumber(number, format),
  };
}

/** The day of a serial number; null beyond the years that people write. */
function dayOf(serial: number, { date1904 }: Pick<CellReader, 'date1904'>): string | null {
  if (serial < 1 || serial > 2_958_465) return null;
  // Excel counts a 29 February 1900 that never was: before it, its days are one too many.
  const shift = !date1904 && serial < 60 ? 1 : 0;
  return isoOfDay(Math.floor(serial) + shift - (date1904 ? EPOCH_1904 : EPOCH_1900));
}

/** A cell as people see it, whatever column it stands in. */
export function shownCell({ value, format }: OpenedCell, reader: Pick<CellReader, 'date1904'>): string {
  if (typeof value !== 'number') return String(value);
  if (format?.kind === 'date' || format?.kind === 'time') return shownMoment(value, format, reader);
  return shownNumber(Number(value.toPrecision(DIGITS)), format);
}

/** A day and time as people see them. */
function shownMoment(serial: number, format: CellFormat, reader: Pick<CellReader, 'date1904'>): string {
  const iso = dayOf(serial, reader);
  const seconds = Math.round((serial - Math.floor(serial)) * 86_400);
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  if (iso === null || format.kind === 'time') return time;
  return seconds === 0 ? formatDate(iso) : `${formatDate(iso)} ${time}`;
}
