import type { Locale } from '../../types';
import { columnName, readRange } from '../open/addresses';
import type { CellRange, OpenedCell, OpenedRow, OpenedSheet, OpenedWorkbook } from '../open/types';
import { SheetTexts } from '../read/headings';
import { cellText } from './grid';
import { codesOf, guessColumn } from './guess';
import { identifierOf, UniqueNames } from './names';
import { settle } from './settle';
import { type Draft, type Json, Notes } from './types';

const HEADING_ROWS = 20;
const MOST_COLUMNS = 200;
const MOST_SHEETS = 50;
const LONGEST_LIST = 5000;

/** Any workbook as a definition: a sheet a worksheet, a column a heading, types and lists from what stands below. */
export function draftPlain(workbook: OpenedWorkbook, locale: Locale): Draft {
  const notes = new Notes(locale);
  const drafting = new PlainDraft(workbook, notes, locale);
  for (const sheet of workbook.sheets) if (sheet.state === 'visible') drafting.addSheet(sheet);
  const definition = settle(drafting.finish(), drafting.origins, notes, locale);
  return { definition, kind: 'plain', notes: notes.all };
}

class PlainDraft {
  readonly origins = new Map<string, { readonly sheet: string; readonly row: number }>();
  private readonly sheets: Json[] = [];
  private readonly lists: Json = {};
  private readonly sheetIds = new UniqueNames();
  private readonly listIds = new UniqueNames();
  private readonly knownLists = new Map<string, string>();

  constructor(
    private readonly workbook: OpenedWorkbook,
    private readonly notes: Notes,
    private readonly locale: Locale,
  ) {}

  addSheet(sheet: OpenedSheet): void {
    const heading = headingRow(sheet);
    if (!heading || this.sheets.length >= MOST_SHEETS) {
      if (sheet.rows.length > 0)
        this.notes.add(
          sheet.name,
          0,
          'не нашлось строки с заголовками: лист пропущен',
          'no row with headings was found: the sheet was passed over',
        );
      return;
    }
    const path = `/sheets/${this.sheets.length}`;
    const texts = new SheetTexts(sheet);
    const data = sheet.rows.filter((row) => row.number > heading.number);
    const totals = data.at(-1);
    const hasTotals = totals !== undefined && isTotals(totals);
    const body = hasTotals ? data.slice(0, -1) : data;
    const ids = new UniqueNames();
    const columns: Json[] = [];
    for (const cell of heading.cells.slice(0, MOST_COLUMNS)) {
      this.origins.set(`${path}/columns/${columns.length}`, { sheet: sheet.name, row: heading.number });
      const cells = body.flatMap((row) => row.cells.filter((one) => one.column === cell.column));
      const column = this.column(sheet, cell, cells, ids, { heading, texts, rows: body.length });
      if (hasTotals && (column['type'] === 'integer' || column['type'] === 'number')) column['total'] = 'sum';
      columns.push(column);
    }
    if (hasTotals)
      this.notes.add(
        sheet.name,
        totals.number,
        'строка итогов стала итогами под числовыми столбцами',
        'the row of totals became totals under the columns of numbers',
      );
    const hint = titleAbove(sheet, heading.number);
    this.sheets.push({
      id: this.sheetIds.take(identifierOf(sheet.name, 'sheet')),
      title: sheet.name,
      ...(hint === '' ? {} : { hint }),
      rows: { kind: 'open' },
      columns,
    });
  }

  finish(): Json {
    const [first] = this.sheets;
    if (!first) {
      const title = this.locale === 'ru' ? 'Ответ' : 'Answer';
      this.sheets.push({ id: 'sheet', title, columns: [{ id: 'answer', title, type: 'text' }] });
    }
    const named = this.sheets[0]?.['title'];
    const title = typeof named === 'string' ? named : '';
    return {
      format: 1,
      id: identifierOf(title, 'form'),
      version: 1,
      title,
      excelTemplate: true,
      ...(Object.keys(this.lists).length > 0 ? { lists: this.lists } : {}),
      sheets: this.sheets,
    };
  }

  private column(
    sheet: OpenedSheet,
    head: OpenedCell,
    cells: readonly OpenedCell[],
    ids: UniqueNames,
    {
      heading,
      texts,
      rows,
    }: { readonly heading: OpenedRow; readonly texts: SheetTexts; readonly rows: number },
  ): Json {
    const title = String(head.value).trim().replace(/\s+/g, ' ');
    const above = heading.number > 1 ? texts.at(heading.number - 1, head.column) : '';
    const isMergedGroup = sheet.merges.some(
      (merge) =>
        merge.bottom === heading.number - 1 &&
        merge.right > merge.left &&
        holds(merge, heading.number - 1, head.column),
    );
    const isRequired = /\s*\*$/.test(title);
    const hint = [heading.number, heading.number - 1]
      .map((row) => sheet.notes.get(`${columnName(head.column)}${row}`)?.trim() ?? '')
      .find((text) => text !== '');
    const column: Json = {
      id: ids.take(identifierOf(title, 'column')),
      title: title.replace(/\s*\*$/, '') || title,
      ...(isMergedGroup && above !== '' && above !== title ? { group: above } : {}),
      ...(hint === undefined ? {} : { hint }),
      ...this.typeOf(sheet, head, cells, heading.number),
    };
    if (isRequired || (rows >= 5 && cells.length === rows)) column['required'] = true;
    return column;
  }

  private typeOf(sheet: OpenedSheet, head: OpenedCell, cells: readonly OpenedCell[], heading: number): Json {
    const dropDown = this.dropDown(sheet, head.column, heading);
    if (dropDown && dropDown.length > 0) {
      if (dropDown.every((text) => /^(да|нет|yes|no)$/i.test(text))) return { type: 'boolean' };
      return { type: 'choice', list: this.list(head, dropDown) };
    }
    const guess = guessColumn(cells);
    if (guess.type !== 'choice') return { type: guess.type };
    this.notes.add(
      sheet.name,
      heading,
      `«${String(head.value)}»: список из ${guess.texts.length} повторяющихся значений`,
      `"${String(head.value)}": a list of ${guess.texts.length} values that repeat`,
    );
    return { type: 'choice', list: this.list(head, guess.texts) };
  }

  private list(head: OpenedCell, texts: readonly string[]): string {
    const codes = codesOf(texts);
    const key = JSON.stringify(codes);
    const known = this.knownLists.get(key);
    if (known !== undefined) return known;
    const id = this.listIds.take(identifierOf(String(head.value), 'list'));
    this.lists[id] = codes;
    this.knownLists.set(key, id);
    return id;
  }

  /** Texts of the drop-down list of a column; undefined where it has none or its list cannot be followed. */
  private dropDown(sheet: OpenedSheet, column: number, heading: number): readonly string[] | undefined {
    const validation = sheet.validations.find(({ ranges }) =>
      ranges.some((range) => range.left <= column && range.right >= column && range.bottom > heading),
    );
    return validation && this.listOf(validation.formula.trim(), sheet);
  }

  private listOf(formula: string, from: OpenedSheet, depth = 0): readonly string[] | undefined {
    const literal = /^"([^]*)"$/.exec(formula)?.[1];
    if (literal !== undefined)
      return literal
        .replaceAll('""', '"')
        .split(',')
        .map((text) => text.trim());
    const reference =
      /^=?(?:'((?:[^']|'')+)'!|([^'!]+)!)?(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)$/i.exec(formula);
    if (!reference) {
      const named = depth < 3 ? this.workbook.names.get(formula.toLowerCase()) : undefined;
      return named === undefined ? undefined : this.listOf(named, from, depth + 1);
    }
    const [, quoted, plain, address = ''] = reference;
    const name = quoted?.replaceAll("''", "'") ?? plain;
    const sheet = name === undefined ? from : this.workbook.sheets.find((one) => one.name === name);
    return sheet && textsIn(sheet, readRange(address));
  }
}

const holds = ({ top, left, bottom, right }: CellRange, row: number, column: number): boolean =>
  row >= top && row <= bottom && column >= left && column <= right;

function textsIn(sheet: OpenedSheet, range: CellRange): readonly string[] {
  const texts: string[] = [];
  for (const row of sheet.rows) {
    if (row.number < range.top || row.number > range.bottom || texts.length >= LONGEST_LIST) continue;
    for (const cell of row.cells) {
      if (cell.column >= range.left && cell.column <= range.right) texts.push(String(cell.value).trim());
    }
  }
  return texts;
}

/** The row of the headings: of the first ones that hold texts alone, the one with the most. */
function headingRow(sheet: OpenedSheet): OpenedRow | null {
  let best: OpenedRow | null = null;
  for (const row of sheet.rows.slice(0, HEADING_ROWS)) {
    // Ids of a workbook that was made from a form.
    if (row.cells.some(({ value }) => typeof value === 'string' && value.startsWith('sbor:'))) continue;
    const isHeading = row.cells.every(({ value }) => typeof value === 'string');
    if (isHeading && row.cells.length > (best?.cells.length ?? 0)) best = row;
    // Data have begun.
    if (!isHeading && best && best.cells.length > 1) break;
  }
  return best;
}

const isTotals = (row: OpenedRow): boolean =>
  row.cells.some(
    ({ value }) => typeof value === 'string' && /^(итого|всего|total)\b|^(итого|всего)/i.test(value.trim()),
  );

/** What stands above the headings over the whole width: the title of the table. */
function titleAbove(sheet: OpenedSheet, heading: number): string {
  return sheet.rows
    .filter((row) => row.number < heading && row.cells.length === 1)
    .map((row) => cellText(row, row.cells[0]?.column ?? 1))
    .filter((text) => text !== '' && text !== sheet.name)
    .slice(0, 3)
    .join('\n');
}
