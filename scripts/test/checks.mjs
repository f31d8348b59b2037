import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../process/run.mjs';

/** @typedef {{ name: string, args: readonly string[] }} Check */

const node = process.execPath;

/**
 * What is checked without running the product; each is a program of node_modules with its arguments. The
 * longest comes first, so that the others pass it by.
 * @type {readonly Check[]}
 */
const checks = [
  {
    name: 'lint',
    args: [
      'eslint/bin/eslint.js',
      '.',
      '--max-warnings',
      '0',
      '--cache',
      '--cache-location',
      '.cache/eslint/',
      '--cache-strategy',
      'content',
    ],
  },
  { name: 'types', args: ['typescript/bin/tsc', '-p', 'tsconfig.json'] },
  { name: 'types of the engine', args: ['typescript/bin/tsc', '-p', 'engine/tsconfig.json'] },
  {
    name: 'formatting',
    args: [
      'prettier/bin/prettier.cjs',
      '--check',
      '.',
      '--log-level',
      'warn',
      '--cache',
      '--cache-location',
      '.cache/prettier',
      '--cache-strategy',
      'content',
    ],
  },
  {
    name: 'arrows',
    args: [
      'dependency-cruiser/bin/dependency-cruise.mjs',
      // Of the design's folders, those that there are.
      ...['app', 'builder', 'engine', 'migrations', 'scripts', 'test'].filter((folder) => existsSync(folder)),
    ],
  },
  { name: 'unused code', args: ['knip/bin/knip.js'] },
];

/** As many as the smallest machine that we care for has processors. */
const atOnce = 2;

/**
 * Runs all checks, two at a time, and stops at the first that fails.
 * @param {string} root
 * @param {import('../setup/progress.mjs').Progress} progress
 */
export async function runChecks(root, progress) {
  await progress.step('generated files', () =>
    run(node, ['--import', 'tsx', 'scripts/generate.ts', '--check'], { cwd: root }),
  );
  const waiting = [...checks];
  let isFailing = false;
  const lane = async () => {
    for (let check = waiting.shift(); check && !isFailing; check = waiting.shift()) {
      const {
        name,
        args: [program = '', ...args],
      } = check;
      try {
        await progress.step(name, () =>
          run(node, [join(root, 'node_modules', program), ...args], { cwd: root }),
        );
      } catch (error) {
        isFailing = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
