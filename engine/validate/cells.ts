import type { CompiledColumn, Condition } from '../compile/types';
import { findingMessage } from '../diagnostics/finding-messages';
import type { CellValue, Finding, FindingCode, Locale } from '../types';
import { isBlank, unreadableProblem, valueTypes } from '../values';
import { isRaw } from '../values/raw';
import { type FormState, holds, isOffered, type RowState } from './state';

/** Given, computed or locked by the form. */
export function isReadOnly(row: RowState, column: CompiledColumn): boolean {
  if (column.value !== undefined || column.readOnly || row.given[column.index]) return true;
  return row.sheet.overrides.get(row.id)?.get(column.id)?.readOnly ?? false;
}

/** The condition under which a cell must be filled, the cell's own override first. */
export function requiredOf(row: RowState, column: CompiledColumn): Condition {
  if (isReadOnly(row, column)) return false;
  return row.sheet.overrides.get(row.id)?.get(column.id)?.required ?? column.required;
}

type Note = (code: FindingCode, params: Readonly<Record<string, CellValue>>) => void;

/** All findings about single cells of a row. */
export function cellFindings(state: FormState, row: RowState, locale: Locale): readonly Finding[] {
  const findings: Finding[] = [];
  for (const column of row.sheet.columns) {
    if (!row.enabled[column.index] || row.given[column.index]) continue;
    judgeCell(state, row, column, (code, params) => {
      const message = findingMessage(code, params, column, locale);
      const { sheet } = column;
      findings.push({ code, severity: 'error', sheet, row: row.id, column: column.id, message, params });
    });
  }
  return findings;
}

function judgeCell(state: FormState, row: RowState, column: CompiledColumn, note: Note): void {
  const value = row.cells[column.index] ?? null;
  if (isBlank(value)) {
    if (column.required !== false || row.sheet.overrides.size > 0) {
      if (holds(requiredOf(row, column), state, row)) note('required', {});
    }
    return;
  }
  if (isRaw(value)) {
    const { code, params } = unreadableProblem(value, column);
    return note(code, params);
  }
  const problems = valueTypes[column.type].check(value, column);
  for (const problem of problems) note(problem.code, problem.params);
  if (column.filter ?? column.listSource) {
    if (!problems.some((problem) => problem.code === 'list')) noteExcluded(state, row, column, value, note);
  }
}

function noteExcluded(
  state: FormState,
  row: RowState,
  column: CompiledColumn,
  value: CellValue,
  note: Note,
): void {
  const codes: readonly unknown[] = Array.isArray(value) ? value : [value];
  const excluded = codes.filter(
    (code): code is string => typeof code === 'string' && !isOffered(state, row, column, code),
  );
  if (excluded.length > 0) note('list', { value: Array.isArray(value) ? excluded : (excluded[0] ?? null) });
}
