import { type Isolation, openIsolation } from 'engine/excel';
import { getConfig } from '~/config.server';

let isolation: Isolation | null = null;

/** The processes that open and make workbooks; started when they are first needed. */
export function getIsolation(): Isolation {
  const { workbookProcesses, workbookSeconds, workbookMemoryMb } = getConfig();
  return (isolation ??= openIsolation({
    processes: workbookProcesses,
    timeoutMs: workbookSeconds * 1000,
    memoryMb: workbookMemoryMb,
  }));
}

export function closeIsolation(): void {
  isolation?.close();
  isolation = null;
}
