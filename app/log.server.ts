import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';
import { getConfig, type Config } from './config.server';

export type { Logger } from 'pino';

/** A logger for a process: one JSON object a line, or readable lines. Passwords, tokens and cookies are never written. */
export function createLogger(config: Pick<Config, 'logLevel' | 'logFormat'>): Logger {
  const options = {
    level: config.logLevel,
    base: { pid: process.pid },
    redact: ['password', '*.password', 'cookie', '*.cookie', 'token', '*.token'],
  };
  return config.logFormat === 'pretty'
    ? pino(options, pretty({ sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' }))
    : pino(options);
}

let current: Logger | undefined;

/** The logger of this process. */
export function getLogger(): Logger {
  return (current ??= createLogger(getConfig()));
}
