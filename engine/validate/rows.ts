import type { CompiledColumn } from '../compile/types';
import { findingMessage } from '../diagnostics/finding-messages';
import { keyOf } from '../rules/visits';
import type { Finding, Locale } from '../types';
import type { RowState, SheetState } from './state';

/** Too few or too many rows, and rows that the form does not know. */
export function rowCountFindings(
  state: Pick<SheetState, 'sheet' | 'strangers'>,
  count: number,
  locale: Locale,
): readonly Finding[] {
  const { sheet } = state;
  const found: Finding[] = [];
  const note = (params: Finding['params'], row?: string): void => {
    found.push({
      code: 'rows',
      severity: 'error',
      sheet: sheet.id,
      ...(row === undefined ? {} : { row }),
      message: findingMessage('rows', params, null, locale),
      params,
    });
  };
  if (sheet.rows.kind === 'open' && (count < sheet.rows.min || count > sheet.rows.max)) {
    note({ count, min: sheet.rows.min, max: sheet.rows.max });
  }
  for (const row of state.strangers) note({ row }, row);
  return found;
}

/** Equal for rows alike in the columns only; null where one of them is blank. */
export function groupKey(row: RowState, columns: readonly CompiledColumn[]): string | number | null {
  const [first, ...rest] = columns;
  if (!first) return null;
  const only = row.values[first.index] ?? null;
  // One column of text or plain numbers, the usual case, needs no spelling out.
  if (rest.length === 0 && (typeof only === 'string' || typeof only === 'number')) return only;
  const parts = columns.map((column) => row.values[column.index] ?? null);
  return parts.includes(null) ? null : JSON.stringify(parts.map(keyOf));
}

/** Rows alike in the columns, in order, by what they are alike in. Rows with a blank part are in no group. */
export function groupsOf(
  rows: readonly RowState[],
  columns: readonly CompiledColumn[],
): Map<string | number, RowState[]> {
  const groups = new Map<string | number, RowState[]>();
  for (const row of rows) {
    const key = groupKey(row, columns);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** One finding for each row after the first of rows alike in the key. */
export function keyFindings(state: SheetState, locale: Locale): readonly Finding[] {
  if (state.sheet.key.length === 0) return [];
  return [...groupsOf(state.rows, state.sheet.key).values()].flatMap((rows) =>
    keyGroupFindings(rows, locale),
  );
}

/** Findings of rows that are alike in the key of their sheet. */
export function keyGroupFindings(rows: readonly RowState[], locale: Locale): readonly Finding[] {
  return rows.slice(1).map((row): Finding => {
    const { sheet } = row;
    const [first, ...others] = sheet.key;
    const highlight = others.map((column) => ({ sheet: sheet.id, row: row.id, column: column.id }));
    return {
      code: 'key',
      severity: 'error',
      sheet: sheet.id,
      row: row.id,
      ...(first ? { column: first.id } : {}),
      message: findingMessage('key', {}, first ?? null, locale, sheet.key),
      params: {},
      ...(highlight.length > 0 ? { highlight } : {}),
    };
  });
}
