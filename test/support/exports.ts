import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Duplex, PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { CompiledForm } from 'engine';
import { unzipSync } from 'fflate';
import {
  type ExportedSubmission,
  type ExportOrder,
  writeExport,
} from '../../app/services/reports/write-export.server';
import { usualExport } from '../../app/protocol/exports';

/** A submission of one organisation to version 1, unless told otherwise. */
export const submissionOf = (
  sheets: ExportedSubmission['answers']['sheets'],
  given: Partial<ExportedSubmission> = {},
): ExportedSubmission => ({
  login: 'spo770001',
  organisation: 'Колледж «Первый»',
  municipality: 'Город',
  region: 'Область',
  startedAt: new Date('2023-05-04T06:00:00Z'),
  submittedAt: new Date('2023-05-05T21:45:00Z'),
  version: 1,
  answers: { sheets },
  ...given,
});

export async function* batchesOf(
  ...all: readonly (readonly ExportedSubmission[])[]
): AsyncGenerator<readonly ExportedSubmission[]> {
  for (const batch of all) yield await Promise.resolve(batch);
}

/** The bytes of an export, formed as the worker does. */
export async function exported(
  forms: readonly CompiledForm[],
  batches: AsyncIterable<readonly ExportedSubmission[]>,
  given: Partial<ExportOrder> = {},
  output: Duplex = new PassThrough(),
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'sbor-export-'));
  try {
    const bytes = buffer(output);
    bytes.catch(() => undefined);
    const order = { ...usualExport, locale: 'ru' as const, title: 'Сбор', scope: 'Область' };
    const snapshotAt = new Date('2023-05-29T08:00:00Z');
    await writeExport({ ...order, forms, snapshotAt, folder, ...given }, batches, output);
    return await bytes;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Texts of a zip by name. */
export function textsIn(bytes: Uint8Array): ReadonlyMap<string, string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return new Map(
    Object.entries(unzipSync(bytes)).flatMap(([name, content]) =>
      name.endsWith('.parquet') ? [] : [[name, decoder.decode(content)] as const],
    ),
  );
}
