/**
 * The engine beside hand-written code and other libraries on the same workload: `npm run bench`. Without the other libraries, or
 * with some: `npx tsx test/bench/engine/main.ts --peers none`, `--peers json-logic-js,ajv`.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages } from '../../../scripts/setup/packages.mjs';
import { browserSize, bundleForNode } from './bundle';

const { peers } = parseArgs({ options: { peers: { type: 'string', default: 'all' } } }).values;
const here = import.meta.dirname;
const folder = join(here, '..');
if (peers !== 'none') await ensurePackages(folder, (doing) => process.stderr.write(`${doing}\n`));
const script = await bundleForNode(join(here, 'run.ts'), join(folder, '../../.cache/bench'));
const { gzip } = await browserSize(join(here, 'browser-entry.ts'));
const child = spawn(process.execPath, ['--expose-gc', script], {
  stdio: 'inherit',
  env: {
    ...process.env,
    SBOR_BENCH_GZIP: String(gzip),
    SBOR_BENCH_PEERS: peers,
    SBOR_BENCH_FOLDER: folder,
  },
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
