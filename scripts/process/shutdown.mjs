// Plain JavaScript: it runs before anything is installed.

/**
 * @typedef {object} Shutdown
 * @property {() => boolean} isEnding
 * @property {(task: () => Promise<void> | void) => void} add what to do at the end; the last added is done first
 * @property {(code: number, message?: string) => Promise<never>} end does all of it, prints the message and exits
 */

const impatientAfterMs = 1000;

/**
 * One orderly end for the process, whether by a signal, by an error or by itself. A second Ctrl+C does not wait for it.
 * @param {{ codeAtSignal: number }} options
 * @returns {Shutdown}
 */
export function openShutdown({ codeAtSignal }) {
  /** @type {(() => Promise<void> | void)[]} */
  const tasks = [];
  /** @type {Promise<never> | undefined} */
  let ending;
  let endingSince = 0;

  /** @type {Shutdown['end']} */
  const end = (code, message) => {
    endingSince ||= performance.now();
    return (ending ??= (async () => {
      for (const task of tasks.reverse()) {
        try {
          await task();
        } catch (error) {
          process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        }
      }
      if (message) (code === 0 ? process.stdout : process.stderr).write(`${message}\n`);
      return process.exit(code);
    })());
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // One Ctrl+C may come twice: from the terminal, and from npm, which passes it on.
      if (ending && performance.now() - endingSince > impatientAfterMs) process.exit(1);
      void end(codeAtSignal);
    });
  }
  return { isEnding: () => ending !== undefined, add: (task) => tasks.push(task), end };
}
