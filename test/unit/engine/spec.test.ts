import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const testFiles = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = join(folder, entry.name);
    if (entry.isDirectory()) return testFiles(name);
    return entry.name.endsWith('.test.ts') ? [name] : [];
  });

it('every behaviour of the form language is cited by a test, and every citation is a behaviour', () => {
  const spec = readFileSync(join(root, 'engine/SPEC.md'), 'utf8');
  const behaviours = new Set(
    [...spec.matchAll(/^- \*\*([DLVNSXEPRWCMT]\d+)\*\*/gm)].map((match) => match[1]),
  );
  const folders = ['test/unit/engine', 'test/property', 'test/conformance'].map((folder) =>
    join(root, folder),
  );
  const cited = new Set(
    folders
      .flatMap(testFiles)
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\[([DLVNSXEPRWCMT]\d+)\]/g)])
      .map((match) => match[1]),
  );
  expect([...behaviours].filter((one) => !cited.has(one))).toEqual([]);
  expect([...cited].filter((one) => !behaviours.has(one))).toEqual([]);
});
