import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublicationBlock, User } from '../../../app/db/entities/index.server';
import { execute, queryRow, queryRows } from '../../../app/db/sql.server';
import { getFileStore } from '../../../app/files/file-store.server';
import { closeQueue, prepareJobTables } from '../../../app/jobs/queue.server';
import type { Refused, UploadProgress } from '../../../app/protocol/uploads';
import { loader as fileLoader } from '../../../app/routes/files/file';
import { action as patch, loader as progress } from '../../../app/routes/files/upload';
import { action as create } from '../../../app/routes/files/uploads';
import { finishUpload } from '../../../app/services/files/finish-upload.server';
import { sweepFiles } from '../../../app/services/files/sweep-files.server';
import { useDataDirectory } from '../../support/data-directory';
import { useDatabase } from '../../support/database';
import {
  createBlock,
  createCountry,
  createFileOf,
  createOrganisation,
  createPublication,
  createUser,
} from '../../support/factories';
import { requestsOf, tusCreation, tusPart } from '../../support/file-requests';

const database = useDatabase();
useDataDirectory();
let organizer: Awaited<ReturnType<typeof requestsOf>>;
let colleague: typeof organizer;
let school: typeof organizer;
let block: PublicationBlock;
let organizerUser: User;

beforeAll(async () => {
  await prepareJobTables(database.url);
  const em = database.em();
  const country = await createCountry(em);
  organizerUser = await createUser(em, { role: 'federal', orgUnit: country });
  organizer = await requestsOf(organizerUser);
  colleague = await requestsOf(await createUser(em, { role: 'federal', orgUnit: country }));
  school = await requestsOf(await createUser(em, { orgUnit: await createOrganisation(em) }));
  block = await createBlock(em, { publication: await createPublication(em) });
});
afterAll(closeQueue);

async function begin(sizeBytes: number, metadata: Record<string, string> = {}) {
  const all = { filename: 'Порядок.pdf', purpose: 'file', block: block.id, ...metadata };
  return organizer(create, { method: 'POST', url: '/lk/uploads', headers: tusCreation(sizeBytes, all) });
}

async function begun(sizeBytes: number, metadata?: Record<string, string>): Promise<string> {
  const answer = await begin(sizeBytes, metadata);
  expect(answer.status).toBe(201);
  const location = answer.headers.get('Location') ?? '';
  expect(location).toMatch(/^\/lk\/uploads\/[0-9a-f-]{36}$/);
  return location.split('/').at(-1) ?? '';
}

const at = (id: string) => ({ url: `/lk/uploads/${id}`, params: { uploadId: id } });
const send = (id: string, offset: number, bytes: Buffer | ReadableStream, sizeBytes?: number) =>
  organizer(patch, {
    method: 'PATCH',
    ...at(id),
    headers: tusPart(offset, sizeBytes ?? (Buffer.isBuffer(bytes) ? bytes.length : 0)),
    body: Buffer.isBuffer(bytes) ? new Uint8Array(bytes) : bytes,
  });
const offsetOf = async (id: string) => {
  const answer = await organizer(progress, {
    method: 'HEAD',
    ...at(id),
    headers: { 'Tus-Resumable': '1.0.0' },
  });
  return answer.status === 200 ? Number(answer.headers.get('Upload-Offset')) : answer.status;
};
const told = async (id: string) => (await organizer(progress, at(id))).json() as Promise<UploadProgress>;
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const rowOf = (id: string | null) =>
  queryRow<{
    name: string;
    content_hash: string;
    media_type: string;
    audience: unknown;
    storage_key: string;
  }>(
    database.em(),
    `select f.name, f.content_hash, f.media_type, f.audience, c.storage_key
       from stored_file f join file_content c on c.hash = f.content_hash where f.id = $1`,
    [id],
  );

async function uploaded(bytes: Buffer, metadata?: Record<string, string>): Promise<string> {
  const id = await begun(bytes.length, metadata);
  expect((await send(id, 0, bytes)).status).toBe(204);
  const { status, resultId } = await told(id);
  expect(status).toBe('done');
  return resultId ?? '';
}

describe('[A15] an upload', () => {
  it('in parts is a file with the hash of its bytes, for whom it was meant', async () => {
    const bytes = randomBytes(700_000);
    const id = await begun(bytes.length, { audience: JSON.stringify({ kinds: ['spo'] }) });
    expect((await send(id, 0, bytes.subarray(0, 300_000))).headers.get('Upload-Offset')).toBe('300000');
    expect(await told(id)).toMatchObject({ status: 'receiving', offsetBytes: 300_000 });
    expect((await send(id, 300_000, bytes.subarray(300_000))).status).toBe(204);
    const { status, resultId } = await told(id);
    expect(status).toBe('done');
    expect(await rowOf(resultId)).toMatchObject({
      name: 'Порядок.pdf',
      media_type: 'application/pdf',
      content_hash: hashOf(bytes),
      audience: { kinds: ['spo'] },
    });
    const answer = await organizer(fileLoader, { params: { fileId: resultId ?? '' } });
    expect(hashOf(Buffer.from(await answer.arrayBuffer()))).toBe(hashOf(bytes));
  });

  it('that breaks off anywhere is gone on with, and its bytes are the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ bytes: fc.integer({ min: 1, max: 60_000 }), breaks: fc.boolean() }), {
          minLength: 1,
          maxLength: 8,
        }),
        async (steps) => {
          const bytes = randomBytes(90_000);
          const id = await begun(bytes.length, { filename: `${hashOf(bytes)}.pdf` });
          for (const { bytes: length, breaks } of steps) {
            const offset = await offsetOf(id);
            if (offset === bytes.length) break;
            const part = bytes.subarray(offset, offset + length);
            if (!breaks) {
              expect((await send(id, offset, part)).status).toBe(204);
              continue;
            }
            const broken = new ReadableStream({
              start(controller) {
                controller.enqueue(new Uint8Array(part.subarray(0, part.length >> 1)));
                controller.error(new Error('the line broke'));
              },
            });
            expect((await send(id, offset, broken, part.length)).status).toBeGreaterThanOrEqual(400);
            // A part is taken whole or not at all.
            expect(await offsetOf(id)).toBe(offset);
          }
          const offset = await offsetOf(id);
          if (offset < bytes.length) await send(id, offset, bytes.subarray(offset));
          const { resultId } = await told(id);
          expect((await rowOf(resultId))?.content_hash).toBe(hashOf(bytes));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('takes one of two parts at the same place, whichever process got it', async () => {
    const bytes = randomBytes(50_000);
    const id = await begun(bytes.length, { filename: 'race.pdf' });
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => send(id, 0, bytes.subarray(0, 20_000))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409, 409]);
    expect(await offsetOf(id)).toBe(20_000);
    await send(id, 20_000, bytes.subarray(20_000));
    expect((await rowOf((await told(id)).resultId))?.content_hash).toBe(hashOf(bytes));
  });

  it('that was received is finished by whoever comes, once', async () => {
    const bytes = randomBytes(30_000);
    const id = await begun(bytes.length, { filename: 'once.pdf' });
    await send(id, 0, bytes.subarray(0, 10_000));
    // As it is when the process dies between the last part and the end.
    await execute(
      database.em(),
      `update file_upload set lease_until = now() + interval '1 hour' where id = $1`,
      [id],
    );
    await send(id, 10_000, bytes.subarray(10_000));
    expect(await told(id)).toMatchObject({ status: 'checking', resultId: null });
    await execute(database.em(), 'update file_upload set lease_until = null where id = $1', [id]);
    const runs = await Promise.all([1, 2, 3].map(() => finishUpload(database.em(), id)));
    expect(runs.filter(Boolean)).toHaveLength(1);
    const files = await queryRows(database.em(), `select id from stored_file where name = 'once.pdf'`);
    expect(files).toHaveLength(1);
  });

  it('can be given up, and nothing of it stays', async () => {
    const id = await begun(1000);
    await send(id, 0, randomBytes(400));
    const [part] = await queryRows<{ storage_key: string }>(
      database.em(),
      'select storage_key from file_upload_part where upload_id = $1',
      [id],
    );
    const tus = { 'Tus-Resumable': '1.0.0' };
    expect((await organizer(patch, { method: 'DELETE', ...at(id), headers: tus })).status).toBe(204);
    expect(await offsetOf(id)).toBe(404);
    await sweepFiles(database.em());
    expect(await getFileStore().size(part?.storage_key ?? '')).toBeNull();
  });

  it('that nobody goes on with is forgotten after two days', async () => {
    const id = await begun(1000, { filename: 'alt.pdf' });
    await send(id, 0, randomBytes(400));
    await sweepFiles(database.em());
    expect(await offsetOf(id)).toBe(400);
    await execute(
      database.em(),
      `update file_upload set changed_at = now() - interval '49 hours' where id = $1`,
      [id],
    );
    await sweepFiles(database.em());
    expect(await offsetOf(id)).toBe(404);
  });

  it('of another account does not exist', async () => {
    const id = await begun(1000, { filename: 'own.pdf' });
    const part = { method: 'PATCH', ...at(id), headers: tusPart(0, 4), body: 'abcd' };
    expect((await colleague(patch, part)).status).toBe(404);
    expect((await school(patch, part)).status).toBe(404);
    expect((await colleague(progress, at(id))).status).toBe(404);
    expect(await offsetOf(id)).toBe(0);
  });
});

describe('an upload is refused before it begins, with the reason', () => {
  const cases: readonly (readonly [string, number, Record<string, string>, number, Refused['reason']])[] = [
    ['too large', 2048 * 1024 * 1024 + 1, {}, 413, 'too_large'],
    ['empty', 0, {}, 400, 'empty'],
    ['a program', 10, { filename: 'отчёт.pdf.exe' }, 415, 'type'],
    ['a program that reads as a document', 10, { filename: 'отчёт\u202efdp.exe' }, 415, 'type'],
    ['no name', 10, { filename: '../..' }, 400, 'name'],
    ['a storage that is not there', 10, { block: '00000000-0000-4000-8000-000000000000' }, 404, 'not_found'],
    ['a delivery that is no zip', 10, { filename: 'все.rar', purpose: 'delivery' }, 415, 'not_zip'],
    ['a replacement of nothing', 10, { purpose: 'replacement' }, 400, 'malformed'],
    ['an audience that is none', 10, { audience: '{"schools":[]}' }, 400, 'malformed'],
    ['a login that is not there', 10, { audience: '{"logins":["edu000000"]}' }, 400, 'audience'],
    ['metadata that is not known', 10, { other: 'x' }, 400, 'malformed'],
  ];
  it.each(cases)('%s', async (_name, sizeBytes, metadata, status, reason) => {
    const answer = await begin(sizeBytes, metadata);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ outcome: 'refused', reason });
  });

  it('for those who do not manage files', async () => {
    const metadata = { filename: 'a.pdf', purpose: 'file', block: block.id };
    const answer = await school(create, { method: 'POST', headers: tusCreation(10, metadata) });
    expect(answer.status).toBe(404);
  });
});

describe('contents are kept once', () => {
  it('the same bytes twice are one content, and it goes with its last file', async () => {
    const bytes = randomBytes(5_000);
    const [first, second] = [
      await uploaded(bytes, { filename: 'один.pdf' }),
      await uploaded(bytes, { filename: 'два.pdf' }),
    ];
    const key = (await rowOf(first))?.storage_key ?? '';
    expect((await rowOf(second))?.storage_key).toBe(key);
    const remove = async (id: string) => {
      await execute(
        database.em(),
        `update stored_file set removed_at = now() - interval '2 days' where id = $1`,
        [id],
      );
      await sweepFiles(database.em());
    };
    await remove(first);
    expect(await getFileStore().size(key)).toBe(5_000);
    await remove(second);
    expect(await getFileStore().size(key)).toBeNull();
    expect(
      await queryRow(database.em(), 'select 1 from file_content where hash = $1', [hashOf(bytes)]),
    ).toBeNull();
    const again = await uploaded(bytes, { filename: 'три.pdf' });
    expect(await getFileStore().size((await rowOf(again))?.storage_key ?? '')).toBe(5_000);
  });

  it('sweeping beside uploads of the same bytes never takes what a file needs', async () => {
    const bytes = randomBytes(2_000);
    for (let round = 0; round < 8; round++) {
      const id = await uploaded(bytes, { filename: `круг ${round}.pdf` });
      await execute(
        database.em(),
        `update stored_file set removed_at = now() - interval '2 days' where id = $1`,
        [id],
      );
      const [next] = await Promise.all([
        uploaded(bytes, { filename: `рядом ${round}.pdf` }),
        sweepFiles(database.em()),
        sweepFiles(database.em()),
      ]);
      expect(await getFileStore().size((await rowOf(next))?.storage_key ?? '')).toBe(2_000);
      await execute(
        database.em(),
        `update stored_file set removed_at = now() - interval '2 days' where id = $1`,
        [next],
      );
    }
  });

  it('bytes of a process that died are swept; what was taken over is not', async () => {
    const kept = (await rowOf(await uploaded(randomBytes(100), { filename: 'цел.pdf' })))?.storage_key ?? '';
    await execute(
      database.em(),
      `insert into loose_content (storage_key, remove_after) values ('contents/dead', now() - interval '1 second')`,
    );
    await sweepFiles(database.em());
    expect(
      await queryRows(database.em(), 'select storage_key from loose_content where remove_after < now()'),
    ).toEqual([]);
    expect(await getFileStore().size(kept)).toBe(100);
  });
});

describe('files of one name', () => {
  it('get a number; the same bytes under the same name stay one file', async () => {
    const [one, two] = [randomBytes(10), randomBytes(10)];
    const first = await uploaded(one, { filename: 'Приказ.docx' });
    expect((await rowOf(await uploaded(two, { filename: 'Приказ.docx' })))?.name).toBe('Приказ (2).docx');
    expect(await uploaded(one, { filename: 'Приказ.docx' })).toBe(first);
  });

  it('are replaced where that is asked for: name and place stay, the bytes and the kind are new', async () => {
    const file = await createFileOf(database.em(), Buffer.from('old'), { block, name: 'Форма.docx' });
    const bytes = randomBytes(10);
    const id = await uploaded(bytes, { filename: 'форма новая.pdf', purpose: 'replacement', file: file.id });
    expect(id).toBe(file.id);
    expect(await rowOf(id)).toMatchObject({
      name: 'Форма.pdf',
      content_hash: hashOf(bytes),
      media_type: 'application/pdf',
    });
  });
});

it('what is done is in the audit', async () => {
  const rows = await queryRows<{ action: string; user_id: string }>(
    database.em(),
    `select distinct action, user_id from audit_event where object_kind = 'file' order by action`,
  );
  expect(rows).toEqual([
    { action: 'file_added', user_id: organizerUser.id },
    { action: 'file_replaced', user_id: organizerUser.id },
  ]);
});
