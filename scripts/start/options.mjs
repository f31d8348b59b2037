// Plain JavaScript: it runs before anything is installed.
import { parseArgs } from 'node:util';

const help = `npm start [-- OPTIONS]

Starts Sbor: installs packages that are missing, builds what changed, starts PostgreSQL (or uses DATABASE_URL), migrates,
loads demo data once, starts the web server and the worker. Ctrl+C stops everything.

  --port PORT        port to listen on; the next free one if it is taken (PORT, 3000)
  --host ADDRESS     address to listen on (HOST, 127.0.0.1)
  --data-dir FOLDER  database, files and reports (DATA_DIR, .data)
  --log LEVEL        least severe message shown: error, warn, info, debug (LOG_LEVEL, warn)
  --help             this text

Each option is also an environment variable; README.md lists all of them.`;

const variables = { port: 'PORT', host: 'HOST', 'data-dir': 'DATA_DIR', log: 'LOG_LEVEL' };

/**
 * Options of the command line as environment variables, or a message to end with.
 * @param {string[]} args
 * @returns {{ environment: Record<string, string> } | { message: string, code: number }}
 */
export function parseOptions(args) {
  try {
    const text = /** @type {const} */ ({ type: 'string' });
    const { values } = parseArgs({
      args,
      options: { port: text, host: text, 'data-dir': text, log: text, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) return { message: help, code: 0 };
    /** @type {Record<string, string>} */
    const environment = {};
    for (const [option, variable] of Object.entries(variables)) {
      const value = values[/** @type {keyof typeof variables} */ (option)];
      if (value !== undefined) environment[variable] = value;
    }
    return { environment };
  } catch (error) {
    return { message: `${error instanceof Error ? error.message : error}\n\n${help}`, code: 2 };
  }
}
