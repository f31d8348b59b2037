import { CommanderError } from 'commander';
import { CliError, EXIT, type ExitCode, firstLine, MAX_BYTES, type Terminal, TooLarge } from './io';
import { buildProgram, localeOf, usageProblem } from './program';
import { VERBS } from './verbs';

/** Runs the command line and returns the exit status; nothing is thrown, errors are one line on stderr. */
export async function main(
  argv: readonly string[] = process.argv.slice(2),
  terminal: Terminal = processTerminal(),
): Promise<ExitCode> {
  let status: ExitCode = EXIT.fine;
  const locale = localeOf(argv);
  try {
    const program = buildProgram(terminal, VERBS, locale, (code) => (status = code));
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.fine;
      terminal.err(`sbor: ${usageProblem(error, locale)}\n`);
    } else if (error instanceof CliError) terminal.err(`sbor: ${oneLine(error.text[locale])}\n`);
    else {
      const what = locale === 'ru' ? 'внутренняя ошибка' : 'internal error';
      terminal.err(`sbor: ${what}: ${firstLine(error)}\n`);
    }
    return EXIT.unusable;
  }
}

const oneLine = (text: string): string => text.replace(/\s*[\n\r]\s*/g, ' ');

function processTerminal(): Terminal {
  // Whoever reads our output may stop reading.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return {
    cwd: process.cwd(),
    readStdin,
    out: (line) => void process.stdout.write(line),
    err: (line) => void process.stderr.write(line),
    now: () => new Date(),
  };
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
