import { cpus } from 'node:os';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id as OWASP's Password Storage Cheat Sheet has it: 19 MiB, 2 passes, 1 lane. */
const ARGON2ID = 2;
const options = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes run on libuv's threads; more than these at once would only wait there. */
const RUNNING = Math.max(1, Math.min(4, cpus().length));
const WAITING = 200;

/** Too many sign-ins at once; try again in some seconds. */
export class HashingBusy extends Error {
  override readonly name = 'HashingBusy';
}

let running = 0;
const waiting: (() => void)[] = [];

async function inQueue<T>(work: () => Promise<T>): Promise<T> {
  if (running >= RUNNING) {
    if (waiting.length >= WAITING) throw new HashingBusy();
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** The hash of a password, with its own salt and parameters inside. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, options);
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash; an unknown login (`null`) takes as long as a known one.
 * Throws `HashingBusy` where the queue is full.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  return inQueue(async () => {
    decoy ??= hashPassword('nobody has this password');
    const matches = await verify(passwordHash ?? (await decoy), password);
    return matches && passwordHash !== null;
  });
}
