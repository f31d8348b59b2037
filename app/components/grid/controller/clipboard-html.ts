/**
 * A range as the table that spreadsheets read rather than plain text: texts stay texts there (codes keep their leading
 * zeros), and line breaks stay inside their cells. Pure.
 */
import type { ColumnTypeName } from 'engine';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string =>
  text
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
    .replace(/ (?= )|^ /g, '&nbsp;')
    .replace(/\r?\n/g, '<br style="mso-data-placement:same-cell;">');

/** `@` is the format of text, in the words of Excel and of LibreOffice. */
const AS_TEXT = ` style="mso-number-format:'\\@'" sdnum="0;0;@"`;

const isNumber = (type: ColumnTypeName | undefined): boolean => type === 'integer' || type === 'number';
const keepsText = (type: ColumnTypeName | undefined): boolean => !isNumber(type) && type !== 'date';

/** Writes rows of cells; `types` are those of their columns. */
export function formatClipboardHtml(
  rows: readonly (readonly string[])[],
  types: readonly ColumnTypeName[],
): string {
  const cell = (text: string, index: number): string =>
    `<td${keepsText(types[index]) ? AS_TEXT : ''}>${escaped(text)}</td>`;
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n');
  return `<meta charset="utf-8"><table>\n${body}\n</table>`;
}
