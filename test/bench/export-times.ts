/**
 * Exports of a whole country beside exceljs's bare streaming writer of the same cells: 40,000 organisations, 20 rows, 10 columns
 * and whose they are. Each in a process of its own, in turn: `npx tsx test/bench/export-times.ts [ORGANISATIONS [ROUNDS]]`.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { exportFormats } from '../../app/protocol/exports';
import { ROWS } from './export/country';

const organisations = Number(process.argv[2] ?? 40_000);
const rounds = Number(process.argv[3] ?? 3);
const run = fileURLToPath(new URL('export/run.ts', import.meta.url));

interface Measured {
  readonly ms: number;
  readonly peakMb: number;
  readonly fileMb: number;
}

/** As workers run, see `docs/operator.md`; exceljs as it comes. */
const workerFlags = ['--max-semi-space-size=4', '--heap-growing-percent=25'];

const measure = (what: string, layout: string): Promise<Measured> =>
  new Promise((resolve, reject) => {
    const child = fork(run, [what, String(organisations), layout], {
      execArgv: ['--import', 'tsx', ...(what === 'exceljs' ? [] : workerFlags)],
    });
    child.once('message', (message) => resolve(message as Measured));
    child.once('exit', (code) =>
      code === 0 ? undefined : reject(new Error(`${what}: exit ${String(code)}`)),
    );
  });

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const all = [
  ['exceljs', 'wide'],
  ...exportFormats.map((format) => [format, 'wide'] as const),
  ['xlsx', 'long'],
  ['csv', 'long'],
] as const;
const results = new Map<string, Measured[]>();
for (let round = 0; round < rounds; round++) {
  for (const [what, layout] of all) {
    const key = `${what}, ${layout}`;
    results.set(key, [...(results.get(key) ?? []), await measure(what, layout)]);
  }
}
const middle = (key: string, of: (one: Measured) => number): number =>
  median((results.get(key) ?? []).map(of));
const base = middle('exceljs, wide', ({ ms }) => ms);
console.log(`${organisations} organisations × ${ROWS} rows × 10 columns, medians of ${rounds}\n`);
console.log('| what | seconds | to exceljs | peak memory | file |');
console.log('| --- | --- | --- | --- | --- |');
for (const key of results.keys()) {
  const ms = middle(key, (one) => one.ms);
  const [peak, file] = [middle(key, (one) => one.peakMb), middle(key, (one) => one.fileMb)];
  console.log(
    `| ${key} | ${(ms / 1000).toFixed(1)} | ${(ms / base).toFixed(2)} × | ${Math.round(peak)} MB | ${file.toFixed(1)} MB |`,
  );
}
