import type { WrittenTable } from '../../project/exports/dictionary';
import type { ExportCell, ExportColumn, ExportRow } from '../../project/exports/types';
import { WorksheetNames } from '../../project/template/worksheet-names';
import type { Locale } from '../../types';
import { type CellTail, cellTail, columnLetters, columnStyle, textTail } from './cell-xml';
import { STYLES } from './styles';
import { workbookParts, worksheetPart, worksheetStart } from './workbook-xml';

/** One file of a package that is written from beginning to end. What is returned is to be awaited before more is written. */
export interface PartSink {
  write(text: string): void | Promise<void>;
  end(): Promise<void>;
}

/** Where the parts of a workbook go. Several may be open at a time. */
export interface PackageSink {
  open(name: string): Promise<PartSink>;
  /** A whole part; those come before the others. */
  add(name: string, text: string): void;
}

export interface WorkbookOptions {
  readonly locale: Locale;
  /** Yes and no as words, else as Excel's own truth values. */
  readonly words: boolean;
  /** Rows of a worksheet, headings included; Excel's limit unless told. */
  readonly rowsPerSheet?: number;
}

/** Rows of a worksheet of Excel 2007 and later. */
const EXCEL_ROWS = 1_048_576;
const PIXELS_PER_CHARACTER = 7;

/**
 * Writes tables as worksheets of one .xlsx, all at the same time; a full worksheet goes on in another one. Memory holds
 * what the sink holds. Texts are string cells and nothing else: no formulas, no links.
 */
export class WorkbookWriter {
  private readonly names = new WorksheetNames();
  private readonly worksheets: string[] = [];

  constructor(
    private readonly sink: PackageSink,
    private readonly options: WorkbookOptions,
  ) {}

  /** Worksheets stand in the order in which they are asked for. */
  async table(table: WrittenTable): Promise<TableSheet> {
    const sheet = new TableSheet(table, this.options, (number) => this.open(table.title, number));
    await sheet.begin();
    return sheet;
  }

  /** A worksheet of names and values, without headings. */
  async facts(title: string, lines: readonly (readonly [string, string | number])[]): Promise<void> {
    const part = await this.open(title, 1);
    await part.write(
      `${worksheetStart}<cols><col min="1" max="1" width="34" customWidth="1"/><col min="2" max="2" width="70" customWidth="1"/></cols><sheetData>`,
    );
    for (const [i, [name, value]] of lines.entries()) {
      const tail = typeof value === 'number' ? `"><v>${value}</v></c>` : textTail(value, STYLES.wrapped);
      const second = tail === '' ? '' : `<c r="B${i + 1}${tail}`;
      await part.write(`<row r="${i + 1}"><c r="A${i + 1}${textTail(name, STYLES.label)}${second}</row>`);
    }
    await part.write('</sheetData></worksheet>');
    await part.end();
  }

  /** After all tables have ended. */
  finish(): void {
    for (const [name, text] of workbookParts(this.worksheets)) this.sink.add(name, text);
  }

  /** `number` from 1: which of its worksheets. */
  private open(title: string, number: number): Promise<PartSink> {
    this.worksheets.push(this.names.take(title, number));
    return this.sink.open(worksheetPart(this.worksheets.length));
  }
}

interface Heading {
  readonly column: ExportColumn;
  readonly text: string;
}

/** The worksheets of one table. */
export class TableSheet {
  private readonly starts: readonly string[];
  private readonly tails: readonly CellTail[];
  private readonly headings: readonly Heading[];
  private readonly headingRows: 1 | 2;
  private part: PartSink | null = null;
  private parts = 0;
  /** The last one written in this worksheet. */
  private rowNumber = 0;

  constructor(
    { columns }: WrittenTable,
    private readonly options: WorkbookOptions,
    private readonly open: (number: number) => Promise<PartSink>,
  ) {
    const words = options.words ? options.locale : null;
    this.starts = columns.map((_, i) => `<c r="${columnLetters(i)}`);
    this.tails = columns.map((column) => cellTail(column, words));
    this.headings = columns.map((column) => ({ column, text: headingText(column, options.locale) }));
    this.headingRows = columns.some(({ group }) => group !== null) ? 2 : 1;
  }

  /** Opens the next worksheet, headings included. */
  async begin(): Promise<void> {
    this.parts++;
    this.part = await this.open(this.parts);
    await this.part.write(worksheetStart + this.layout() + '<sheetData>' + this.headingXml());
    this.rowNumber = this.headingRows;
  }

  /** Rows that have the same first cells. */
  async write(leads: readonly ExportCell[], rows: readonly ExportRow[]): Promise<void> {
    const ready = leads.map((value, i) => this.tails[i]?.(value) ?? '');
    for (const { cells } of rows) {
      if (this.rowNumber >= (this.options.rowsPerSheet ?? EXCEL_ROWS)) {
        await this.close();
        await this.begin();
      }
      const waits = this.part?.write(this.rowXml(++this.rowNumber, ready, cells));
      if (waits) await waits;
    }
  }

  async end(): Promise<void> {
    await this.close();
  }

  private rowXml(row: number, ready: readonly string[], cells: readonly ExportCell[]): string {
    let xml = `<row r="${row}">`;
    for (let i = 0; i < ready.length; i++) {
      if (ready[i] !== '') xml += `${this.starts[i] ?? ''}${row}${ready[i] ?? ''}`;
    }
    for (let i = 0; i < cells.length; i++) {
      const at = ready.length + i;
      const tail = this.tails[at]?.(cells[i] ?? null) ?? '';
      if (tail !== '') xml += `${this.starts[at] ?? ''}${row}${tail}`;
    }
    return `${xml}</row>`;
  }

  private async close(): Promise<void> {
    const merges = this.merges();
    const all = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
    const merged = all === '' ? '' : `<mergeCells count="${merges.length}">${all}</mergeCells>`;
    await this.part?.write(`</sheetData>${merged}</worksheet>`);
    await this.part?.end();
    this.part = null;
  }

  private layout(): string {
    const below = this.headingRows + 1;
    const cols = this.headings.map(({ column }, i) => {
      const width = Math.max(12, Math.round(column.width / PIXELS_PER_CHARACTER));
      return `<col min="${i + 1}" max="${i + 1}" width="${width}" style="${columnStyle(column)}" customWidth="1"/>`;
    });
    return (
      `<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="${this.headingRows}" topLeftCell="B${below}"` +
      ` activePane="bottomRight" state="frozen"/></sheetView></sheetViews><cols>${cols.join('')}</cols>`
    );
  }

  /** Titles, with a row of groups above them where there are any. */
  private headingXml(): string {
    const row = (number: number, texts: readonly string[]): string =>
      `<row r="${number}">${texts.map((text, i) => `${this.starts[i] ?? ''}${number}${headingTail(text)}`).join('')}</row>`;
    const titles = this.headings.map(({ text }) => text);
    if (this.headingRows === 1) return row(1, titles);
    const tops = this.headings.map(({ column, text }) => column.group ?? text);
    // Under a title that takes both rows stands nothing.
    return (
      row(1, tops) +
      row(
        2,
        this.headings.map(({ column, text }) => (column.group === null ? '' : text)),
      )
    );
  }

  private merges(): readonly string[] {
    if (this.headingRows === 1) return [];
    const groups = this.headings.map(({ column }) => column.group);
    const ref = (from: number, to: number, down: number): string =>
      `${columnLetters(from)}1:${columnLetters(to)}${down}`;
    return [
      ...runs(groups).flatMap(([from, to]) => (to > from ? [ref(from, to, 1)] : [])),
      ...groups.flatMap((group, i) => (group === null ? [ref(i, i, 2)] : [])),
    ];
  }
}

/** Also a heading without a text has its look. */
const headingTail = (text: string): string => textTail(text, STYLES.heading) || `" s="${STYLES.heading}"/>`;

function headingText({ heading, type }: ExportColumn, locale: Locale): string {
  if (type !== 'datetime') return heading;
  return `${heading} ${locale === 'ru' ? '(МСК)' : '(Moscow time)'}`;
}

/** First and last position of each run of columns under one group heading. */
function runs(groups: readonly (string | null)[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  groups.forEach((group, i) => {
    const last = found.at(-1);
    if (group === null) return;
    if (last && last[1] === i - 1 && groups[i - 1] === group) last[1] = i;
    else found.push([i, i]);
  });
  return found;
}
