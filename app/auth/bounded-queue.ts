/** Too much waits already; try again in some seconds. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}

export interface BoundedQueue {
  /** Runs the work when its turn comes. Throws `QueueFull` at once where no more may wait. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** Runs at most `running` works at once, in the order they came; at most `waiting` more wait. */
export function createBoundedQueue(limits: {
  readonly running: number;
  readonly waiting: number;
}): BoundedQueue {
  let running = 0;
  const waiting: (() => void)[] = [];

  async function takeSlot(): Promise<void> {
    if (running < limits.running) {
      running++;
      return;
    }
    if (waiting.length >= limits.waiting) throw new QueueFull();
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  /** The slot goes straight to whoever waits longest: nobody who comes meanwhile slips in before. */
  function giveSlot(): void {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }

  return {
    async run(work) {
      await takeSlot();
      try {
        return await work();
      } finally {
        giveSlot();
      }
    },
  };
}
