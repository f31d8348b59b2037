import type { Writable } from 'node:stream';
import {
  type Answers,
  type CompiledForm,
  dictionaryColumns,
  dictionaryRows,
  type ExportCell,
  type ExportRow,
  type ExportTable,
  leadColumns,
  type Locale,
  toExportTables,
  type WrittenTable,
} from 'engine';
import type { ExportChoice } from '~/protocol/exports';
import { Archive } from './formats/archive.server';
import { openFormat } from './formats/open-format.server';
import type { FormatWriter, TableSink } from './formats/types';
import { describeArchive } from './describe-archive';
import { FileNames } from './file-names';
import { cellColumns, cellRows, lostColumns, lostRows } from './long-rows';

/** One organisation's submitted data, in the version of the form that it was submitted in. */
export interface ExportedSubmission {
  readonly login: string;
  readonly organisation: string;
  readonly municipality: string;
  readonly region: string;
  readonly startedAt: Date | null;
  readonly submittedAt: Date;
  readonly version: number;
  readonly answers: Answers;
}

export interface ExportOrder extends ExportChoice {
  /** Of the form that the data may be of: the oldest first, all between it and the newest. */
  readonly forms: readonly CompiledForm[];
  readonly locale: Locale;
  /** Of the collection. */
  readonly title: string;
  /** Whose data they are, such as the name of a region. */
  readonly scope: string;
  /** When the data were read. */
  readonly snapshotAt: Date;
  /** An empty one, for files on the way; several times smaller than the data. */
  readonly folder: string;
  /** After every batch, with all submissions so far, and awaited. Throwing stops the export. */
  readonly onBatch?: (submissions: number) => void | Promise<void>;
  /** Rows of a worksheet, headings included; Excel's limit unless told. */
  readonly rowsPerSheet?: number;
}

/**
 * Writes submitted data as one file: a workbook, or a zip with a file a table, `dictionary.csv` and `datapackage.json`. Reads
 * `batches` once; memory holds a batch and a chunk a table. Ends `output`; destroys it and rejects where something fails.
 */
export async function writeExport(
  order: ExportOrder,
  batches: AsyncIterable<readonly ExportedSubmission[]>,
  output: Writable,
): Promise<void> {
  const archive = new Archive(order.folder);
  try {
    await fillArchive(order, archive, batches);
    await archive.finish(output, order.snapshotAt);
  } catch (error) {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  } finally {
    await archive.dispose();
  }
}

async function fillArchive(
  order: ExportOrder,
  archive: Archive,
  batches: AsyncIterable<readonly ExportedSubmission[]>,
): Promise<void> {
  const writer = openFormat(order.format, archive, order);
  const tables = toExportTables(order.forms, order);
  const layout = order.layout === 'wide' ? new WideTables(writer, order) : new LongTables(writer, order);
  await layout.open(tables);
  let submissions = 0;
  for await (const batch of batches) {
    for (const one of batch) await layout.add(one);
    submissions += batch.length;
    await order.onBatch?.(submissions);
  }
  await layout.close();
  const dictionary = await writeDictionary(order, writer, layout, tables);
  await describeArchive(order, {
    archive,
    writer,
    dictionary,
    tables: layout.written,
    submissions,
    rows: layout.rows,
  });
}

async function writeDictionary(
  order: ExportOrder,
  writer: FormatWriter,
  layout: Layout,
  tables: readonly ExportTable[],
): Promise<WrittenTable> {
  const title = order.locale === 'ru' ? 'Описание столбцов' : 'Columns';
  const table = { name: 'dictionary', title, columns: dictionaryColumns(order.locale) };
  const sink = await writer.openDictionary(table);
  // The long layout has no columns of the form: what it speaks of is described all the same.
  const described = order.layout === 'wide' ? layout.written : [...layout.written, ...tables];
  await sink.write([], dictionaryRows(described, writer.spelling, order.locale));
  await sink.end();
  return table;
}

interface Layout {
  readonly written: readonly WrittenTable[];
  /** Rows of data by the name of their table. */
  readonly rows: ReadonlyMap<string, number>;
  open(tables: readonly ExportTable[]): Promise<void>;
  add(submission: ExportedSubmission): Promise<void>;
  close(): Promise<void>;
}

interface OpenTable {
  readonly table: ExportTable;
  readonly file: string;
  readonly sink: TableSink;
}

/** A table a sheet, as the form has it. */
class WideTables implements Layout {
  readonly written: WrittenTable[] = [];
  readonly rows = new Map<string, number>();
  private readonly names = new FileNames();
  private tables: readonly OpenTable[] = [];
  private lost: TableSink | null = null;

  constructor(
    private readonly writer: FormatWriter,
    private readonly order: ExportOrder,
  ) {}

  async open(tables: readonly ExportTable[]): Promise<void> {
    const opened: OpenTable[] = [];
    for (const table of tables) {
      const file = this.names.take(table.name);
      this.rows.set(file, 0);
      const columns = [...leadColumns(this.order.locale), ...table.columns];
      opened.push({ table, file, sink: await this.start({ name: file, title: table.title, columns }) });
    }
    this.tables = opened;
  }

  async add(submission: ExportedSubmission): Promise<void> {
    const leads = leadsOf(submission);
    for (const { table, file, sink } of this.tables) {
      const rows = table.rows(submission.answers, submission.version);
      if (rows.length === 0) continue;
      await sink.write(leads, rows);
      this.rows.set(file, (this.rows.get(file) ?? 0) + rows.length);
      // A cell of a workbook holds any text.
      if (this.order.format !== 'xlsx') await this.noteLost(submission.login, lostRows(file, table, rows));
    }
  }

  async close(): Promise<void> {
    for (const { sink } of this.tables) await sink.end();
    await this.lost?.end();
  }

  private async noteLost(login: string, rows: readonly ExportRow[]): Promise<void> {
    if (rows.length === 0) return;
    const title = this.order.locale === 'ru' ? 'Значения вне таблиц' : 'Values outside the tables';
    this.lost ??= await this.start({ name: 'lost', title, columns: lostColumns(this.order.locale) });
    await this.lost.write([login], rows);
  }

  private start(table: WrittenTable): Promise<TableSink> {
    this.written.push(table);
    return this.writer.open(table);
  }
}

/** A line a filled cell, and a line an organisation. */
class LongTables implements Layout {
  readonly written: WrittenTable[] = [];
  readonly rows = new Map<string, number>();
  private tables: readonly ExportTable[] = [];
  private organisations: TableSink | null = null;
  private cells: TableSink | null = null;

  constructor(
    private readonly writer: FormatWriter,
    private readonly order: ExportOrder,
  ) {}

  async open(tables: readonly ExportTable[]): Promise<void> {
    const { locale } = this.order;
    const word = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
    this.tables = tables;
    this.rows.set('cells', 0);
    this.cells = await this.start({
      name: 'cells',
      title: word('Значения', 'Cells'),
      columns: cellColumns(locale),
    });
    this.organisations = await this.start({
      name: 'organisations',
      title: word('Организации', 'Organisations'),
      columns: leadColumns(locale),
    });
  }

  async add(submission: ExportedSubmission): Promise<void> {
    await this.organisations?.write(leadsOf(submission), [{ id: '', cells: [] }]);
    for (const table of this.tables) {
      const rows = cellRows(table, table.rows(submission.answers, submission.version));
      await this.cells?.write([submission.login, table.name], rows);
      this.rows.set('cells', (this.rows.get('cells') ?? 0) + rows.length);
    }
  }

  async close(): Promise<void> {
    await this.cells?.end();
    await this.organisations?.end();
  }

  private start(table: WrittenTable): Promise<TableSink> {
    this.written.push(table);
    return this.writer.open(table);
  }
}

/** As `leadColumns` has them. */
const leadsOf = (one: ExportedSubmission): readonly ExportCell[] => [
  one.login,
  one.organisation,
  one.municipality || null,
  one.region || null,
  one.startedAt === null ? null : instantOf(one.startedAt),
  instantOf(one.submittedAt),
];

/** To the second, in UTC. */
const instantOf = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
