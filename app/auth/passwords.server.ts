import { cpus } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { createBoundedQueue } from './bounded-queue';

/** Argon2id as OWASP's Password Storage Cheat Sheet has it: 19 MiB, 2 passes, 1 lane. */
const ARGON2ID = 2;
const options = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes run on libuv's four threads: one is left for files, so that a rush of sign-ins stops no download. */
const queue = createBoundedQueue({ running: Math.min(3, Math.max(1, cpus().length)), waiting: 200 });

/** The hash of a password, with its own salt and parameters inside. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, options);
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash; an unknown login (`null`) takes as long as a known one.
 * Throws `QueueFull` where too many wait already.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  return queue.run(async () => {
    decoy ??= hashPassword('nobody has this password');
    const matches = await verify(passwordHash ?? (await decoy), password);
    return matches && passwordHash !== null;
  });
}
