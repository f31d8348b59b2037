/**
 * Workbooks beside exceljs and SheetJS: reading 100,000 cells, making a template of 50 columns, 20 lists and 5,000 rows, and the
 * memory of each. Every measurement is a process of its own, all in turn: `npx tsx test/bench/excel-times.ts`.
 */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROUNDS = 5;
const run = fileURLToPath(new URL('excel/run.ts', import.meta.url));
const sheetJs = fileURLToPath(new URL('node_modules/xlsx', import.meta.url));

interface Measured {
  readonly ms: number;
  readonly peakMb: number;
  readonly note: string;
}

const measure = (what: string): Promise<Measured> =>
  new Promise((resolve, reject) => {
    const child = fork(run, [what], { execArgv: ['--import', 'tsx', '--expose-gc'] });
    child.once('message', (message) => resolve(message as Measured));
    child.once('exit', (code) =>
      code === 0 ? undefined : reject(new Error(`${what}: exit ${String(code)}`)),
    );
  });

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const reading = ['read sbor', 'read exceljs', ...(existsSync(sheetJs) ? ['read sheetjs'] : [])];
const making = ['make sbor', 'make exceljs'];
const results = new Map<string, Measured[]>();
for (let round = 0; round < ROUNDS; round++) {
  for (const what of [...reading, ...making]) {
    results.set(what, [...(results.get(what) ?? []), await measure(what)]);
  }
}
const of = (what: string): { readonly ms: number; readonly mb: number; readonly note: string } => {
  const all = results.get(what) ?? [];
  return {
    ms: median(all.map(({ ms }) => ms)),
    mb: median(all.map(({ peakMb }) => peakMb)),
    note: all[0]?.note ?? '',
  };
};
console.log(`| what | median of ${ROUNDS} | to exceljs | peak memory | note |`);
console.log('| --- | --- | --- | --- | --- |');
for (const [group, base] of [
  [reading, 'read exceljs'],
  [making, 'make exceljs'],
] as const) {
  for (const what of group) {
    const { ms, mb, note } = of(what);
    console.log(
      `| ${what} | ${Math.round(ms)} ms | ${(ms / of(base).ms).toFixed(2)} × | ${Math.round(mb)} MB | ${note} |`,
    );
  }
}
if (!existsSync(sheetJs)) console.log('SheetJS is left out: run `npm ci` in test/bench.');
