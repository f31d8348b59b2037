import type { CompiledForm, CompiledSheet } from '../compile/types';
import type { Answers, Cells, CellValue, Row } from '../types';
import { isBlank, normalizeCell } from '../values';
import { sameValue } from '../edits/lapse';
import { carryValue } from './carry-value';
import { newNames } from './match';

/** A value that found no place in the new version. */
export interface LostValue {
  readonly sheet: string;
  readonly row?: string;
  readonly column?: string;
  readonly value?: CellValue;
}

/** A value that is written differently now, at its new address. */
export interface ConvertedValue {
  readonly sheet: string;
  readonly row: string;
  readonly column: string;
  readonly from: CellValue;
  readonly to: CellValue;
}

export interface RenamedPart {
  readonly kind: 'sheet' | 'column' | 'row';
  /** The sheet's new name; absent where the sheet itself was renamed. */
  readonly sheet?: string;
  readonly from: string;
  readonly to: string;
}

export interface CarryReport {
  readonly lost: readonly LostValue[];
  readonly converted: readonly ConvertedValue[];
  readonly renamed: readonly RenamedPart[];
}

interface Notes {
  readonly lost: LostValue[];
  readonly converted: ConvertedValue[];
  readonly renamed: RenamedPart[];
}

/**
 * Answers to one version of a form as answers to another. Follows `was`, converts types where no value is lost, keeps what
 * cannot be read as it was typed; what finds no place stands in `report.lost`, so nothing that was entered disappears.
 */
export function carryAnswers(
  from: CompiledForm,
  to: CompiledForm,
  answers: Answers,
): { readonly answers: Answers; readonly report: CarryReport } {
  const notes: Notes = { lost: [], converted: [], renamed: [] };
  const sheetNames = newNames(from.definition.sheets, to.definition.sheets);
  const sheets = Object.entries(answers.sheets).flatMap(([id, rows]): [string, readonly Row[]][] => {
    const old = from.sheetById.get(id);
    // What no version knows is kept beside the form, as ever.
    if (!old) return [[id, rows]];
    const next = to.sheetById.get(sheetNames.get(id) ?? '');
    if (!next) {
      for (const row of rows) loseRow(notes, old, row);
      return [];
    }
    if (next.id !== id) notes.renamed.push({ kind: 'sheet', from: id, to: next.id });
    return [[next.id, carryRows(rows, carrierOf(from, to, old, next, notes), notes)]];
  });
  const { justifications } = answers;
  const carried: Answers = {
    sheets: Object.fromEntries(sheets),
    ...(justifications ? { justifications: carryJustifications(justifications, to, sheetNames, notes) } : {}),
  };
  return { answers: carried, report: notes };
}

interface Carrier {
  readonly old: CompiledSheet;
  readonly next: CompiledSheet;
  readonly columns: ReadonlyMap<string, string>;
  readonly rowName: (id: string) => string | undefined;
}

function carrierOf(
  from: CompiledForm,
  to: CompiledForm,
  old: CompiledSheet,
  next: CompiledSheet,
  notes: Notes,
): Carrier {
  const before = from.definition.sheets[old.index];
  const after = to.definition.sheets[next.index];
  const columns = newNames(before?.columns ?? [], after?.columns ?? []);
  const rows = newNames(givenRows(from, old), givenRows(to, next));
  for (const [kind, names] of [
    ['column', columns],
    ['row', rows],
  ] as const) {
    for (const [was, now] of names)
      if (was !== now) notes.renamed.push({ kind, sheet: next.id, from: was, to: now });
  }
  const rowName = (id: string): string | undefined => (next.rows.kind === 'open' ? id : rows.get(id));
  return { old, next, columns, rowName };
}

/** Given rows with the names they had: items of fixed rows, codes of per-code rows. */
function givenRows(
  form: CompiledForm,
  sheet: CompiledSheet,
): readonly { id: string; was?: string | undefined }[] {
  const source = form.definition.sheets[sheet.index]?.rows;
  if (source?.kind === 'fixed') return source.items;
  if (sheet.rows.kind !== 'perCode') return [];
  return (form.lists.get(sheet.rows.list)?.codes ?? []).map(({ value, was }) => ({ id: value, was }));
}

function carryRows(rows: readonly Row[], carrier: Carrier, notes: Notes): readonly Row[] {
  return rows.flatMap((row): Row[] => {
    const id = carrier.rowName(row.id);
    if (id === undefined) {
      loseRow(notes, carrier.old, row);
      return [];
    }
    return [{ ...row, id, cells: carryCells(row, id, carrier, notes) }];
  });
}

function carryCells(row: Row, newRow: string, { old, next, columns }: Carrier, notes: Notes): Cells {
  const cells: Record<string, CellValue> = {};
  for (const [id, value] of Object.entries(row.cells)) {
    const before = old.columnById.get(id);
    if (!before) {
      cells[id] = value;
      continue;
    }
    if (before.value) continue;
    const after = next.columnById.get(columns.get(id) ?? '');
    const given = next.givenById.get(newRow)?.cells ?? {};
    if (!after || after.value || Object.hasOwn(given, after.id)) {
      loseCell(notes, old, row, id, value);
      continue;
    }
    const carried = carryValue(value, before, after);
    cells[after.id] = carried;
    if (!isBlank(value) && !sameValue(normalizeCell(value, before), carried)) {
      notes.converted.push({ sheet: next.id, row: newRow, column: after.id, from: value, to: carried });
    }
  }
  return cells;
}

function loseRow(notes: Notes, sheet: CompiledSheet, row: Row): void {
  for (const [id, value] of Object.entries(row.cells)) {
    if (!sheet.columnById.get(id)?.value) loseCell(notes, sheet, row, id, value);
  }
}

/** Blank cells and removed rows say nothing that could be lost; neither do cells that the form gave. */
function loseCell(notes: Notes, sheet: CompiledSheet, row: Row, column: string, value: CellValue): void {
  const given = sheet.givenById.get(row.id)?.cells ?? {};
  if (isBlank(value) || row.removed || Object.hasOwn(given, column)) return;
  notes.lost.push({ sheet: sheet.id, row: row.id, column, value });
}

function carryJustifications(
  justifications: NonNullable<Answers['justifications']>,
  to: CompiledForm,
  sheets: ReadonlyMap<string, string>,
  notes: Notes,
): NonNullable<Answers['justifications']> {
  return justifications.flatMap((one) => {
    const sheet = one.sheet === undefined ? undefined : sheets.get(one.sheet);
    if (to.ruleById.has(one.rule) && (sheet !== undefined || one.sheet === undefined)) {
      return [{ ...one, ...(sheet === undefined ? {} : { sheet }) }];
    }
    const { sheet: was = '', row, text } = one;
    notes.lost.push({ sheet: was, ...(row === undefined ? {} : { row }), value: text });
    return [];
  });
}
