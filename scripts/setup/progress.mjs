// Plain JavaScript: it runs before anything is installed.

const reportEveryMs = 10_000;
const nameWidth = 24;

/**
 * @typedef {object} Progress
 * @property {<T>(name: string, work: (announce: (doing: string) => void) => Promise<T>) => Promise<T>} step
 *   runs the work and prints a line with its seconds; a step that takes long says so while it works
 * @property {() => number} seconds since the beginning
 * @property {() => void} close ends a line that is not whole
 */

/**
 * Lines that tell how far it is. In a terminal the line of the step that runs counts its seconds.
 * @param {string} title
 * @param {number} startedAt of `performance.now()`
 * @returns {Progress}
 */
export function openProgress(title, startedAt) {
  const { stdout } = process;
  const live = stdout.isTTY;
  stdout.write(`${title}\n`);
  /** @type {Map<symbol, { name: string, since: number }>} */
  const running = new Map();

  const clear = () => {
    if (live) stdout.write('\r\u001b[K');
  };
  const drawLive = () => {
    clear();
    const text = [...running.values()]
      .map(({ name, since }) => `${name} ${elapsed(since).toFixed(0)} s`)
      .join(', ');
    if (text) stdout.write(`  … ${text}`);
  };
  /** @param {string} mark @param {string} name @param {number} seconds */
  const line = (mark, name, seconds) => {
    clear();
    stdout.write(`  ${mark} ${name.padEnd(nameWidth)} ${seconds.toFixed(1).padStart(6)} s\n`);
  };

  return {
    async step(name, work) {
      const since = performance.now();
      const key = Symbol(name);
      const state = { name, since };
      running.set(key, state);
      const report = () => (live ? drawLive() : line('…', state.name, elapsed(since)));
      const timer = setInterval(report, live ? 1000 : reportEveryMs);
      try {
        const result = await work((doing) => {
          state.name = doing;
          report();
        });
        line('✓', name, elapsed(since));
        return result;
      } catch (error) {
        line('✗', name, elapsed(since));
        throw error;
      } finally {
        clearInterval(timer);
        running.delete(key);
        if (live) drawLive();
      }
    },
    seconds: () => elapsed(startedAt),
    close: clear,
  };
}

/** @param {number} since */
function elapsed(since) {
  return (performance.now() - since) / 1000;
}
