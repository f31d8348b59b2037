/** LibreOffice as a judge of the workbooks that are made here, where it is installed. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Why workbooks are not recalculated here; null where they can be. */
export function whyNoLibreOffice(): string | null {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore', timeout: 30_000 });
    return null;
  } catch {
    return 'LibreOffice (soffice) is not installed: the formulas of workbooks are not recalculated here.';
  }
}

/** Opens workbooks, computes all their formulas and saves them again; answers them in the same order. */
export async function recalculated(workbooks: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sbor-soffice-'));
  try {
    const names = workbooks.map((_, i) => `${i}.xlsx`);
    await Promise.all(workbooks.map((bytes, i) => writeFile(join(folder, `${i}.xlsx`), bytes)));
    await promisify(execFile)(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        'xlsx:Calc MS Excel 2007 XML',
        '--outdir',
        join(folder, 'out'),
        ...names.map((name) => join(folder, name)),
      ],
      { timeout: 110_000 },
    );
    return await Promise.all(names.map((name) => readFile(join(folder, 'out', name))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
