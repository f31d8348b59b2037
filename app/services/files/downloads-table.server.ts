import type { Readable } from 'node:stream';
import { visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findStorageFiles } from '~/db/queries/files.server';
import {
  findPersonalDownloads,
  findRecipientsAfter,
  type RecipientRow,
  type Scope,
} from '~/db/queries/recipients.server';
import { findStorage } from '~/db/queries/storages.server';
import type { Viewer } from '~/protocol/views';
import { downloadsHeadings, moscowStamp } from '~/wording/downloads-report';
import { excelCsv } from '../csv.server';

const BATCH = 1_000;

interface ListedFile {
  readonly id: string;
  readonly name: string;
  readonly audience: unknown;
}

type Progress = (progress: { readonly done: number; readonly total: number }) => Promise<void>;

/**
 * A table with a row for each file that the viewer sees in a storage (or only one of them) and each of the viewer's organisations that
 * it is addressed to: when it was downloaded, blank where it was not (A18).
 */
export async function downloadsTable(
  em: EntityManager,
  viewer: Viewer,
  about: { readonly blockId: string; readonly fileId: string | null },
  progress: Progress,
): Promise<Readable> {
  const storage = await findStorage(em, about.blockId);
  if (!storage) throw new Error('the storage is gone');
  const scope = visibleOrgUnits(viewer, 'file.statistics', 's', 1);
  const files = await commonFiles(em, viewer, about);
  const rows = async function* () {
    for (const [done, file] of files.entries()) {
      await progress({ done, total: files.length });
      const watched = { ...file, publication_audience: storage.publication_audience };
      yield* recipients(em, watched, scope);
    }
    // Files for single organisations stand in the lists of organizers only, who answer for everybody.
    if (scope.sql === 'true' && about.fileId === null)
      yield* personal(em, about.blockId, () => progress({ done: files.length, total: files.length }));
  };
  return excelCsv(downloadsHeadings[viewer.locale], rows());
}

/** In their order; all pages. One that was asked for may also be for a single organisation. */
async function commonFiles(
  em: EntityManager,
  viewer: Viewer,
  { blockId, fileId }: { readonly blockId: string; readonly fileId: string | null },
): Promise<readonly ListedFile[]> {
  const files: ListedFile[] = [];
  for (let offset = 0; ; offset += BATCH) {
    const { rows } = await findStorageFiles(em, viewer, { blockId, text: '', limit: BATCH, offset });
    const wanted = rows.filter(
      ({ id, personal: isPersonal, removed_at }) =>
        removed_at === null && (fileId === null ? !isPersonal : id === fileId),
    );
    files.push(...wanted);
    const isOver = fileId === null ? rows.some((row) => row.personal) : files.length > 0;
    if (rows.length < BATCH || isOver) return files;
  }
}

async function* recipients(
  em: EntityManager,
  file: ListedFile & { readonly publication_audience: unknown },
  scope: Scope,
) {
  for (let after = ''; ;) {
    const rows = await findRecipientsAfter(em, file, scope, { after, limit: BATCH });
    for (const row of rows) yield cells(file.name, row);
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.login;
  }
}

async function* personal(em: EntityManager, blockId: string, alive: () => Promise<void>) {
  for (let after = { login: '', id: '' }; ;) {
    await alive();
    const rows = await findPersonalDownloads(em, blockId, { after, limit: BATCH });
    for (const row of rows) yield cells(row.name, row);
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last;
  }
}

const cells = (file: string, row: RecipientRow) => [
  file,
  row.login,
  row.organisation,
  row.municipality,
  row.region,
  row.first_at ? moscowStamp(row.first_at) : '',
  row.last_at ? moscowStamp(row.last_at) : '',
  row.times,
];
