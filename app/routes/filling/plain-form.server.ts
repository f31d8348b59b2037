/** What the forms of the plain pages send. */
import type { PlainEntryOfRow } from '~/protocol/plain';

/** The fields of a row as they were posted. */
export function readPlainEntry(
  posted: FormData,
  { sheet, row }: { readonly sheet: string; readonly row: string },
): PlainEntryOfRow {
  const names = [...new Set(posted.keys())];
  const columns = names.filter((name) => name.startsWith('was:')).map((name) => name.slice('was:'.length));
  const rules = names.filter((name) => name.startsWith('gave:')).map((name) => name.slice('gave:'.length));
  return {
    submissionId: textOf(posted, 'submissionId'),
    clientId: textOf(posted, 'clientId'),
    revision: wholeOf(posted.get('revision')) ?? -1,
    version: wholeOf(posted.get('version')) ?? -1,
    sheet,
    row: textOf(posted, 'row') || row,
    isNew: posted.get('isNew') === 'yes',
    cells: columns.map((column) => ({
      column,
      was: listOf(textOf(posted, `was:${column}`)),
      values: posted
        .getAll(`cell:${column}`)
        .map((value) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''))
        .filter((text) => text !== ''),
    })),
    justifications: rules.map((rule) => ({
      rule,
      was: textOf(posted, `gave:${rule}`),
      text: textOf(posted, `why:${rule}`),
    })),
  };
}

/** A number from a hidden field; null where it is none. */
export const wholeOf = (value: FormDataEntryValue | null): number | null =>
  typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : null;

function textOf(posted: FormData, name: string): string {
  const value = posted.get(name);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}

function listOf(json: string): readonly string[] {
  try {
    const list: unknown = JSON.parse(json);
    return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}
