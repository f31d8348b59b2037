/** What comes from the clipboard, as one text of tabs and line ends. */
import { formatClipboard, parseClipboard } from '../controller/clipboard';

/** Blanks of HTML as they are shown: runs are one, those without a break stay. */
const tidied = (text: string): string => text.replace(/[ \t\r\n\f]+/g, ' ');

const BLOCKS = new Set([
  'P',
  'DIV',
  'LI',
  'UL',
  'OL',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'BLOCKQUOTE',
  'PRE',
]);

/** A cell as people see it, line breaks and paragraphs included. */
function textOf(cell: Element): string {
  const parts: string[] = [];
  // An own stack: nesting may be deep.
  const waiting: Node[] = [cell];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.nodeType === node.TEXT_NODE) parts.push(tidied(node.nodeValue ?? ''));
    if (node.nodeName === 'BR') parts.push('\n');
    if (BLOCKS.has(node.nodeName)) parts.push('\n');
    if (node.nodeName !== 'STYLE' && node.nodeName !== 'SCRIPT')
      for (let child = node.lastChild; child; child = child.previousSibling) waiting.push(child);
  }
  return parts
    .join('')
    .replace(/ *\n */g, '\n')
    .replace(/^[ \n]+|[ \n]+$/g, '')
    .replaceAll('\u00a0', ' ');
}

const spanOf = (cell: Element, name: 'colspan' | 'rowspan'): number =>
  Math.min(1000, Math.max(1, Number.parseInt(cell.getAttribute(name) ?? '', 10) || 1));

/** A number that a spreadsheet shows as `####`, because its column is narrow: it tells the value beside. */
function readCell(cell: Element): string {
  const text = textOf(cell);
  if (!/^#+$/.test(text)) return text;
  const value = cell.getAttribute('sdval') ?? cell.getAttribute('x:num');
  return value !== null && /^-?\d+(\.\d+)?$/.test(value) ? value.replace('.', ',') : text;
}

/** Rows of the first table; cells that others stretch over are blank. `null` where there is none. */
function readTable(html: string): string[][] | null {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  if (!table) return null;
  const taken = new Set<string>();
  return [...table.rows].map((row, rowIndex) => {
    const texts: string[] = [];
    for (const cell of row.cells) {
      while (taken.has(`${rowIndex},${texts.length}`)) texts.push('');
      const left = texts.length;
      for (let down = 1; down < spanOf(cell, 'rowspan'); down += 1)
        for (let right = 0; right < spanOf(cell, 'colspan'); right += 1)
          taken.add(`${rowIndex + down},${left + right}`);
      texts.push(readCell(cell), ...Array.from({ length: spanOf(cell, 'colspan') - 1 }, () => ''));
    }
    while (taken.has(`${rowIndex},${texts.length}`)) texts.push('');
    return texts;
  });
}

const isSpreadsheet = (html: string): boolean =>
  /urn:schemas-microsoft-com:office:excel|content="(LibreOffice|OpenOffice|Excel)|google-sheets-html-origin/i.test(
    html.slice(0, 4_000),
  );

/**
 * The text of a paste. Spreadsheets say everything in plain text but what they show as `####`; from documents and pages
 * the cells of a table are taken from its HTML, where plain text tears cells of several lines apart.
 */
export function clipboardText(data: Pick<DataTransfer, 'getData'>): string {
  const plain = data.getData('text/plain');
  const isHidden = /(^|[\t\n])#+([\t\r\n]|$)/.test(plain);
  const html = data.getData('text/html');
  if (html === '' || (plain !== '' && isSpreadsheet(html) && !isHidden)) return plain;
  const rows = readTable(html);
  if (!rows || rows.length === 0) return plain;
  if (plain === '' || !isSpreadsheet(html)) return formatClipboard(rows);
  const texts = parseClipboard(plain);
  // The same cells by both ways, or plain text knows better.
  const isSame =
    texts.length === rows.length && texts.every((row, index) => row.length === rows[index]?.length);
  if (!isSame) return plain;
  return formatClipboard(
    texts.map((row, rowIndex) =>
      row.map((text, column) => (/^#+$/.test(text) ? (rows[rowIndex]?.[column] ?? text) : text)),
    ),
  );
}
