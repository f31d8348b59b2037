import { Readable } from 'node:stream';
import { localize } from 'engine';
import { WorkbookRefused } from 'engine/excel';
import type { EntityManager } from '~/db/orm.server';
import type { Refusal } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import { loadForm } from '../collecting/forms.server';
import { findOwnSubmission } from '../collecting/own-submission.server';
import { viewSubmission } from '../collecting/submission-views.server';
import { readSubmission } from '~/db/queries/submissions.server';
import { getIsolation } from './isolation.server';

export interface MadeWorkbook {
  readonly outcome: 'made';
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly stream: Readable;
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** «Скачать шаблон»: the form of the viewer's own submission with its draft, where the form switches workbooks on (A23). */
export async function makeWorkbook(
  em: EntityManager,
  viewer: Viewer,
  { collectionId }: { readonly collectionId: string },
): Promise<MadeWorkbook | Refusal> {
  const own = await findOwnSubmission(em, viewer, 'submission.open', { collectionId });
  if (!own.ok) return own.error;
  const submission = await viewSubmission(em, viewer, own.value, { draft: true });
  const { definition_version_id: version } = await readSubmission(em, own.value);
  const { form, source } = await loadForm(em, version);
  if (!form.excelTemplate) return { outcome: 'not_found' };
  const { code, title } = viewer.orgUnit;
  try {
    const bytes = await getIsolation('templates').run({
      kind: 'template',
      definition: form.definition,
      codeLists: source.codeLists,
      answers: submission.answers,
      context: submission.context,
      locale: viewer.locale,
      identity: {
        collection: submission.collectionId,
        organisation: code,
        organisationName: title,
        revision: submission.revision,
        createdAt: submission.serverTime,
      },
    });
    const name = `${localize(form.title, viewer.locale)} – ${code}`.replace(/[\\/:*?"<>|]+/g, ' ');
    return {
      outcome: 'made',
      name: `${name.slice(0, 120)}.xlsx`,
      mediaType: XLSX,
      sizeBytes: bytes.length,
      stream: Readable.from([Buffer.from(bytes)]),
    };
  } catch (error) {
    if (error instanceof WorkbookRefused) return { outcome: 'busy', retryAfterSeconds: 10 };
    throw error;
  }
}
