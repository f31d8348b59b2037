import type { CompiledForm, CompiledSheet } from '../compile/types';
import type { Answers, CellValue, Justification, Row } from '../types';
import { sameValue } from './lapse';

export interface CellDiff {
  readonly column: string;
  readonly before: CellValue;
  readonly after: CellValue;
}

/** A row that differs; the cells are those that do, in the order of the columns. */
export interface RowDiff {
  /** Rows that the form gives are neither added nor removed. */
  readonly kind: 'added' | 'removed' | 'changed';
  readonly sheet: string;
  readonly row: string;
  /** Place among the rows of its sheet, from 1: as it is after, for a removed row as it was before. */
  readonly number: number;
  readonly cells: readonly CellDiff[];
}

/** Empty texts: there was none, or there is none. */
export interface JustificationDiff extends Omit<Justification, 'text'> {
  readonly before: string;
  readonly after: string;
}

export interface AnswersDiff {
  readonly rows: readonly RowDiff[];
  readonly justifications: readonly JustificationDiff[];
}

/**
 * What differs between two states of the answers of a form, as people see them: removed rows are not there, and a cell that
 * was never filled is blank. By sheet; first the rows as they stand after, then those that are gone. What the form does not
 * know is passed over.
 */
export function diffAnswers(form: CompiledForm, before: Answers, after: Answers): AnswersDiff {
  return {
    rows: form.sheets.flatMap((sheet) => diffSheet(sheet, before, after)),
    justifications: diffJustifications(before.justifications ?? [], after.justifications ?? []),
  };
}

function diffSheet(sheet: CompiledSheet, before: Answers, after: Answers): readonly RowDiff[] {
  const [old, fresh] = [livingRows(before, sheet.id), livingRows(after, sheet.id)];
  if (old === fresh) return [];
  const isOpen = sheet.rows.kind === 'open';
  const given = [...sheet.givenById.keys()];
  const [oldIds, freshIds] = isOpen ? [[...old.keys()], [...fresh.keys()]] : [given, given];
  const present = freshIds.flatMap((id, index): RowDiff[] => {
    const cells = diffCells(sheet, old.get(id), fresh.get(id));
    const isAdded = isOpen && !old.has(id);
    if (cells.length === 0 && !isAdded) return [];
    return [{ kind: isAdded ? 'added' : 'changed', sheet: sheet.id, row: id, number: index + 1, cells }];
  });
  const gone = oldIds.flatMap((id, index): RowDiff[] => {
    if (!isOpen || fresh.has(id)) return [];
    const cells = diffCells(sheet, old.get(id), undefined);
    return [{ kind: 'removed', sheet: sheet.id, row: id, number: index + 1, cells }];
  });
  return [...present, ...gone];
}

/** The rows of a sheet that are not removed, by id, in order. */
export function livingRows(answers: Answers, sheet: string): ReadonlyMap<string, Row> {
  const rows = Object.hasOwn(answers.sheets, sheet) ? (answers.sheets[sheet] ?? []) : [];
  return new Map(rows.filter((row) => !row.removed).map((row) => [row.id, row]));
}

/** What a row holds in a column; blank where it was never filled. */
export const cellOf = (row: Row | undefined, column: string): CellValue =>
  row && Object.hasOwn(row.cells, column) ? (row.cells[column] ?? null) : null;

function diffCells(sheet: CompiledSheet, before: Row | undefined, after: Row | undefined): CellDiff[] {
  if (before === after) return [];
  return sheet.columns.flatMap(({ id }): CellDiff[] => {
    const cell = { column: id, before: cellOf(before, id), after: cellOf(after, id) };
    return sameValue(cell.before, cell.after) ? [] : [cell];
  });
}

export function diffJustifications(
  before: readonly Justification[],
  after: readonly Justification[],
): readonly JustificationDiff[] {
  const old = new Map(before.map((entry) => [placeOf(entry), entry]));
  const fresh = new Map(after.map((entry) => [placeOf(entry), entry]));
  return [...new Map([...old, ...fresh])].flatMap(([key, { rule, sheet, row }]) => {
    const place = { rule, ...(sheet === undefined ? {} : { sheet }), ...(row === undefined ? {} : { row }) };
    const texts = { before: old.get(key)?.text ?? '', after: fresh.get(key)?.text ?? '' };
    return texts.before === texts.after ? [] : [{ ...place, ...texts }];
  });
}

const placeOf = ({ rule, sheet, row }: Justification): string => JSON.stringify([rule, sheet, row]);
