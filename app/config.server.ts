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

/** A list of origins: scheme, host and port without a path. */
function origins(text: string | undefined, context: z.RefinementCtx): readonly string[] {
  const found = text?.split(/[\s,]+/).filter((part) => part !== '') ?? [];
  for (const origin of found) {
    if (URL.canParse(origin) && new URL(origin).origin === origin) continue;
    context.addIssue({ code: 'custom', message: `${origin} is no origin like https://bi.example` });
  }
  return found;
}

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
  FILE_STORE: z
    .enum(['directory', 's3'])
    .default('directory')
    .describe('Where files and reports are kept: `directory` is `DATA_DIR/files`, `s3` a bucket'),
  S3_ENDPOINT: url(['http:', 'https:'])
    .optional()
    .describe('Address of the server that speaks S3; unset for Amazon'),
  S3_REGION: z.string().default('us-east-1').describe('Region of the bucket'),
  S3_BUCKET: z.string().optional().describe('Name of the bucket; `FILE_STORE=s3` demands it'),
  S3_ACCESS_KEY_ID: z
    .string()
    .optional()
    .describe(
      'Key of the bucket, with its secret; without both, what the machine is known as to its provider',
    ),
  S3_SECRET_ACCESS_KEY: z.string().optional().describe('Secret of that key'),
  S3_FORCE_PATH_STYLE: z
    .enum(['true', 'false'])
    .default('false')
    .describe('`true` where the bucket is not a part of the host name, as in MinIO'),
  UPLOAD_MAX_MB: wholeNumber(1, 65_536)
    .default('2048')
    .describe('Largest file that organizers may put into a storage, in MiB'),
  SMTP_URL: url(['smtp:', 'smtps:'])
    .optional()
    .describe(
      'Mail server that sends letters, e.g. `smtp://user:password@mail.example:587?requireTLS=true`; unset: no letters',
    ),
  MAIL_FROM: z
    .string()
    .optional()
    .describe('Sender of letters, e.g. `Sbor <sbor@sbor.example>`; `SMTP_URL` demands it and `PUBLIC_URL`'),
  CLOSING_GRACE_SECONDS: wholeNumber(0, 3600)
    .default('60')
    .describe('Seconds after the end of a window in which the server still accepts'),
  API_RATE_PER_MINUTE: wholeNumber(1, 100_000)
    .default('300')
    .describe('Requests a minute that each token of the interface for programs may make'),
  API_ORIGINS: z
    .string()
    .optional()
    .transform((text, context) => origins(text, context))
    .describe('Sites whose pages may read it in a browser, e.g. `https://bi.example`; separated by spaces'),
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
  /** null: files are kept in a folder of `dataDir`. */
  readonly s3: S3Config | null;
  readonly uploadMaxBytes: number;
  /** null: no letters are sent. */
  readonly mail: MailConfig | null;
  readonly closingGraceSeconds: number;
  readonly apiRatePerMinute: number;
  /** Sites that browsers let read the interface for programs. */
  readonly apiOrigins: readonly string[];
  readonly workbookProcesses: number;
  readonly workbookSeconds: number;
  readonly workbookMemoryMb: number;
  readonly stopTimeoutSeconds: number;
  readonly logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL'];
  readonly logFormat: 'json' | 'pretty';
}

export interface MailConfig {
  readonly smtpUrl: string;
  readonly from: string;
  /** Where links in letters lead to. */
  readonly publicUrl: string;
}

export interface S3Config {
  readonly endpoint: string | null;
  readonly region: string;
  readonly bucket: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null;
  readonly forcePathStyle: boolean;
}

/** Lists every variable that is wrong, one a line; meant to be printed without a stack. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the configuration of a process. Throws `ConfigError`. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema
    .required({ DATABASE_URL: true })
    .superRefine(checkS3)
    .superRefine(checkMail)
    .safeParse(given);
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
    s3: readS3(values),
    mail: readMail(values),
    uploadMaxBytes: values.UPLOAD_MAX_MB * 1024 * 1024,
    closingGraceSeconds: values.CLOSING_GRACE_SECONDS,
    apiRatePerMinute: values.API_RATE_PER_MINUTE,
    apiOrigins: values.API_ORIGINS,
    workbookProcesses: values.WORKBOOK_PROCESSES,
    workbookSeconds: values.WORKBOOK_SECONDS,
    workbookMemoryMb: values.WORKBOOK_MEMORY_MB,
    stopTimeoutSeconds: values.STOP_TIMEOUT_SECONDS,
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT ?? (values.SBOR_MODE === 'demo' ? 'pretty' : 'json'),
  };
}

type Values = z.infer<typeof environmentSchema>;

/** What holds between the variables of a bucket. */
function checkS3(values: Omit<Values, 'DATABASE_URL'>, context: z.RefinementCtx): void {
  const complain = (name: keyof Values, message: string) =>
    context.addIssue({ code: 'custom', path: [name], message });
  if (values.FILE_STORE === 's3' && values.S3_BUCKET === undefined) {
    complain('S3_BUCKET', 'must name the bucket, because FILE_STORE is s3');
  }
  if (values.FILE_STORE === 'directory' && values.S3_BUCKET !== undefined) {
    complain('S3_BUCKET', 'is given, but FILE_STORE is not s3');
  }
  if (values.S3_ACCESS_KEY_ID !== undefined && values.S3_SECRET_ACCESS_KEY === undefined) {
    complain('S3_SECRET_ACCESS_KEY', 'must be given with S3_ACCESS_KEY_ID');
  }
  if (values.S3_ACCESS_KEY_ID === undefined && values.S3_SECRET_ACCESS_KEY !== undefined) {
    complain('S3_ACCESS_KEY_ID', 'must be given with S3_SECRET_ACCESS_KEY');
  }
}

/** What letters need besides the server. */
function checkMail(values: Omit<Values, 'DATABASE_URL'>, context: z.RefinementCtx): void {
  if (values.SMTP_URL === undefined) return;
  for (const name of ['MAIL_FROM', 'PUBLIC_URL'] as const) {
    if (values[name] !== undefined) continue;
    context.addIssue({ code: 'custom', path: [name], message: 'must be given, because SMTP_URL is' });
  }
}

function readMail({ SMTP_URL: smtpUrl, MAIL_FROM: from, PUBLIC_URL: publicUrl }: Values): MailConfig | null {
  if (smtpUrl === undefined || from === undefined || publicUrl === undefined) return null;
  return { smtpUrl, from, publicUrl };
}

function readS3(values: Omit<Values, 'DATABASE_URL'>): S3Config | null {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = values;
  if (values.FILE_STORE !== 's3' || bucket === undefined) return null;
  return {
    endpoint: values.S3_ENDPOINT ?? null,
    region: values.S3_REGION,
    bucket,
    credentials:
      accessKeyId === undefined || secretAccessKey === undefined ? null : { accessKeyId, secretAccessKey },
    forcePathStyle: values.S3_FORCE_PATH_STYLE === 'true',
  };
}

let current: Config | undefined;

/** The configuration of this process, read once. Throws `ConfigError`. */
export function getConfig(): Config {
  return (current ??= readConfig(process.env));
}
