/** One measurement in a process of its own; the file that is read is made before the clock starts. */
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { compileForm, parseDefinition, toTemplateModel } from 'engine';
import { openWorkbook, writeTemplate } from 'engine/excel';
import ExcelJS from 'exceljs';

const ROWS = 10_000;
const COLUMNS = 10;

/** 100,000 cells: numbers, days, repeated and different texts. */
async function hundredThousand(): Promise<Uint8Array> {
  const output = new PassThrough();
  const bytes = buffer(output);
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: output,
    useStyles: true,
    useSharedStrings: true,
  });
  const sheet = workbook.addWorksheet('Лист');
  for (let i = 0; i < ROWS; i++) {
    const values = [
      i,
      `Человек ${i}`,
      i * 1.5,
      new Date(Date.UTC(2023, 0, 1 + (i % 300))),
      'Математика',
      i % 7,
      `г${i % 50}`,
      i % 2 === 0,
      i % 9,
      'конец',
    ];
    sheet.addRow(values.slice(0, COLUMNS)).commit();
  }
  await workbook.commit();
  return bytes;
}

/** A form of 50 columns and 20 lists, with rules, and 5,000 rows of answers. */
function largeForm() {
  const lists = Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [
      `l${i}`,
      Array.from({ length: 40 }, (_code, k) => ({ value: `c${k}`, label: `Значение ${k} списка ${i}` })),
    ]),
  );
  const columns = Array.from({ length: 50 }, (_, i) => {
    const column = { id: `k${i}`, title: `Столбец ${i}`, hint: 'Что здесь указать' };
    if (i < 20) return { ...column, type: 'choice', list: `l${i}`, required: i < 5 };
    if (i < 30) return { ...column, type: 'date', min: '2020-01-01', max: '2030-12-31' };
    return i < 45
      ? { ...column, type: 'integer', min: 0, max: 9999 }
      : { ...column, type: 'text', maxLength: 200 };
  });
  const rules = Array.from({ length: 10 }, (_, i) => ({
    id: `rule${i}`,
    assert: { '<=': [{ var: `k${30 + i}` }, { var: `k${31 + i}` }] },
    message: 'Меньше, чем надо.',
  }));
  const definition = {
    format: 1,
    id: 'large',
    version: 1,
    title: 'Большая',
    lists,
    sheets: [{ id: 's', title: 'Лист', rows: { kind: 'open', max: 6000 }, columns, rules }],
  };
  const rows = Array.from({ length: 5000 }, (_, r) => ({
    id: `r${r}`,
    cells: Object.fromEntries(
      columns.map(({ id, type }, i) => [
        id,
        type === 'choice'
          ? `c${r % 40}`
          : type === 'date'
            ? '2026-05-05'
            : type === 'integer'
              ? (r + i) % 900
              : `текст ${r}`,
      ]),
    ),
  }));
  return { definition, answers: { sheets: { s: rows } } };
}

class Counting extends Writable {
  bytes = 0;

  override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
    this.bytes += chunk.length;
    done();
  }
}

const RUNS: Readonly<Record<string, () => Promise<() => Promise<string>>>> = {
  'read sbor': async () => {
    const bytes = await hundredThousand();
    return async () => `${(await openWorkbook(bytes)).sheets[0]?.rows.length ?? 0} rows`;
  },
  'read exceljs': async () => {
    const bytes = await hundredThousand();
    return async () => {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
      return `${workbook.worksheets[0]?.rowCount ?? 0} rows`;
    };
  },
  'read sheetjs': async () => {
    const bytes = await hundredThousand();
    // A package of the bench's own folder, installed only for it.
    const library = 'xlsx';
    const name = new URL(`../node_modules/${library}/${library}.mjs`, import.meta.url).href;
    const { read } = (await import(name)) as {
      readonly read: (data: Uint8Array, options: object) => { readonly SheetNames: readonly string[] };
    };
    return () => Promise.resolve(`${read(bytes, { type: 'buffer', dense: true }).SheetNames.length} sheets`);
  },
  'make sbor': () => {
    const { definition, answers } = largeForm();
    const parsed = parseDefinition(definition);
    const compiled = parsed.ok ? compileForm(parsed.value) : parsed;
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
    const form = compiled.value;
    return Promise.resolve(async () => {
      const model = toTemplateModel(form, { answers, context: { today: '2026-11-23' } });
      const output = new Counting();
      await writeTemplate(model, { form: 'large', version: 1, definition: '', createdAt: '' }, output);
      const calculated = model.calculations.reduce(
        (sum, one) => sum + one.columns.length * (one.lastRow - one.firstRow + 1),
        0,
      );
      return `${(output.bytes / 1e6).toFixed(1)} MB, ${calculated} formulas`;
    });
  },
  'make exceljs': () => {
    const { answers } = largeForm();
    return Promise.resolve(async () => {
      const output = new Counting();
      const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
        stream: output,
        useStyles: true,
        zip: { zlib: { level: 3 } },
      });
      const sheet = workbook.addWorksheet('Лист');
      for (const { cells } of answers.sheets.s) sheet.addRow(Object.values(cells)).commit();
      await workbook.commit();
      return `${(output.bytes / 1e6).toFixed(1)} MB, the same rows and nothing else`;
    });
  },
};

const what = process.argv[2] ?? '';
const prepared = await RUNS[what]?.();
if (!prepared) throw new Error(`unknown: ${what}`);
globalThis.gc?.();
let peak = process.memoryUsage().rss;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
const since = performance.now();
const note = await prepared();
const ms = performance.now() - since;
clearInterval(watch);
peak = Math.max(peak, process.memoryUsage().rss);
process.send?.({ ms, peakMb: peak / 1_048_576, note }, () => process.exit(0));
