import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';

/** A folder of its own for the files of one test file, removed after it. Call it at the top, before the first `beforeAll`. */
export function useDataDirectory(): void {
  let folder: string | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sbor-test-'));
    process.env.DATA_DIR = folder;
  });
  afterAll(async () => {
    if (folder) await rm(folder, { recursive: true, force: true });
  });
}
