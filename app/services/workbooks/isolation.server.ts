import { type Isolation, openIsolation } from 'engine/excel';
import { getConfig } from '~/config.server';

/** What the processes are for: those who download on the day of opening do not stand in the way of those who upload. */
type Purpose = 'uploads' | 'templates';

const open = new Map<Purpose, Isolation>();

/** The processes that open uploaded workbooks, or make templates; started when they are first needed. */
export function getIsolation(purpose: Purpose): Isolation {
  const known = open.get(purpose);
  if (known) return known;
  const { workbookProcesses, workbookSeconds, workbookMemoryMb } = getConfig();
  const isolation = openIsolation({
    processes: workbookProcesses,
    timeoutMs: workbookSeconds * 1000,
    memoryMb: workbookMemoryMb,
  });
  open.set(purpose, isolation);
  return isolation;
}

export function closeIsolation(): void {
  for (const isolation of open.values()) isolation.close();
  open.clear();
}
