import {
  type ExportCell,
  type ExportColumn,
  type ExportRow,
  isRaw,
  type Locale,
  type ExportValues,
  PLAIN_CSV,
  plainNumber,
} from 'engine';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Archive, ByteSink } from './archive.server';
import { csvWriter } from './csv.server';
import type { FormatWriter, TableSink } from './types';

/**
 * Files `<table>.parquet`: whole numbers as INT64, numbers as DOUBLE, days as DATE, instants as TIMESTAMP in UTC, lists as
 * LIST of texts, everything else as texts; blank ones null.
 */
export function parquetWriter(
  archive: Archive,
  options: { readonly values: ExportValues; readonly locale: Locale },
): FormatWriter {
  const csv = csvWriter(archive, { ...options, dialect: 'world' });
  return {
    ...csv,
    spelling: { date: 'DATE', datetime: 'TIMESTAMP, UTC' },
    // Values of different types share a column: they are texts there.
    kinds: {
      tables: {
        format: 'parquet',
        mediatype: 'application/vnd.apache.parquet',
        fields: { any: { type: 'string' } },
      },
      dictionary: csv.kinds?.dictionary ?? PLAIN_CSV,
    },
    open: async ({ name, columns }) => new ParquetSink(await archive.openBytes(`${name}.parquet`), columns),
  };
}

/** Cells of a row group, over all columns; long texts count more. */
const GROUP_WEIGHT = 200_000;
const TEXT_PER_CELL = 32;

type Schema = ConstructorParameters<typeof ParquetWriter>[0]['schema'];
type Value = string | number | bigint | boolean | readonly string[] | Date | null;

class ParquetSink implements TableSink {
  private readonly bytes = new ByteWriter();
  private readonly writer: ParquetWriter;
  private readonly casts: readonly ((cell: ExportCell) => Value)[];
  private data: Value[][];
  private weight = 0;

  constructor(
    private readonly sink: ByteSink,
    private readonly columns: readonly ExportColumn[],
  ) {
    this.writer = new ParquetWriter({ writer: this.bytes, schema: schemaOf(columns), createdBy: 'Sbor' });
    this.casts = columns.map(castOf);
    this.data = columns.map(() => []);
  }

  async write(leads: readonly ExportCell[], rows: readonly ExportRow[]): Promise<void> {
    const ready = leads.map((cell, i) => this.casts[i]?.(cell) ?? null);
    for (const { cells } of rows) {
      ready.forEach((value, i) => this.data[i]?.push(value));
      for (let i = 0; i < cells.length; i++) {
        const at = ready.length + i;
        const value = this.casts[at]?.(cells[i] ?? null) ?? null;
        this.data[at]?.push(value);
        if (typeof value === 'string') this.weight += value.length / TEXT_PER_CELL;
      }
      this.weight += this.columns.length;
      if (this.weight >= GROUP_WEIGHT) await this.writeGroup();
    }
  }

  async end(): Promise<void> {
    await this.writeGroup();
    await this.writer.finish();
    await this.store();
    await this.sink.end();
  }

  private async writeGroup(): Promise<void> {
    const rows = this.data[0]?.length ?? 0;
    if (rows === 0) return;
    const columnData = this.columns.map(({ name }, i) => ({ name, data: this.data[i] ?? [] }));
    await this.writer.write({ columnData, rowGroupSize: rows });
    this.data = this.columns.map(() => []);
    this.weight = 0;
    await this.store();
  }

  private async store(): Promise<void> {
    const bytes = this.bytes.getBytes();
    await this.sink.write(bytes);
    // Where the file ends stays in `offset`.
    this.bytes.index = 0;
  }
}

function schemaOf(columns: readonly ExportColumn[]): Schema {
  return [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)];
}

function elementsOf({ name, type }: ExportColumn): Schema {
  const repetition_type = 'OPTIONAL' as const;
  switch (type) {
    case 'integer':
      return [{ name, type: 'INT64', repetition_type }];
    case 'number':
      return [{ name, type: 'DOUBLE', repetition_type }];
    case 'date':
      return [{ name, type: 'INT32', converted_type: 'DATE', repetition_type }];
    case 'datetime':
      return [{ name, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type }];
    case 'boolean':
      return [{ name, type: 'BOOLEAN', repetition_type }];
    case 'list':
      return [
        { name, converted_type: 'LIST', num_children: 1, repetition_type },
        { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
        { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
      ];
    case 'text':
    case 'any':
      return [{ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type }];
  }
}

const DAY_MS = 86_400_000;

/** What does not fit into its column is blank here; it stands in a table of its own. */
function castOf({ type }: ExportColumn): (cell: ExportCell) => Value {
  const typed =
    <T extends ExportCell>(is: (cell: ExportCell) => cell is T, cast: (cell: T) => Value) =>
    (cell: ExportCell): Value =>
      is(cell) ? cast(cell) : null;
  const isNumber = (cell: ExportCell): cell is number => typeof cell === 'number';
  const isText = (cell: ExportCell): cell is string => typeof cell === 'string';
  switch (type) {
    case 'integer':
      return typed(isNumber, BigInt);
    case 'number':
      return typed(isNumber, (cell) => cell);
    case 'date':
      return typed(isText, (cell) => Date.parse(`${cell}T00:00:00Z`) / DAY_MS);
    case 'datetime':
      return typed(isText, (cell) => new Date(cell));
    case 'boolean':
      return (cell) => (typeof cell === 'boolean' ? cell : null);
    case 'list':
      return (cell) => (Array.isArray(cell) ? (cell as readonly string[]) : null);
    case 'text':
      return typed(isText, (cell) => cell);
    case 'any':
      return textOf;
  }
}

function textOf(cell: ExportCell): string | null {
  if (cell === null || typeof cell === 'string') return cell;
  if (typeof cell === 'number') return plainNumber(cell);
  return isRaw(cell) ? null : JSON.stringify(cell);
}
