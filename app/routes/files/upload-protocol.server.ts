import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Server, Upload } from '@tus/server';
import type { Refused } from '~/protocol/uploads';
import { cancelUpload } from '~/services/files/cancel-upload.server';
import { createUpload } from '~/services/files/create-upload.server';
import { findUpload } from '~/services/files/find-upload.server';
import { parseUploadMetadata } from '~/services/files/parse-upload.server';
import { receivePart } from '~/services/files/receive-part.server';
import type { Scope } from '../request.server';

const path = '/lk/uploads';

/**
 * Answers a request of the tus protocol for one user. Uploads are kept by services; the database refuses the second of two requests
 * that go on at the same place, so that no locks are needed however many processes there are.
 */
export async function answerTus(request: Request, scope: Scope): Promise<Response> {
  const server = new Server({
    path,
    datastore: new ServiceStore(scope),
    relativeLocation: true,
    // The store gives the id.
    namingFunction: () => randomUUID(),
    allowedOrigins: () => false,
    locker: { newLock: () => ({ lock: () => Promise.resolve(), unlock: () => Promise.resolve() }) },
    onResponseError: (_request, error) =>
      'status_code' in error ? undefined : { status_code: 500, body: JSON.stringify(refused('failed')) },
  });
  const response = await server.handleWeb(request);
  const location = response.headers.get('Location');
  // Proxies in front know by which address people come; a path is right behind all of them.
  if (location !== null && URL.canParse(location))
    response.headers.set('Location', new URL(location).pathname);
  response.headers.set('Cache-Control', 'no-store');
  return response;
}

const refused = (reason: Refused['reason']): Refused => ({ outcome: 'refused', reason });

const statuses: Readonly<Partial<Record<Refused['reason'], number>>> = {
  too_large: 413,
  not_found: 404,
  removed: 410,
  crowded: 429,
  type: 415,
  not_zip: 415,
};

/** In the shape that the protocol's server answers with. */
class ProtocolError extends Error {
  readonly status_code: number;
  readonly body: string;
  constructor(answer: { readonly status_code: number; readonly body: string }) {
    super(answer.body);
    this.status_code = answer.status_code;
    this.body = answer.body;
  }
}

const refusal = (why: Omit<Refused, 'outcome'>): ProtocolError =>
  new ProtocolError({
    status_code: statuses[why.reason] ?? 400,
    body: JSON.stringify({ outcome: 'refused', ...why } satisfies Refused),
  });

class ServiceStore extends DataStore {
  constructor(private readonly scope: Scope) {
    super();
    this.extensions = ['creation', 'termination'];
  }

  override async create(upload: Upload): Promise<Upload> {
    const { em, viewer } = this.scope;
    const metadata = parseUploadMetadata(upload.metadata ?? {});
    if (!metadata) throw refusal({ reason: 'malformed' });
    const created = await createUpload(em, viewer, { ...metadata, sizeBytes: upload.size ?? 0 });
    if (!created.ok) throw refusal(created.error);
    upload.id = created.value;
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = await this.find(id);
    const { size_bytes: size, offset_bytes: offset } = row;
    return new Upload({ id, size, offset, creation_date: row.created_at.toISOString() });
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const row = await this.find(id);
    const received = await receivePart(this.scope.em, row, offset, stream);
    if (received.ok) return received.value;
    throw received.error === 'empty'
      ? refusal({ reason: 'empty' })
      : new ProtocolError(ERRORS.INVALID_OFFSET);
  }

  override async remove(id: string): Promise<void> {
    if (!(await cancelUpload(this.scope.em, this.scope.viewer, id)))
      throw new ProtocolError(ERRORS.FILE_NOT_FOUND);
  }

  private async find(id: string) {
    const row = await findUpload(this.scope.em, this.scope.viewer, id);
    if (!row) throw new ProtocolError(ERRORS.FILE_NOT_FOUND);
    if (row.status === 'failed') throw new ProtocolError(ERRORS.FILE_NO_LONGER_EXISTS);
    return row;
  }
}
