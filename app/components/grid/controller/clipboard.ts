/**
 * Ranges as spreadsheets put them on the clipboard: rows by line ends, cells by tabs, and quotes around a cell that
 * holds a tab, a line end or (in LibreOffice) a quote.
 */

interface Field {
  readonly text: string;
  /** Index of the delimiter after the field, or the length of the source. */
  readonly end: number;
}

const isDelimiter = (char: string | undefined): boolean =>
  char === undefined || char === '\t' || char === '\n' || char === '\r';

/** Index of the quote that closes the field opened at `start`, or -1. */
function closingQuote(source: string, start: number): number {
  let index = start + 1;
  while (index < source.length) {
    if (source[index] !== '"') index += 1;
    else if (source[index + 1] === '"') index += 2;
    else return isDelimiter(source[index + 1]) ? index : -1;
  }
  return -1;
}

/**
 * Excel writes a cell such as `"Ромашка"` bare, quotes and all, and quotes only cells with tabs or line ends;
 * so quotes are taken off only where there was a reason to put them.
 */
function quotedField(source: string, start: number): Field | null {
  const close = closingQuote(source, start);
  if (close < 0) return null;
  const inner = source.slice(start + 1, close);
  if (!/[\t\r\n]|""/.test(inner)) return null;
  return { text: inner.replaceAll('""', '"'), end: close + 1 };
}

function bareField(source: string, start: number): Field {
  let end = start;
  while (!isDelimiter(source[end])) end += 1;
  return { text: source.slice(start, end), end };
}

/** Reads clipboard text into rows of cells; the line end after the last row is not a row. */
export function parseClipboard(source: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let index = 0;
  while (index <= source.length) {
    const field = (source[index] === '"' ? quotedField(source, index) : null) ?? bareField(source, index);
    row.push(field.text.replaceAll('\r\n', '\n'));
    index = field.end + 1;
    if (source[field.end] === '\t') continue;
    rows.push(row);
    row = [];
    if (source[field.end] === '\r' && source[index] === '\n') index += 1;
    if (index >= source.length) break;
  }
  return rows;
}

// A bare cell that begins with a quote could be taken for a quoted one that ends in a later cell.
const quote = (text: string): string =>
  text.startsWith('"') || /[\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Writes rows of cells so that Excel, LibreOffice and `parseClipboard` read them back. */
export const formatClipboard = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(quote).join('\t')).join('\r\n');
