import { ConfigError } from '../config.server';
import type { Logger } from '../log.server';

/**
 * Runs the main function of a process and exits when it fails, with one line for what an operator can mend. The function returns
 * how to stop; that is called once, at SIGTERM or SIGINT or when the process that started this one has gone.
 */
export async function runProcess(
  log: () => Logger,
  main: () => Promise<{ readonly stop: () => Promise<void>; readonly stopTimeoutMs: number }>,
): Promise<void> {
  try {
    const { stop, stopTimeoutMs } = await main();
    let isStopping = false;
    const stopOnce = (reason: string) => {
      if (isStopping) return;
      isStopping = true;
      log().info({ reason }, 'stopping');
      // Whatever hangs: the process ends.
      setTimeout(() => process.exit(1), stopTimeoutMs + 5_000).unref();
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log().error({ err: error }, 'stopping failed');
          process.exit(1);
        },
      );
    };
    process.once('SIGTERM', () => stopOnce('SIGTERM'));
    process.once('SIGINT', () => stopOnce('SIGINT'));
    process.once('disconnect', () => stopOnce('the parent process has gone'));
    // The parent may have gone before we listened.
    if (process.send && !process.connected) stopOnce('the parent process has gone');
  } catch (error) {
    if (error instanceof ConfigError || isPortTaken(error)) process.stderr.write(`${error.message}\n`);
    else log().fatal({ err: error }, 'cannot start');
    process.exit(1);
  }
}

function isPortTaken(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
