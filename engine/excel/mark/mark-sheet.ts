import { readAddress } from '../open/addresses';
import type { MarkedStyles } from './mark-styles';
import type { WorkbookMark } from './types';

interface MarkedCell {
  readonly address: string;
  readonly row: number;
  readonly column: number;
  readonly severity: WorkbookMark['severity'];
}

/** A worksheet with its marked cells coloured; cells and rows that are not there are added. All else stays byte for byte. */
export function markSheet(xml: string, marks: readonly WorkbookMark[], styles: MarkedStyles): string {
  const byRow = cellsByRow(marks);
  const numbers = [...byRow.keys()].sort((a, b) => a - b);
  const prefix = /<(\w+:)?worksheet\b/.exec(xml)?.[1] ?? '';
  const parts: string[] = [];
  let at = 0;
  let next = 0;
  /** Rows that stand before a place and are not there. */
  const missing = (before: number): string => {
    let text = '';
    for (; next < numbers.length && (numbers[next] ?? 0) < before; next++) {
      const cells = byRow.get(numbers[next] ?? 0) ?? [];
      text += `<${prefix}row r="${numbers[next] ?? 0}">${cells.map((cell) => newCell(cell, prefix, styles)).join('')}</${prefix}row>`;
    }
    return text;
  };
  for (const match of xml.matchAll(/<(?:\w+:)?row\b([^>]*?)(\/?)>/g)) {
    const number = Number(/\br="(\d+)"/.exec(match[1] ?? '')?.[1] ?? 0);
    if (number === 0) continue;
    parts.push(xml.slice(at, match.index), missing(number));
    at = match.index;
    const cells = byRow.get(number);
    if (!cells || numbers[next] !== number) continue;
    next++;
    const end = rowEnd(xml, match.index, match[0], match[2] === '/');
    parts.push(markRow(xml.slice(match.index, end), cells, prefix, styles));
    at = end;
  }
  const rest = xml
    .slice(at)
    .replace(/<\/(?:\w+:)?sheetData>|<(?:\w+:)?sheetData\s*\/>/, (close) =>
      close.endsWith('/>')
        ? `<${prefix}sheetData>${missing(Infinity)}</${prefix}sheetData>`
        : `${missing(Infinity)}${close}`,
    );
  return [...parts, rest].join('');
}

function rowEnd(xml: string, start: number, tag: string, isEmpty: boolean): number {
  if (isEmpty) return start + tag.length;
  const close = /<\/(?:\w+:)?row>/g;
  close.lastIndex = start;
  const found = close.exec(xml);
  return found ? found.index + found[0].length : xml.length;
}

function cellsByRow(marks: readonly WorkbookMark[]): ReadonlyMap<number, readonly MarkedCell[]> {
  const cells = new Map<string, MarkedCell>();
  for (const { address, severity } of marks) {
    if (address === null) continue;
    const known = cells.get(address);
    if (known?.severity !== 'error') cells.set(address, { address, severity, ...readAddress(address) });
  }
  const byRow = new Map<number, MarkedCell[]>();
  for (const cell of [...cells.values()].sort((a, b) => a.column - b.column)) {
    byRow.set(cell.row, [...(byRow.get(cell.row) ?? []), cell]);
  }
  return byRow;
}

const newCell = ({ address, severity }: MarkedCell, prefix: string, styles: MarkedStyles): string =>
  `<${prefix}c r="${address}" s="${styles.marked(0, severity)}"/>`;

function markRow(row: string, cells: readonly MarkedCell[], prefix: string, styles: MarkedStyles): string {
  const open = /^<(?:\w+:)?row\b[^>]*?(\/?)>/.exec(row)?.[0] ?? '';
  const isEmpty = open.endsWith('/>');
  const inner = isEmpty ? '' : row.slice(open.length, row.lastIndexOf('</'));
  const left = [...cells];
  let text = '';
  let at = 0;
  for (const match of inner.matchAll(/<(?:\w+:)?c\b([^>]*?)(\/?)>/g)) {
    const address = /\br="([A-Z]+\d+)"/.exec(match[1] ?? '')?.[1];
    if (address === undefined) continue;
    const { column } = readAddress(address);
    while (left[0] && left[0].column < column) {
      text += inner.slice(at, match.index) + newCell(left[0], prefix, styles);
      at = match.index;
      left.shift();
    }
    if (left[0]?.column !== column) continue;
    text += inner.slice(at, match.index) + recoloured(match[0], left[0], styles);
    at = match.index + match[0].length;
    left.shift();
  }
  text += inner.slice(at) + left.map((cell) => newCell(cell, prefix, styles)).join('');
  const opened = (isEmpty ? `${open.slice(0, -2)}>` : open).replace(/\sspans="[^"]*"/, '');
  return `${opened}${text}</${prefix}row>`;
}

function recoloured(tag: string, { severity }: MarkedCell, styles: MarkedStyles): string {
  const style = Number(/\ss="(\d+)"/.exec(tag)?.[1] ?? 0);
  return tag.replace(/\ss="\d+"/, '').replace(/(\/?)>$/, ` s="${styles.marked(style, severity)}"$1>`);
}
