// `npm test`. Nothing but Node until the packages are there.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { endRunning } from './process/run.mjs';
import { openShutdown } from './process/shutdown.mjs';
import { ensurePackages, problemWithNode } from './setup/packages.mjs';
import { ensureBuild } from './setup/build.mjs';
import { openProgress } from './setup/progress.mjs';
import { runChecks } from './test/checks.mjs';
import { runVitest } from './test/vitest.mjs';

const usage = `npm test [-- --only lint|unit|integration|e2e]

Checks generated files, types, style, arrows and unused code, runs all tests, and at the end prints how many passed and failed.`;

const parts = ['lint', 'unit', 'integration', 'e2e'];

/** The tests themselves said already what is wrong. */
class TestsFailed extends Error {}

const startedAt = performance.now();
const root = fileURLToPath(new URL('..', import.meta.url));
const shutdown = openShutdown({ codeAtSignal: 130 });
process.chdir(root);

const nodeProblem = problemWithNode();
if (nodeProblem) await shutdown.end(1, nodeProblem);
const only = await readOnly();
shutdown.add(endRunning);

const progress = openProgress('Checks and tests', startedAt);
const total = { passed: 0, failed: 0, skipped: 0 };
try {
  await runAll();
} catch (error) {
  if (total.failed === 0) total.failed = 1;
  if (!(error instanceof TestsFailed))
    process.stdout.write(`\n${error instanceof Error ? error.message : error}\n`);
}
const { passed, failed, skipped } = total;
const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
await shutdown.end(failed === 0 ? 0 : 1, `\nin ${progress.seconds().toFixed(0)} s\n${counts}`);

async function runAll() {
  await progress.step('packages', (announce) => ensurePackages(root, announce));
  if (wants('e2e')) await progress.step('browser', findBrowser);
  if (wants('lint')) await runChecks(root, progress);
  const quick = ['unit', 'integration'].filter(wants);
  if (quick.length > 0) await test(quick);
  if (wants('e2e')) {
    await progress.step('build', (announce) => ensureBuild(root, announce));
    await test(['e2e']);
  }
}

/** @param {string} part */
function wants(part) {
  return only === undefined || only === part;
}

async function readOnly() {
  try {
    const { values } = parseArgs({
      options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) return await shutdown.end(0, usage);
    if (values.only === undefined || parts.includes(values.only)) return values.only;
    return await shutdown.end(2, usage);
  } catch (error) {
    return shutdown.end(2, `${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

/** Before anything long: without a browser the whole run would fail at its end. */
async function findBrowser() {
  const { register } = await import('tsx/esm/api');
  const unregister = register();
  const { findChromium } = await import('../test/support/browser.ts');
  findChromium();
  await unregister();
}

/** @param {string[]} projects */
async function test(projects) {
  process.stdout.write(`  ${projects.join(' and ')} tests\n`);
  const since = performance.now();
  const counts = await runVitest(root, projects);
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  process.stdout.write(
    `  ${counts.failed === 0 ? '✓' : '✗'} ${projects.join(' and ')} tests ${((performance.now() - since) / 1000).toFixed(1)} s\n`,
  );
  if (counts.failed > 0) throw new TestsFailed();
}
