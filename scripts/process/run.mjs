// Plain JavaScript: it runs before anything is installed.
import { spawn } from 'node:child_process';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
const patienceMs = 5_000;
const shownCharacters = 12_000;

/**
 * @typedef {object} RunOptions
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} [env]
 */

/**
 * Runs a program to its end and keeps quiet about it; when it fails, the error tells what it said.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<string>} what it wrote
 */
export function run(command, args, options) {
  /** @type {Buffer[]} */
  const output = [];
  const text = () => Buffer.concat(output).toString();
  return new Promise((resolve, reject) => {
    const child = start(command, args, options, 'pipe');
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(text());
      else
        reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}:\n${shorten(text())}`));
    });
  });
}

/**
 * Runs a program that speaks to the terminal itself.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<boolean>} whether it ended well
 */
export function runVisibly(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, options, 'inherit');
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0));
  });
}

/** Ends all programs that run, when we are ended ourselves, and waits until they have. */
export async function endRunning() {
  await Promise.all(
    [...running].map(async (child) => {
      const closed = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await closed;
      clearTimeout(timer);
    }),
  );
}

/** @param {string} command @param {readonly string[]} args @param {RunOptions} options @param {'pipe' | 'inherit'} output */
function start(command, args, { cwd, env = process.env }, output) {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', output, output] });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

/** The beginning tells what is wrong, the end what came of it. @param {string} text */
function shorten(text) {
  if (text.length <= shownCharacters) return text;
  const half = shownCharacters / 2;
  return `${text.slice(0, half)}\n…\n${text.slice(-half)}`;
}
