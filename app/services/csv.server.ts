import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';

type Cell = string | number | null;

/**
 * A table as Excel in Russia opens it: semicolons, a mark in front that says UTF-8, no text that would be taken for a formula. Rows are
 * asked for as they are read.
 */
export function excelCsv(head: readonly string[], rows: AsyncIterable<readonly Cell[]>): Readable {
  const text = stringify({ bom: true, delimiter: ';', record_delimiter: 'windows', escape_formulas: true });
  return Readable.from(
    (async function* () {
      yield head;
      yield* rows;
    })(),
  )
    .on('error', (error) => text.destroy(error))
    .pipe(text);
}
