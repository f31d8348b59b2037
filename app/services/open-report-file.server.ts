import type { Readable } from 'node:stream';
import type { EntityManager } from '~/db/orm.server';
import { markReportRead } from '~/db/queries/notifications.server';
import { getFileStore } from '~/files/file-store.server';
import type { Viewer } from '~/protocol/views';
import { announceTo } from './notifications/announce.server';
import { fileEnding, mediaTypes } from './reports/file-types';
import { findOwnReport } from './reports/own-report.server';

/** The file of a finished report that is still kept; fetching it is reading that it is ready. */
export async function openReportFile(
  em: EntityManager,
  viewer: Viewer,
  number: number,
): Promise<{ name: string; mediaType: string; sizeBytes: number; stream: Readable } | null> {
  const report = await findOwnReport(em, viewer, number);
  if (report?.status !== 'ready' || report.storage_key === null) return null;
  const content = await getFileStore().open(report.storage_key);
  if (!content) return null;
  if (await markReportRead(em, viewer.userId, report.id)) announceTo([viewer.userId]);
  const ending = fileEnding(report);
  const name = `${report.title.replaceAll(/[\\/:*?"<>|]+/g, ' ').slice(0, 120)}. Отчёт № ${report.number}.${ending}`;
  return { name, mediaType: mediaTypes[ending], sizeBytes: content.sizeBytes, stream: content.stream };
}
