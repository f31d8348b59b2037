import { findingMessage } from '../diagnostics/finding-messages';
import type { CompiledSheet } from '../compile/types';
import { isNum } from '../rules/decimal';
import type { Finding, Locale } from '../types';
import type { FormState } from './state';

/** Number of rows and rows that the form does not know. */
export function rowCountFindings(state: FormState, sheet: CompiledSheet, locale: Locale): Finding[] {
  const found: Finding[] = [];
  const count = state.rowsBySheet.get(sheet.id)?.length ?? 0;
  if (sheet.rows.kind === 'open' && (count < sheet.rows.min || count > sheet.rows.max)) {
    const params = { count, min: sheet.rows.min, max: sheet.rows.max };
    found.push({
      code: 'rows',
      severity: 'error',
      sheet: sheet.id,
      message: findingMessage('rows', params, null, locale),
      params,
    });
  }
  for (const row of state.strangers.get(sheet.id) ?? []) {
    const params = { row };
    found.push({
      code: 'rows',
      severity: 'error',
      sheet: sheet.id,
      row,
      message: findingMessage('rows', params, null, locale),
      params,
    });
  }
  return found;
}

/** One finding for each row after the first alike in the key. Rows with a blank key part are skipped. */
export function keyFindings(state: FormState, sheet: CompiledSheet, locale: Locale): Finding[] {
  const [first] = sheet.key;
  if (!first) return [];
  const found: Finding[] = [];
  const seen = new Set<string>();
  for (const row of state.rowsBySheet.get(sheet.id) ?? []) {
    const parts = sheet.key.map((column) => row.values[column.index] ?? null);
    if (parts.includes(null)) continue;
    const key = groupKey(parts);
    if (!seen.has(key)) {
      seen.add(key);
      continue;
    }
    const highlight = sheet.key
      .slice(1)
      .map((column) => ({ sheet: sheet.id, row: row.id, column: column.id }));
    found.push({
      code: 'key',
      severity: 'error',
      sheet: sheet.id,
      row: row.id,
      column: first.id,
      message: findingMessage('key', {}, first, locale, sheet.key),
      params: {},
      ...(highlight.length > 0 ? { highlight } : {}),
    });
  }
  return found;
}

/** Equal for equal values only. */
export function groupKey(parts: readonly unknown[]): string {
  return JSON.stringify(parts.map((part) => (isNum(part) ? part.toString() : part)));
}
