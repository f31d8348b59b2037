import { Readable } from 'node:stream';
import { refusalText, WorkbookRefused } from 'engine/excel';
import type { EntityManager } from '~/db/orm.server';
import type { Refusal } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import type { WorkbookRefusedReply } from '~/protocol/workbook';
import { findOwnSubmission } from '../collecting/own-submission.server';
import { getIsolation } from './isolation.server';
import { type MadeWorkbook, XLSX } from './make-workbook.server';
import { parseMarks, type Upload } from './parse-upload.server';

/** A copy of an uploaded workbook with the findings that the page names marked in it. Nothing is kept. */
export async function markUpload(
  em: EntityManager,
  viewer: Viewer,
  {
    collectionId,
    fileName,
    ...upload
  }: Upload & { readonly collectionId: string; readonly fileName: string },
): Promise<MadeWorkbook | WorkbookRefusedReply | Refusal> {
  const { submissionId } = upload;
  const own = await findOwnSubmission(em, viewer, 'submission.edit', { collectionId, submissionId });
  if (!own.ok) return own.error;
  const marks = parseMarks(upload.marks ?? '');
  if (marks === null) return { outcome: 'malformed', message: 'marks' };
  try {
    const { locale } = viewer;
    const bytes = await getIsolation('uploads').run(
      { kind: 'mark', bytes: upload.bytes, marks, locale },
      own.value,
    );
    return {
      outcome: 'made',
      name: fileName,
      mediaType: XLSX,
      sizeBytes: bytes.length,
      stream: Readable.from([Buffer.from(bytes)]),
    };
  } catch (error) {
    if (!(error instanceof WorkbookRefused)) throw error;
    if (error.code === 'busy') return { outcome: 'busy', retryAfterSeconds: 5 };
    return {
      outcome: 'workbook_refused',
      reason: error.code,
      message: refusalText(error.code, viewer.locale),
    };
  }
}
