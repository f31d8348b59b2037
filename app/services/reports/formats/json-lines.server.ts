import { type ExportCell, type ExportColumn, isRaw, PLAIN_CSV } from 'engine';
import type { PartSink } from 'engine/excel';
import type { Archive } from './archive.server';
import { csvWriter } from './csv.server';
import type { FormatWriter, TableSink } from './types';

/** Files `<table>.jsonl`: an object a line, every column in each; values as they are, blank ones null. */
export function jsonLinesWriter(
  archive: Archive,
  options: Omit<Parameters<typeof csvWriter>[1], 'dialect'>,
): FormatWriter {
  const csv = csvWriter(archive, { ...options, dialect: 'world' });
  return {
    ...csv,
    spelling: { date: 'YYYY-MM-DD', datetime: 'YYYY-MM-DDThh:mm:ssZ' },
    kinds: {
      tables: { format: 'jsonl', mediatype: 'application/jsonl', encoding: 'utf-8' },
      dictionary: csv.kinds?.dictionary ?? PLAIN_CSV,
    },
    open: async ({ name, columns }) => new JsonLinesSink(await archive.open(`${name}.jsonl`), columns),
  };
}

class JsonLinesSink implements TableSink {
  private readonly keys: readonly string[];

  constructor(
    private readonly part: PartSink,
    columns: readonly ExportColumn[],
  ) {
    this.keys = columns.map(({ name }) => `${JSON.stringify(name)}:`);
  }

  async write(leads: readonly ExportCell[], rows: Parameters<TableSink['write']>[1]): Promise<void> {
    const start = leads.map((cell, i) => (this.keys[i] ?? '') + spell(cell)).join(',');
    let lines = '';
    for (const { cells } of rows) {
      let line = start;
      for (let i = 0; i < cells.length; i++) {
        line += `${line === '' ? '' : ','}${this.keys[leads.length + i] ?? ''}${spell(cells[i] ?? null)}`;
      }
      lines += `{${line}}\n`;
    }
    await this.part.write(lines);
  }

  end(): Promise<void> {
    return this.part.end();
  }
}

const spell = (cell: ExportCell): string => (isRaw(cell) ? 'null' : JSON.stringify(cell));
