import type { Readable } from 'node:stream';
import type { EntityManager } from '~/db/orm.server';
import { getFileStore } from '~/files/file-store.server';
import type { Viewer } from '~/protocol/views';
import { findOwnReport } from './reports/own-report.server';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The file of a finished report that is still kept. */
export async function openReportFile(
  em: EntityManager,
  viewer: Viewer,
  number: number,
): Promise<{ name: string; mediaType: string; sizeBytes: number; stream: Readable } | null> {
  const report = await findOwnReport(em, viewer, number);
  if (report?.status !== 'ready' || report.storage_key === null) return null;
  const content = await getFileStore().open(report.storage_key);
  if (!content) return null;
  const name = `${report.title.replaceAll(/[\\/:*?"<>|]+/g, ' ').slice(0, 120)}. Отчёт № ${report.number}.xlsx`;
  return { name, mediaType: XLSX, sizeBytes: content.sizeBytes, stream: content.stream };
}
