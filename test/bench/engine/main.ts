/**
 * The engine beside hand-written code and other libraries on the same workload: `npm run bench`, or
 * `npx tsx test/bench/engine/main.ts --peers none` without the other libraries.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { browserSize, bundleForNode } from './bundle';

const here = import.meta.dirname;
const script = await bundleForNode(join(here, 'run.ts'), join(here, '../../../.cache/bench'));
const { gzip } = await browserSize(join(here, 'browser-entry.ts'));
const child = spawn(process.execPath, ['--expose-gc', script, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, SBOR_BENCH_GZIP: String(gzip) },
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
