import { crc32 } from 'node:zlib';

/** The smallest document that word processors open: a heading and paragraphs (ECMA-376, WordprocessingML). */
export function docxFile(title: string, paragraphs: readonly string[]): Buffer {
  const text = (words: string, properties: string): string =>
    `<w:p><w:pPr><w:spacing w:after="160"/></w:pPr><w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${escaped(words)}</w:t></w:r></w:p>`;
  const body = [
    text(title, '<w:b/><w:sz w:val="32"/>'),
    ...paragraphs.map((paragraph) => text(paragraph, '<w:sz w:val="24"/>')),
  ].join('');
  return zipOf([
    ['[Content_Types].xml', xml(contentTypes)],
    ['_rels/.rels', xml(relationships)],
    ['word/document.xml', xml(`<w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`)],
  ]);
}

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DOCUMENT_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const contentTypes =
  `<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  `<Override PartName="/word/document.xml" ContentType="${DOCUMENT_TYPE}.main+xml"/></Types>`;
const relationships =
  `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" ` +
  'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

const xml = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** 1 January 2023 in the date format of zip, so that the same content always gives the same bytes. */
const ZIP_DATE = ((2023 - 1980) << 9) | (1 << 5) | 1;
const UTF8_NAMES = 0x0800;

/** A zip of uncompressed texts (PKWARE APPNOTE, 4.3). */
function zipOf(files: readonly (readonly [name: string, content: string])[]): Buffer {
  const entries: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const [nameBytes, data] = [Buffer.from(name), Buffer.from(content)];
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(UTF8_NAMES, 2);
    facts.writeUInt16LE(ZIP_DATE, 8);
    facts.writeUInt32LE(crc32(data), 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(data.length, 18);
    facts.writeUInt16LE(nameBytes.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    entries.push(Buffer.from('PK\x03\x04', 'latin1'), facts, nameBytes, data);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, place, nameBytes);
    offset += 30 + nameBytes.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...entries, ...directory, end]);
}
