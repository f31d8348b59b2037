/** One export in a process of its own: `{what, organisations}` in the arguments, `{ms, peakMb, fileMb}` as a message. */
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { exportFormats, exportLayouts } from '../../../app/protocol/exports';
import { formOfTenColumns, submissionsOf } from './country';

const [what = '', size = '', layout = 'wide'] = process.argv.slice(2);
const organisations = Number(size);
const folder = await mkdtemp(join(tmpdir(), 'sbor-export-'));
try {
  const path = join(folder, 'file');
  const started = performance.now();
  if (what === 'exceljs') await (await import('./bare-exceljs')).writeBare(organisations, path);
  else await ours(path);
  const ms = performance.now() - started;
  const peakMb = process.resourceUsage().maxRSS / 1024;
  process.send?.({ ms, peakMb, fileMb: (await stat(path)).size / 2 ** 20 });
} finally {
  await rm(folder, { recursive: true });
}

async function ours(path: string): Promise<void> {
  const { writeExport } = await import('../../../app/services/reports/write-export.server');
  const parts = join(folder, 'parts');
  await mkdir(parts);
  await writeExport(
    {
      format: z.enum(exportFormats).parse(what),
      values: 'labels',
      layout: z.enum(exportLayouts).parse(layout),
      forms: [formOfTenColumns()],
      locale: 'ru',
      title: 'Сбор',
      scope: 'Россия',
      snapshotAt: new Date('2023-06-01T00:00:00Z'),
      folder: parts,
    },
    submissionsOf(organisations),
    createWriteStream(path),
  );
}
