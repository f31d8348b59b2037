import { z } from 'zod';

/**
 * All configuration comes from environment variables, listed here and in README.md (a test compares
 * the two). An empty variable counts as unset.
 */
const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.number().min(min).max(max));

const url = (protocols: readonly string[]) =>
  z.string().superRefine((text, context) => {
    const protocol = URL.canParse(text) ? new URL(text).protocol : null;
    if (protocol === null || !protocols.includes(protocol)) {
      context.addIssue({
        code: 'custom',
        message: `must be an address that starts with ${protocols.join('// or ')}//`,
      });
    }
  });

/** The variables, their checks and their descriptions; `default` stands in the description's table as it is here. */
export const environmentSchema = z.object({
  SBOR_MODE: z
    .enum(['demo', 'production'])
    .default('demo')
    .describe('`production` refuses demo accounts and their passwords, and demo data is never loaded'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on; `0.0.0.0` for all'),
  PORT: wholeNumber(0, 65535)
    .default('3000')
    .describe('Port to listen on; `npm start` takes the next free one'),
  PUBLIC_URL: url(['http:', 'https:'])
    .optional()
    .describe(
      'Address that people use, e.g. `https://sbor.example`; with `https` cookies are sent over TLS only',
    ),
  TRUST_PROXY: wholeNumber(0, 10)
    .default('0')
    .describe('Number of proxies in front whose `X-Forwarded-For` is believed'),
  DATABASE_URL: url(['postgres:', 'postgresql:'])
    .optional()
    .describe('PostgreSQL 15 or newer; without it `npm start` runs the embedded one'),
  DATABASE_POOL: wholeNumber(2, 200).default('10').describe('Connections that each process may hold'),
  DATA_DIR: z.string().default('.data').describe('Folder of the embedded database, files and reports'),
  CLOSING_GRACE_SECONDS: wholeNumber(0, 3600)
    .default('60')
    .describe('Seconds after the end of a window in which the server still accepts'),
  STOP_TIMEOUT_SECONDS: wholeNumber(1, 600)
    .default('20')
    .describe('Seconds that running requests and jobs get to finish when a process is stopped'),
  WORKBOOK_PROCESSES: wholeNumber(1, 32)
    .default('2')
    .describe('Processes that open uploaded workbooks and make templates, each one file at a time'),
  WORKBOOK_SECONDS: wholeNumber(1, 60)
    .default('4')
    .describe('Seconds after which reading an uploaded workbook is given up'),
  WORKBOOK_MEMORY_MB: wholeNumber(128, 8192).default('384').describe('Heap of such a process, in MiB'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least severe kind of message that is written'),
  LOG_FORMAT: z
    .enum(['json', 'pretty'])
    .optional()
    .describe(
      '`json`: one object a line; `pretty`: for reading in a terminal. By default `pretty` in demo mode, else `json`',
    ),
});

export interface Config {
  readonly mode: 'demo' | 'production';
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  readonly secureCookies: boolean;
  /** Number of proxies in front. */
  readonly trustProxy: number;
  readonly databaseUrl: string;
  readonly databasePool: number;
  readonly dataDir: string;
  readonly closingGraceSeconds: number;
  readonly workbookProcesses: number;
  readonly workbookSeconds: number;
  readonly workbookMemoryMb: number;
  readonly stopTimeoutSeconds: number;
  readonly logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL'];
  readonly logFormat: 'json' | 'pretty';
}

/** Lists every variable that is wrong, one a line; meant to be printed without a stack. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the configuration of a process. Throws `ConfigError`. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.required({ DATABASE_URL: true }).safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The configuration is wrong (see README.md):\n${lines.join('\n')}`);
  }
  const values = parsed.data;
  return {
    mode: values.SBOR_MODE,
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ?? null,
    secureCookies: values.PUBLIC_URL?.startsWith('https:') ?? false,
    trustProxy: values.TRUST_PROXY,
    databaseUrl: values.DATABASE_URL,
    databasePool: values.DATABASE_POOL,
    dataDir: values.DATA_DIR,
    closingGraceSeconds: values.CLOSING_GRACE_SECONDS,
    workbookProcesses: values.WORKBOOK_PROCESSES,
    workbookSeconds: values.WORKBOOK_SECONDS,
    workbookMemoryMb: values.WORKBOOK_MEMORY_MB,
    stopTimeoutSeconds: values.STOP_TIMEOUT_SECONDS,
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT ?? (values.SBOR_MODE === 'demo' ? 'pretty' : 'json'),
  };
}

let current: Config | undefined;

/** The configuration of this process, read once. Throws `ConfigError`. */
export function getConfig(): Config {
  return (current ??= readConfig(process.env));
}
