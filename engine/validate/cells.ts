import { findingMessage } from '../diagnostics/finding-messages';
import type { CellValue, Finding, FindingCode, Locale } from '../types';
import { isBlank, unreadableProblem, valueTypes } from '../values';
import { isRaw } from '../values/raw';
import { type FormState, holds, isOffered, type RowState } from './state';
import type { CompiledColumn, Condition } from '../compile/types';

/** The condition under which a cell must be filled, the cell's own override first. */
export function requiredOf(row: RowState, column: CompiledColumn): Condition {
  if (column.value || column.readOnly || row.given[column.index]) return false;
  const override = row.sheet.overrides.get(row.id)?.get(column.id);
  if (override?.readOnly) return false;
  return override?.required ?? column.required;
}

/** All findings about single cells of a row. */
export function cellFindings(state: FormState, row: RowState, locale: Locale): Finding[] {
  const findings: Finding[] = [];
  for (const column of row.sheet.columns) {
    if (!row.enabled[column.index] || row.given[column.index]) continue;
    const value = row.cells[column.index] ?? null;
    const note = (code: FindingCode, params: Readonly<Record<string, CellValue>>): void => {
      const message = findingMessage(code, params, column, locale);
      findings.push({
        code,
        severity: 'error',
        sheet: row.sheet.id,
        row: row.id,
        column: column.id,
        message,
        params,
      });
    };
    if (isBlank(value)) {
      if (holds(requiredOf(row, column), state.env, row)) note('required', {});
      continue;
    }
    if (isRaw(value)) {
      const { code, params } = unreadableProblem(value, column);
      note(code, params);
      continue;
    }
    const problems = valueTypes[column.type].check(value, column);
    for (const problem of problems) note(problem.code, problem.params);
    if (!problems.some((problem) => problem.code === 'list')) noteExcluded(state, row, column, value, note);
  }
  return findings;
}

function noteExcluded(
  state: FormState,
  row: RowState,
  column: CompiledColumn,
  value: CellValue,
  note: (code: FindingCode, params: Readonly<Record<string, CellValue>>) => void,
): void {
  if (!column.filter && !column.listSource) return;
  const codes = Array.isArray(value) ? (value as readonly string[]) : typeof value === 'string' ? [value] : [];
  const excluded = codes.filter((code) => !isOffered(column, code, state.env, row, state.offered));
  if (excluded.length > 0) note('list', { value: Array.isArray(value) ? excluded : (excluded[0] ?? null) });
}
