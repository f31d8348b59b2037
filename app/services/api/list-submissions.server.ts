import { visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import {
  type ApiSubmissionRow,
  findApiSubmission,
  findApiSubmissions,
  isWatched,
  readAnswersText,
} from '~/db/queries/api.server';
import type { Viewer } from '~/protocol/views';
import { writeCursor } from './cursor.server';
import { viewHead } from './views.server';

/** Answers that are read at once, in bytes as stored: a few megabytes at most where they were compressed well. */
const STORED_BYTES = 256 * 1024;

/** JSON that is made while it is sent, and what it will be made of: another one is another answer. */
export interface StreamedAnswer {
  readonly identity: string;
  readonly chunks: () => AsyncIterable<string>;
}

/**
 * A page of submitted reports that the viewer answers for, by login; null where there is nobody. In memory are the heads of the page
 * and a few megabytes of answers, however large they are.
 */
export async function listSubmissions(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
  query: { readonly limit: number; readonly cursor?: readonly [string]; readonly submittedSince?: string },
): Promise<StreamedAnswer | null> {
  const scope = visibleOrgUnits(viewer, 'participant-data.read', 's', 1);
  if (!(await isWatched(em, scope, collectionId))) return null;
  const rows = await findApiSubmissions(em, scope, {
    collectionId,
    limit: query.limit + 1,
    after: query.cursor?.[0],
    submittedSince: query.submittedSince,
  });
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const next = rows.length > query.limit && last ? writeCursor('submissions', [last.login]) : null;
  return {
    identity: JSON.stringify([shown.map(viewHead), next]),
    chunks: () => writePage(em, shown, next),
  };
}

/** One submitted report; null where the viewer answers for no such one. */
export async function getSubmission(
  em: EntityManager,
  viewer: Viewer,
  submissionId: string,
): Promise<StreamedAnswer | null> {
  const scope = visibleOrgUnits(viewer, 'participant-data.read', 's', 1);
  const row = await findApiSubmission(em, scope, submissionId);
  return row && { identity: JSON.stringify(viewHead(row)), chunks: () => writeItems(em, [row]) };
}

async function* writePage(
  em: EntityManager,
  rows: readonly ApiSubmissionRow[],
  next: string | null,
): AsyncGenerator<string> {
  yield '{"items":[';
  yield* writeItems(em, rows);
  yield `],"next":${JSON.stringify(next)}}`;
}

async function* writeItems(em: EntityManager, rows: readonly ApiSubmissionRow[]): AsyncGenerator<string> {
  let separator = '';
  for (const some of inPieces(rows)) {
    const texts = await readAnswersText(
      em,
      some.map(({ receipt }) => receipt),
    );
    for (const row of some) {
      const answers = texts.get(row.receipt);
      if (answers === undefined) throw new Error(`the report ${row.receipt} is gone`);
      yield `${separator}${JSON.stringify(viewHead(row)).slice(0, -1)},"answers":${answers}}`;
      separator = ',';
    }
  }
}

/** Rows whose answers are read together: one at least. */
function inPieces(rows: readonly ApiSubmissionRow[]): readonly (readonly ApiSubmissionRow[])[] {
  const pieces: ApiSubmissionRow[][] = [];
  let bytes = Infinity;
  for (const row of rows) {
    if (bytes + row.stored_bytes > STORED_BYTES) {
      pieces.push([]);
      bytes = 0;
    }
    pieces.at(-1)?.push(row);
    bytes += row.stored_bytes;
  }
  return pieces;
}
