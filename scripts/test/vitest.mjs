import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runVisibly } from '../process/run.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Runs projects of vitest in front of the reader and counts. A run that fails without a failed test (it could not begin, or an
 * error was nobody's) counts as one failure.
 * @param {string} root
 * @param {readonly string[]} projects
 * @returns {Promise<Counts>}
 */
export async function runVitest(root, projects) {
  const report = join(root, '.cache', 'test', `${projects.join('-')}.json`);
  await rm(report, { force: true });
  const isFine = await runVisibly(
    process.execPath,
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { cwd: root, env: { ...process.env, NODE_ENV: 'test' } },
  );
  const counts = await readCounts(report);
  if (!isFine && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** @param {string} report @returns {Promise<Counts>} */
async function readCounts(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      await readFile(report, 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
