import type { AnswersDiff, CellValue, CompiledColumn, CompiledForm, Locale, RowDiff } from 'engine';
import { encodeCell, toGridModel } from 'engine';
import type { DiffWords, RowWords } from '~/protocol/history';
import { speltAs } from './spelling';

/** More rows than anybody reads in one go. */
const LISTED_ROWS = 50;
const LONGEST_TEXT = 300;

const cut = (text: string): string =>
  text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT).trimEnd()}…` : text;

/** What differs, as people read it: titles for sheets, rows and columns, values as they are written in the table. */
export function toDiffWords(form: CompiledForm, locale: Locale, diff: AnswersDiff): DiffWords {
  const { sheets } = toGridModel(form, locale);
  const titleOf = (id: string): string => sheets.find((sheet) => sheet.id === id)?.title ?? id;
  const rowWords = ({ kind, sheet: id, row, number, cells }: RowDiff): RowWords => {
    const grid = sheets.find((sheet) => sheet.id === id);
    const compiled = form.sheetById.get(id);
    const write = (value: CellValue, column: CompiledColumn | undefined): string =>
      column ? cut(encodeCell(value, speltAs(form, column), locale)) : '';
    return {
      kind,
      sheet: titleOf(id),
      title: grid?.givenRows.find((given) => given.id === row)?.title || null,
      number,
      cells: cells.map(({ column, before, after }) => ({
        column: grid?.columns.find((other) => other.id === column)?.title ?? column,
        before: write(before, compiled?.columnById.get(column)),
        after: write(after, compiled?.columnById.get(column)),
      })),
    };
  };
  return {
    rows: diff.rows.slice(0, LISTED_ROWS).map(rowWords),
    justifications: diff.justifications.slice(0, LISTED_ROWS).map(({ sheet, before, after }) => ({
      sheet: sheet === undefined ? null : titleOf(sheet),
      before: cut(before),
      after: cut(after),
    })),
    hidden:
      Math.max(0, diff.rows.length - LISTED_ROWS) + Math.max(0, diff.justifications.length - LISTED_ROWS),
  };
}
