import { strFromU8, strToU8, zipSync } from 'fflate';
import type { Locale } from '../../types';
import { sheetRef } from '../../project/formulas/spelling';
import { addressOf } from '../open/addresses';
import { readWorkbookPart, relationsPart, type WorkbookPart } from '../open/parts';
import { WorkbookRefused } from '../open/refused';
import { openZip, type Zip } from '../open/zip';
import { markSheet } from './mark-sheet';
import { MarkedStyles } from './mark-styles';
import type { WorkbookMark } from './types';

const WORKSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
/** More lines than anybody reads. */
const MOST_LINES = 20_000;

/**
 * A copy of a workbook in which cells with findings are coloured and a worksheet in front of all others lists them, with links. Everything
 * else stays as it is: formats, formulas, drop-down lists, hidden ids. The file must have been opened before.
 */
export async function markWorkbook(
  bytes: Uint8Array,
  marks: readonly WorkbookMark[],
  locale: Locale,
): Promise<Uint8Array> {
  const zip = await openZip(bytes);
  const workbook = await readWorkbookPart(zip);
  const { sheets, styles } = workbook;
  const parts: Record<string, Uint8Array> = {};
  for (const name of zip.names) {
    if (!name.endsWith('/')) parts[name] = await whole(zip, name);
  }
  const find = (part: string): string =>
    zip.names.find((name) => name.toLowerCase() === part.toLowerCase()) ?? part;
  const edit = (part: string, change: (xml: string) => string): void => {
    const name = find(part);
    const source = parts[name];
    if (!source) throw new WorkbookRefused('broken', part);
    parts[name] = strToU8(change(strFromU8(source)));
  };
  for (const { part } of sheets) edit(part, (xml) => xml.replace(/\stabSelected="(1|true)"/, ''));
  if (styles !== null) {
    const marked = new MarkedStyles(strFromU8(parts[find(styles)] ?? new Uint8Array()));
    for (const { name, part } of sheets) {
      const own = marks.filter((mark) => mark.worksheet === name && mark.address !== null);
      if (own.length > 0) edit(part, (xml) => markSheet(xml, own, marked));
    }
    edit(styles, () => marked.toXml());
  }
  addList(parts, edit, workbook, marks, locale);
  return zipSync(parts, { level: 3 });
}

async function whole(zip: Zip, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip.read(name)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const WORDS = {
  ru: {
    name: 'Что исправить',
    sheet: 'Лист',
    cell: 'Ячейка',
    what: 'Что не так',
    error: 'Ошибка',
    warning: 'Предупреждение',
    kind: 'Вид',
  },
  en: {
    name: 'To correct',
    sheet: 'Sheet',
    cell: 'Cell',
    what: 'What is wrong',
    error: 'Error',
    warning: 'Warning',
    kind: 'Kind',
  },
} as const;

/** Puts the worksheet with the list in front. */
function addList(
  parts: Record<string, Uint8Array>,
  edit: (part: string, change: (xml: string) => string) => void,
  workbook: WorkbookPart,
  marks: readonly WorkbookMark[],
  locale: Locale,
): void {
  const words = WORDS[locale];
  const names = workbook.sheets.map((sheet) => sheet.name);
  const part = freeName((n) => `xl/worksheets/sheet${n}.xml`, Object.keys(parts));
  const name = freeName((n) => (n === 1 ? words.name : `${words.name} ${n}`), names);
  parts[part] = strToU8(listXml(marks, locale));
  edit('[Content_Types].xml', (xml) =>
    xml.replace(
      /<\/(\w+:)?Types>/,
      (close, prefix: string | undefined) =>
        `<${prefix ?? ''}Override PartName="/${part}" ContentType="${WORKSHEET_TYPE}"/>${close}`,
    ),
  );
  edit(relationsPart(workbook.part), (xml) =>
    xml.replace(
      /<\/(\w+:)?Relationships>/,
      (close, prefix: string | undefined) =>
        `<${prefix ?? ''}Relationship Id="rIdSbor" Type="${RELATION}" Target="/${part}"/>${close}`,
    ),
  );
  edit(workbook.part, (xml) => withSheet(xml, name));
}

/** The sheet is the first and the one that is shown; numbers of sheets that names refer to move along. */
function withSheet(xml: string, name: string): string {
  const ids = [...xml.matchAll(/\bsheetId="(\d+)"/g)].map((match) => Number(match[1]));
  const id = ids.reduce((most, one) => Math.max(most, one), 0) + 1;
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return xml
    .replace(
      /<((?:\w+:)?)sheets\b[^>]*>/,
      (open, prefix: string) =>
        `${open}<${prefix}sheet name="${escaped(name)}" sheetId="${id}" xmlns:r="${relations}" r:id="rIdSbor"/>`,
    )
    .replace(/\blocalSheetId="(\d+)"/g, (_all, number: string) => `localSheetId="${Number(number) + 1}"`)
    .replace(/\s(activeTab|firstSheet)="\d+"/g, '');
}

function freeName(make: (n: number) => string, taken: readonly string[]): string {
  const lower = new Set(taken.map((one) => one.toLowerCase()));
  for (let n = 1; ; n++) if (!lower.has(make(n).toLowerCase())) return make(n);
}

function listXml(marks: readonly WorkbookMark[], locale: Locale): string {
  const words = WORDS[locale];
  const lines = marks.slice(0, MOST_LINES);
  const row = (number: number, values: readonly string[]): string => {
    const cells = values.map(
      (value, i) =>
        `<c r="${addressOf(number, i + 1)}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`,
    );
    return `<row r="${number}">${cells.join('')}</row>`;
  };
  const links = lines
    .map(({ worksheet, address }, i) =>
      address === null
        ? ''
        : `<hyperlink ref="B${i + 2}" location="${escaped(sheetRef(worksheet) + address)}"/>`,
    )
    .join('');
  const rows = lines.map(({ worksheet, address, severity, message }, i) =>
    row(i + 2, [worksheet, address ?? '', words[severity], message.slice(0, 32_000)]),
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="1" width="30" customWidth="1"/><col min="2" max="2" width="10" customWidth="1"/><col min="3" max="3" width="18" customWidth="1"/><col min="4" max="4" width="100" customWidth="1"/></cols><sheetData>${row(1, [words.sheet, words.cell, words.kind, words.what])}${rows.join('')}</sheetData>${links === '' ? '' : `<hyperlinks>${links}</hyperlinks>`}</worksheet>`;
}
