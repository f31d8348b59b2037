/** Cells of a worksheet as XML (ECMA-376, part 1, 18.3.1.4). Texts are inline strings: nothing in them is ever a formula. */
import type { ExportCell, ExportColumn } from '../../project/exports/types';
import type { Locale } from '../../types';
import { isRaw } from '../../values/raw';
import { dateSerial, moscowSerial, textCell } from './cell-values';
import { STYLES } from './styles';

/** What follows the row number in a cell, closing tag included; '' for a cell that is not written. */
export type CellTail = (value: ExportCell) => string;

/** How the cells of a column are written. `words`: yes and no as words of the language, else as Excel's own truth values. */
export function cellTail(column: ExportColumn, words: Locale | null): CellTail {
  const other = otherTail(words);
  switch (column.type) {
    case 'integer':
    case 'number':
      return (value) => (typeof value === 'number' ? numberTail(value) : other(value));
    case 'date':
      return (value) => serialTail(value, dateSerial, STYLES.date) ?? other(value);
    case 'datetime':
      return (value) => serialTail(value, moscowSerial, STYLES.datetime) ?? other(value);
    case 'text':
    case 'list':
    case 'boolean':
    case 'any':
      return other;
  }
}

/** The format of the column, also for cells that somebody fills later. */
export function columnStyle({ type }: ExportColumn): number {
  if (type === 'date') return STYLES.date;
  if (type === 'datetime') return STYLES.datetime;
  return type === 'integer' || type === 'number' ? STYLES.general : STYLES.text;
}

const otherTail =
  (words: Locale | null): CellTail =>
  (value) => {
    if (value === null) return '';
    if (typeof value === 'string') return textTail(value);
    if (typeof value === 'number') return numberTail(value);
    if (typeof value === 'boolean') {
      if (words === null) return `" t="b"><v>${value ? 1 : 0}</v></c>`;
      return textTail(words === 'ru' ? (value ? 'Да' : 'Нет') : value ? 'Yes' : 'No');
    }
    return textTail(isRaw(value) ? value.$raw : value.join('; '));
  };

const numberTail = (value: number): string => `"><v>${value}</v></c>`;

function serialTail(
  value: ExportCell,
  read: (text: string) => number | null,
  style: number,
): string | undefined {
  const serial = typeof value === 'string' ? read(value) : null;
  return serial === null ? undefined : `" s="${style}"><v>${serial}</v></c>`;
}

export function textTail(text: string, style: number = STYLES.text): string {
  if (text === '') return '';
  return `" s="${style}" t="inlineStr"><is>${inlineText(text)}</is></c>`;
}

const RISKY = /[&<>\u0000-\u001f\ufffe\uffff]|_x[0-9a-fA-F]{4}_|^\s|\s$/;

function inlineText(text: string): string {
  if (text.length < 32_767 && !RISKY.test(text)) return `<t>${text}</t>`;
  // Excel reads `_x000D_` as a sign by its number, unless the line before it is written so itself.
  const clean = textCell(text).replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_');
  return `<t xml:space="preserve">${escapeXml(clean)}</t>`;
}

export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** `A`, `B`, …, `AA` for positions from 0. */
export function columnLetters(position: number): string {
  const rest = Math.floor(position / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (position % 26));
}
