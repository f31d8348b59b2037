import { setImmediate } from 'node:timers/promises';
import type ExcelJS from 'exceljs';
import type { ExportTable } from '../../project/export-tables';
import type { Answers } from '../../types';
import { moscowClock, numberFormat, textCell, workbookValue } from './cell-values';
import type { WorksheetNames } from '../../project/template/worksheet-names';

/** One organisation's submitted data. */
export interface ExportedSubmission {
  readonly login: string;
  readonly organisation: string;
  readonly municipality: string;
  readonly region: string;
  readonly submittedAt: Date;
  readonly answers: Answers;
}

/** Rows of a worksheet of Excel 2007 and later. */
export const EXCEL_ROWS = 1_048_576;
/** Rows after which other work of the process gets its turn. */
const ROWS_AT_ONCE = 500;

const HEADING: Partial<ExcelJS.Style> = {
  font: { bold: true },
  alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF6' } },
  border: { bottom: { style: 'thin', color: { argb: 'FF9AA7B8' } } },
};

interface LeadColumn {
  readonly heading: string;
  readonly width: number;
  readonly format: string;
  readonly value: (submission: ExportedSubmission) => string | Date;
}

const lead = (locale: 'ru' | 'en'): readonly LeadColumn[] => {
  const name = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  const text = (
    heading: string,
    width: number,
    value: (submission: ExportedSubmission) => string,
  ): LeadColumn => ({
    heading,
    width,
    format: '@',
    value: (submission) => textCell(value(submission)),
  });
  return [
    text(name('Логин', 'Login'), 14, (one) => one.login),
    text(name('Организация', 'Organisation'), 40, (one) => one.organisation),
    text(name('Муниципалитет', 'Municipality'), 24, (one) => one.municipality),
    text(name('Регион', 'Region'), 24, (one) => one.region),
    {
      heading: name('Дата подачи (МСК)', 'Submitted (Moscow time)'),
      width: 18,
      format: 'dd.mm.yyyy hh:mm',
      value: (one) => moscowClock(one.submittedAt),
    },
  ];
};

const PIXELS_PER_CHARACTER = 7;

/** Writes one sheet of the form; a full worksheet goes on in another one. */
export class ExportSheet {
  private readonly leads: readonly LeadColumn[];
  private readonly hasGroups: boolean;
  private sheet: ExcelJS.Worksheet | null = null;
  private parts = 0;
  private rowsHere = 0;
  private sincePause = 0;
  /** Rows of data so far. */
  rows = 0;

  constructor(
    private readonly workbook: ExcelJS.stream.xlsx.WorkbookWriter,
    private readonly table: ExportTable,
    private readonly names: WorksheetNames,
    private readonly options: { readonly locale: 'ru' | 'en'; readonly rowsPerSheet: number },
  ) {
    this.leads = lead(options.locale);
    this.hasGroups = table.columns.some((column) => column.group !== null);
    this.open();
  }

  /** Adds all rows of a submission, yielding to the event loop now and then. */
  async add(submission: ExportedSubmission): Promise<void> {
    const leading = this.leads.map((column) => column.value(submission));
    for (const cells of this.table.rows(submission.answers)) {
      if (this.rowsHere >= this.options.rowsPerSheet) this.open();
      const values = this.table.columns.map((column, i) => workbookValue(cells[i] ?? null, column));
      this.sheet?.addRow([...leading, ...values]).commit();
      this.rowsHere++;
      this.rows++;
      if (++this.sincePause >= ROWS_AT_ONCE) {
        this.sincePause = 0;
        await setImmediate();
      }
    }
  }

  /** Nothing can be added after this. */
  close(): void {
    this.sheet?.commit();
    this.sheet = null;
  }

  private open(): void {
    this.close();
    this.parts++;
    const headingRows = this.hasGroups ? 2 : 1;
    this.sheet = this.workbook.addWorksheet(this.names.take(this.table.title, this.parts), {
      views: [{ state: 'frozen', xSplit: this.leads.length > 0 ? 1 : 0, ySplit: headingRows }],
    });
    this.sheet.columns = [
      ...this.leads.map(({ width, format }) => ({ width, style: { numFmt: format } })),
      ...this.table.columns.map((column) => ({
        width: Math.max(12, Math.round(column.width / PIXELS_PER_CHARACTER)),
        style: { numFmt: numberFormat(column) },
      })),
    ];
    this.writeHeadings(this.sheet);
    this.rowsHere = headingRows;
  }

  /** Titles, with a row of groups above them where there are any. */
  private writeHeadings(sheet: ExcelJS.Worksheet): void {
    const titles = [
      ...this.leads.map(({ heading }) => heading),
      ...this.table.columns.map(({ heading }) => heading),
    ];
    if (this.hasGroups) {
      const groups = this.table.columns.map(({ group }) => group);
      const top = sheet.addRow(titles.map((title, i) => textCell(groups[i - this.leads.length] ?? title)));
      const bottom = sheet.addRow(titles.map(textCell));
      for (const [from, to] of runs(groups)) {
        const shift = this.leads.length + 1;
        if (to > from) sheet.mergeCells(1, from + shift, 1, to + shift);
      }
      titles.forEach((_, i) => {
        if ((groups[i - this.leads.length] ?? null) === null) sheet.mergeCells(1, i + 1, 2, i + 1);
      });
      styleHeading(top, titles.length);
      styleHeading(bottom, titles.length);
      top.commit();
      bottom.commit();
    } else {
      const row = sheet.addRow(titles.map(textCell));
      styleHeading(row, titles.length);
      row.commit();
    }
  }
}

function styleHeading(row: ExcelJS.Row, columns: number): void {
  for (let i = 1; i <= columns; i++) row.getCell(i).style = { ...HEADING, numFmt: '@' };
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
