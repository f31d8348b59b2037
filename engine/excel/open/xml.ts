import { SaxesParser } from 'saxes';
import { LIMITS } from './limits';
import { WorkbookRefused } from './refused';

export type Attributes = Readonly<Record<string, string>>;

/** What a reader of one part hears. Names come without their prefix. */
export interface XmlReader {
  readonly open: (name: string, attributes: Attributes) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

const local = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

/** Reads a part from beginning to end. Damaged XML and document types are refused; entities of a document do not exist. */
export async function readXml(
  chunks: AsyncIterable<Uint8Array>,
  part: string,
  reader: XmlReader,
): Promise<void> {
  const parser = new SaxesParser({ position: false });
  let depth = 0;
  parser.on('doctype', () => {
    throw new WorkbookRefused('foreign_xml', part);
  });
  parser.on('error', (error) => {
    throw new WorkbookRefused('broken', `${part}: ${error.message}`);
  });
  parser.on('opentag', (tag) => {
    if (++depth > LIMITS.depth) throw new WorkbookRefused('broken', part);
    reader.open(local(tag.name), tag.attributes as Attributes);
  });
  parser.on('closetag', (tag) => {
    depth--;
    reader.close?.(local(tag.name));
  });
  const { text } = reader;
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    decoder ??= decoderFor(chunk);
    parser.write(decoder.decode(chunk, { stream: true }));
  }
  parser.write(decoder?.decode() ?? '');
  parser.close();
}

function decoderFor(beginning: Uint8Array): TextDecoder {
  const [first, second] = beginning;
  const utf16 = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff;
  return new TextDecoder(utf16 === true ? 'utf-16be' : utf16 || 'utf-8');
}
