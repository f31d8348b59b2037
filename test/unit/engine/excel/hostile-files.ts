/** Workbooks that nobody means well with, made from a seed. Nothing here unpacks to more than a few hundred megabytes. */
import { strToU8, zipSync, type Zippable } from 'fflate';

export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

type Random = () => number;

/** mulberry32: the same numbers for the same seed. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

const sheetXml = (data: string, behind = ''): string =>
  `<?xml version="1.0"?><worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData>${behind}</worksheet>`;

/** A sound workbook of one worksheet, with some of its parts replaced. */
export function workbookOf(
  parts: Readonly<Record<string, string | Uint8Array>> = {},
  level: 0 | 1 | 6 = 1,
): Uint8Array {
  const all: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"/>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets><sheet name="Лист1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${REL}/styles" Target="styles.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"><si><t>ФИО</t></si></sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': sheetXml(
      '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>7</v></c></row>',
    ),
    ...parts,
  };
  const entries: Zippable = {};
  for (const [name, part] of Object.entries(all)) {
    entries[name] = [typeof part === 'string' ? strToU8(part) : part, { level }];
  }
  return zipSync(entries);
}

const sheet = (data: string, behind = ''): Uint8Array =>
  workbookOf({ 'xl/worksheets/sheet1.xml': sheetXml(data, behind) });

const DOCTYPES = [
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
  '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
  '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
  `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "${`&a${i === 0 ? '' : i - 1};`.repeat(10)}">`).join('')}]>`,
];

const integer = (random: Random, most: number): number => Math.floor(random() * most);
const pick = <T>(random: Random, all: readonly T[]): T => all[integer(random, all.length)] as T;
const bytesOf = (random: Random, length: number): Uint8Array =>
  Uint8Array.from({ length }, () => integer(random, 256));

const PARTS = [
  'xl/workbook.xml',
  'xl/worksheets/sheet1.xml',
  'xl/sharedStrings.xml',
  'xl/styles.xml',
  '_rels/.rels',
  'xl/_rels/workbook.xml.rels',
] as const;

type Make = (random: Random) => Uint8Array;

/** Few of them, since each works as hard as it can. */
const HEAVY: Readonly<Record<string, Make>> = {
  'bomb of spaces': () => workbookOf({ 'xl/worksheets/sheet1.xml': new Uint8Array(120_000_000).fill(32) }, 6),
  'bomb beyond the limit': () =>
    workbookOf({ 'xl/sharedStrings.xml': new Uint8Array(200_000_000).fill(60) }, 6),
  'many parts of the same size': () =>
    workbookOf(
      Object.fromEntries(
        Array.from({ length: 1500 }, (_, i) => [`xl/worksheets/s${i}.xml`, ' '.repeat(20_000)]),
      ),
    ),
  'more parts than any workbook': () =>
    workbookOf(Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`x/${i}.xml`, 'x']))),
  'two million cells': () =>
    sheet(
      Array.from(
        { length: 20_000 },
        (_, i) => `<row r="${i + 1}">${'<c><v>1</v></c>'.repeat(100)}</row>`,
      ).join(''),
    ),
  'text without end': () =>
    workbookOf({
      'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${`<si><t>${'Ы'.repeat(1_000_000)}</t></si>`.repeat(80)}</sst>`,
    }),
  'a hundred thousand merges': () =>
    sheet(
      '',
      `<mergeCells>${Array.from({ length: 120_000 }, (_, i) => `<mergeCell ref="A${i + 1}:XFD${i + 1}"/>`).join('')}</mergeCells>`,
    ),
  'a hundred thousand styles': () =>
    workbookOf({
      'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs>${'<xf numFmtId="14"/>'.repeat(100_000)}</cellXfs></styleSheet>`,
    }),
};

/** Made again and again with other numbers. */
const LIGHT: Readonly<Record<string, Make>> = {
  'a merge over everything': (random) =>
    sheet(
      '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
      `<mergeCells><mergeCell ref="A1:XFD1048576"/>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(integer(random, 50))}</mergeCells>`,
    ),
  'a validation over everything': (random) =>
    sheet(
      '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
      `<dataValidations><dataValidation type="list" sqref="${'A1:XFD1048576 '.repeat(1 + integer(random, 500))}"><formula1>"${'a,'.repeat(integer(random, 5000))}"</formula1></dataValidation></dataValidations>`,
    ),
  'a row beyond the sheet': (random) =>
    sheet(`<row r="${1e9 + integer(random, 1e6)}"><c r="A1"><v>1</v></c></row>`),
  'a column beyond the sheet': () => sheet('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'),
  'numbers that are none': (random) =>
    sheet(
      `<row r="1"><c r="A1"><v>${pick(random, ['NaN', '1e999', '-1e999', '0x7f', '٣', '1,5', ''])}</v></c></row>`,
    ),
  'a text that is not there': (random) =>
    sheet(`<row r="1"><c r="A1" t="s"><v>${pick(random, ['-1', '99999999', 'x', '1.5'])}</v></c></row>`),
  'an address that is none': (random) =>
    sheet(
      `<row r="1"><c r="${pick(random, ['1A', '', 'A0', '$', 'A-1', 'Ж1', 'A1:B2', 'constructor'])}"><v>1</v></c></row>`,
    ),
  'a row number that is none': (random) =>
    sheet(`<row r="${pick(random, ['0', '-5', 'NaN', '1.5', 'x'])}"><c><v>1</v></c></row>`),
  'a document type': (random) => {
    const part = pick(random, PARTS);
    return workbookOf({ [part]: `<?xml version="1.0"?>${pick(random, DOCTYPES)}<x>&e;&a8;</x>` });
  },
  'a document type in UTF-16': (random) => {
    const text = `<?xml version="1.0" encoding="UTF-16"?>${pick(random, DOCTYPES)}<x/>`;
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    return workbookOf({ 'xl/worksheets/sheet1.xml': new Uint8Array(bytes) });
  },
  'deep nesting': (random) => sheet('<a>'.repeat(1000 + integer(random, 50_000))),
  'an attribute without end': (random) =>
    sheet(`<row r="1" x="${'y'.repeat(1_000_000 + integer(random, 1_000_000))}"/>`),
  'many attributes': (random) =>
    sheet(`<row ${Array.from({ length: 5000 + integer(random, 5000) }, (_, i) => `a${i}="1"`).join(' ')}/>`),
  'XML that ends in the middle': (random) => {
    const xml = sheetXml('<row r="1"><c r="A1"><v>1</v></c></row>'.repeat(20));
    return workbookOf({ [pick(random, PARTS)]: xml.slice(0, 60 + integer(random, xml.length - 60)) });
  },
  'signs that XML forbids': (random) =>
    workbookOf({ [pick(random, PARTS)]: `<x>${String.fromCharCode(integer(random, 32))}&#0;&nosuch;<</x>` }),
  'parts of random bytes': (random) =>
    workbookOf({ [pick(random, PARTS)]: bytesOf(random, 1 + integer(random, 2000)) }),
  'relations to outside and upwards': (random) =>
    workbookOf({
      'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/worksheet" Target="${pick(random, ['../../../../etc/passwd', '/etc/passwd', 'http://127.0.0.1:1/', '..', '', 'workbook.xml', '../_rels/.rels'])}" ${pick(random, ['', 'TargetMode="External"'])}/></Relationships>`,
    }),
  'sheets without end': (random) =>
    workbookOf({
      'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets>${'<sheet name="x" sheetId="1" r:id="rId1"/>'.repeat(300 + integer(random, 5000))}</sheets></workbook>`,
    }),
  'names that are members of objects': (random) =>
    workbookOf({
      'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets><sheet name="${pick(random, ['__proto__', 'constructor', 'toString', 'history'])}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="__proto__">1</definedName></definedNames></workbook>`,
    }),
  'formats that are hard to read': (random) =>
    workbookOf({
      'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="200" formatCode="${pick(
        random,
        ['[', '"', '\\', '[$-419]', '_', '*'].map((sign) => sign.replace('"', '&quot;').repeat(20_000)),
      )}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>`,
    }),
  'a macro, a link and an object': (random) =>
    workbookOf({
      'xl/vbaProject.bin': bytesOf(random, 2000),
      'xl/externalLinks/externalLink1.xml': `<externalLink xmlns="${MAIN}"><externalBook xmlns:r="${REL}" r:id="rId1"/></externalLink>`,
      'xl/embeddings/oleObject1.bin': bytesOf(random, 500),
    }),
  'a zip that ends in the middle': (random) => {
    const bytes = workbookOf();
    return bytes.slice(0, integer(random, bytes.length));
  },
  'a zip with other bytes': (random) => {
    const bytes = workbookOf().slice();
    for (let i = 0; i < 1 + integer(random, 20); i++)
      bytes[integer(random, bytes.length)] = integer(random, 256);
    return bytes;
  },
  'a zip that lies about sizes': (random) => {
    const bytes = Buffer.from(workbookOf());
    // Sizes in the central directory (APPNOTE.TXT 4.3.12).
    for (
      let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
      at >= 0;
      at = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1')
    ) {
      if (random() < 0.5) bytes.writeUInt32LE(integer(random, 2 ** 31), at + pick(random, [20, 24, 42]));
    }
    return new Uint8Array(bytes);
  },
  'a zip with a password': () => {
    const bytes = Buffer.from(workbookOf());
    for (
      let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
      at >= 0;
      at = bytes.indexOf('PK\u0001\u0002', at + 4, 'latin1')
    )
      bytes.writeUInt16LE(bytes.readUInt16LE(at + 8) | 1, at + 8);
    return new Uint8Array(bytes);
  },
  'random bytes': (random) => bytesOf(random, integer(random, 5000)),
  'random bytes that begin like a zip': (random) =>
    new Uint8Array(
      Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), bytesOf(random, integer(random, 5000))]),
    ),
  'another type': (random) =>
    strToU8(
      pick(random, [
        '%PDF-1.7\n',
        '<html><table><tr><td>1</td></tr></table></html>',
        'ФИО;Часы\r\nАнна;5\r\n',
        '\u0089PNG\r\n\u001a\n',
        'MZ\u0090',
        '{"a":1}',
        '',
      ]),
    ),
  'an old workbook': (random) =>
    new Uint8Array(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), bytesOf(random, 3000)])),
  'an OpenDocument': () =>
    zipSync({
      mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
      'content.xml': strToU8('<x/>'),
    }),
  'a text document': () =>
    zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<x/>') }),
};

/** So many files, the heavy ones first; the same for the same seed. */
export function* hostileFiles(count: number, seed: number): Generator<HostileFile> {
  const random = randomOf(seed);
  let made = 0;
  for (const [name, make] of Object.entries(HEAVY)) {
    if (made++ >= count) return;
    yield { name, bytes: make(random) };
  }
  const light = Object.entries(LIGHT);
  for (let i = 0; made++ < count; i++) {
    const [name, make] = light[i % light.length] ?? ['', () => new Uint8Array()];
    yield { name: `${name} ${Math.floor(i / light.length)}`, bytes: make(random) };
  }
}
