import type { Audience } from '~/db/queries/audiences.server';
import { docxFile } from './docx';

export interface DemoFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer;
  readonly audience: Audience;
}

/** A text document; `name` without `.docx` is its heading too. */
export function textDocument(
  name: string,
  paragraphs: readonly string[],
  audience: Audience = null,
): DemoFile {
  return {
    name: `${name}.docx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    content: docxFile(name, ['Демонстрационный документ.', ...paragraphs]),
    audience,
  };
}

/** A table that spreadsheets open. */
export function tableFile(
  name: string,
  rows: readonly (readonly string[])[],
  audience: Audience = null,
): DemoFile {
  // The mark in front makes Excel read it as UTF-8.
  const text = `\ufeff${rows.map((row) => row.join(';')).join('\r\n')}\r\n`;
  return { name: `${name}.csv`, mediaType: 'text/csv; charset=utf-8', content: Buffer.from(text), audience };
}
