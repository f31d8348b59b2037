import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ZipFile } from 'yazl';
import type { OrgUnit, PublicationBlock } from '../../../app/db/entities/index.server';
import { insertDelivery } from '../../../app/db/queries/deliveries.server';
import { keepContent } from '../../../app/db/queries/contents.server';
import { execute, queryRow, queryRows, withTransaction } from '../../../app/db/sql.server';
import * as stores from '../../../app/files/file-store.server';
import { closeQueue } from '../../../app/jobs/queue.server';
import type { DeliveryEntryView, Viewer } from '../../../app/protocol/views';
import { deliverFiles } from '../../../app/services/files/delivery/deliver-files.server';
import { allEntries, findDelivery } from '../../../app/services/files/delivery/find-delivery.server';
import { withdrawDelivery } from '../../../app/services/files/delivery/withdraw-delivery.server';
import { openFileDownload } from '../../../app/services/files/open-file-download.server';
import { storeBytes } from '../../../app/services/files/store-bytes.server';
import { sweepFiles } from '../../../app/services/files/sweep-files.server';
import { viewStorage } from '../../../app/services/files/view-storage.server';
import { useDataDirectory } from '../../support/data-directory';
import { useDatabase } from '../../support/database';
import {
  createBlock,
  createCountry,
  createMunicipality,
  createOrganisation,
  createPublication,
  createRegion,
  createUser,
} from '../../support/factories';
import { type RawEntry, rawZip } from '../../support/raw-zip';
import { startS3Server } from '../../support/s3-server';
import { viewerOf } from '../../support/viewers';

const database = useDatabase();
useDataDirectory();
let organizer: Viewer;
let regional: Viewer;
let school: Viewer;
let college: Viewer;
let region: OrgUnit;

beforeAll(async () => {
  const em = database.em();
  const country = await createCountry(em);
  region = await createRegion(em, { parent: country });
  const at = { region, municipality: await createMunicipality(em, { region }) };
  const add = async (login: string, role: Viewer['role'], orgUnit: OrgUnit) =>
    viewerOf(em, await createUser(em, { login, role, orgUnit }));
  organizer = await add('federal', 'federal', country);
  regional = await add('region99', 'regional', region);
  school = await add('edu990001', 'organisation', await createOrganisation(em, at));
  const spo = await createOrganisation(em, { ...at, organisationKind: 'spo' });
  college = await add('spo990002', 'organisation', spo);
});
afterAll(closeQueue);
afterEach(() => void vi.restoreAllMocks());

const newBlock = async (audience: Record<string, unknown> | null = null): Promise<PublicationBlock> =>
  createBlock(database.em(), { publication: await createPublication(database.em(), { audience }) });

async function newDelivery(block: PublicationBlock, zip: Buffer): Promise<string> {
  const em = database.em();
  const bytes = await storeBytes(em, Readable.from([zip], { objectMode: false }));
  return withTransaction(em, async (transaction) => {
    await keepContent(transaction, bytes);
    const { hash } = bytes;
    return insertDelivery(transaction, {
      blockId: block.id,
      userId: organizer.userId,
      name: 'все.zip',
      hash,
    });
  });
}

const go = (id: string, signal = new AbortController().signal) => deliverFiles(database.em(), id, signal);
const reportOf = async (id: string) =>
  ((await Readable.from(allEntries(database.em(), id)).toArray()) as readonly DeliveryEntryView[]).map(
    ({ path, login, outcome, reason }) =>
      [path, outcome, reason, login].filter((part) => part !== null).join(' | '),
  );
const deliver = async (block: PublicationBlock, entries: readonly RawEntry[] | Buffer) => {
  const id = await newDelivery(block, Buffer.isBuffer(entries) ? entries : rawZip(entries));
  await go(id);
  return { id, report: await reportOf(id) };
};
const pageOf = (id: string) =>
  findDelivery(database.em(), organizer, id, { outcome: null, search: '', page: 1 });
const filesOf = async (viewer: Viewer, block: PublicationBlock) => {
  const publication = { ...(await block.publication.loadOrFail()), audience: null };
  const row = {
    id: block.id,
    publication_id: '',
    kind: 'storage',
    title: '',
    body: null,
    collection_id: null,
  } as const;
  const view = await viewStorage(database.em(), viewer, {
    block: row,
    publication: { ...publication, section_slug: '', published_at: new Date() },
    query: { unfolded: true, text: '', page: 1 },
  });
  return view?.files ?? [];
};
const contentFor = async (viewer: Viewer, block: PublicationBlock, name: string) => {
  const file = (await filesOf(viewer, block)).find((known) => known.name === name);
  const opened = await openFileDownload(database.em(), viewer, file?.id ?? '');
  const stream = opened.ok ? await opened.value.open(null) : null;
  return stream && (await buffer(stream)).toString();
};
const entry = (name: string | Buffer, content = 'x', more: Partial<RawEntry> = {}): RawEntry => ({
  name,
  bytes: Buffer.from(content),
  ...more,
});

describe('[A19] a zip is handed out by the logins in its names', () => {
  it('each organisation sees and gets its own, nobody else does; what matched nobody is reported', async () => {
    const block = await newBlock();
    const { id, report } = await deliver(block, [
      entry('Отчёты/'),
      entry('Отчёты/edu990001_отчёт.txt', 'школе'),
      entry('Отчёты/spo990002/итоги.txt', 'колледжу', { method: 8 }),
      entry('Отчёты/edu990003_отчёт.txt', 'никому'),
      entry('Отчёты/прочти меня.txt', 'никому'),
      entry('__MACOSX/._x', 'y'),
    ]);
    expect(report).toEqual([
      'Отчёты/edu990001_отчёт.txt | delivered | edu990001',
      'Отчёты/spo990002/итоги.txt | delivered | spo990002',
      'Отчёты/edu990003_отчёт.txt | unmatched',
      'Отчёты/прочти меня.txt | unmatched',
      '__MACOSX/._x | ignored',
    ]);
    expect((await filesOf(school, block)).map(({ name }) => name)).toEqual(['edu990001_отчёт.txt']);
    expect(await contentFor(school, block, 'edu990001_отчёт.txt')).toBe('школе');
    expect(await contentFor(college, block, 'итоги.txt')).toBe('колледжу');
    expect(await filesOf(regional, block)).toEqual([]);
    const [own] = await filesOf(school, block);
    for (const stranger of [college, regional])
      expect((await openFileDownload(database.em(), stranger, own?.id ?? '')).ok).toBe(false);
    const page = await pageOf(id);
    expect(page?.delivery).toMatchObject({ status: 'done', done: 5, total: 5 });
    expect(page?.counts).toMatchObject({ delivered: 2, unmatched: 2, ignored: 1, refused: 0 });
  });

  it('names in the letters of DOS, in unmarked UTF-8 and in a field of their own are read', async () => {
    const block = await newBlock();
    // «edu990001_отчёт.txt» as Windows in Russia writes it.
    const dos = Buffer.concat([
      Buffer.from('edu990001_'),
      Buffer.from([0xae, 0xe2, 0xe7, 0xf1, 0xe2]),
      Buffer.from('.txt'),
    ]);
    const utf8 = Buffer.from('edu990001_план.txt');
    const plain = Buffer.from('edu990001_?.txt');
    const path = Buffer.concat([Buffer.alloc(5), Buffer.from('edu990001_своё.txt')]);
    path.writeUInt8(1);
    path.writeUInt32LE(crc32(plain), 1);
    const field = Buffer.alloc(4);
    field.writeUInt16LE(0x7075);
    field.writeUInt16LE(path.length, 2);
    await deliver(block, [
      entry(dos, 'a', { flags: 0 }),
      entry(utf8, 'b', { flags: 0 }),
      entry(plain, 'c', { flags: 0, extra: Buffer.concat([field, path]) }),
    ]);
    expect((await filesOf(school, block)).map(({ name }) => name).sort()).toEqual([
      'edu990001_отчёт.txt',
      'edu990001_план.txt',
      'edu990001_своё.txt',
    ]);
  });

  it('one in the large format (zip64) is read', async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('большой'), 'edu990001_64.txt', { forceZip64Format: true });
    zip.end({ forceZip64Format: true, comment: '' });
    const block = await newBlock();
    await deliver(block, await buffer(zip.outputStream));
    expect(await contentFor(school, block, 'edu990001_64.txt')).toBe('большой');
  });

  it('an organisation that does not see the publication gets nothing, and the report says so', async () => {
    const block = await newBlock({ kinds: ['spo'] });
    const { report } = await deliver(block, [entry('edu990001.txt'), entry('spo990002.txt')]);
    expect(report).toEqual([
      'edu990001.txt | not_addressed | edu990001',
      'spo990002.txt | delivered | spo990002',
    ]);
  });

  it('twice doubles nothing; a corrected one replaces what has changed', async () => {
    const block = await newBlock();
    const first = [entry('edu990001_a.txt', 'один'), entry('spo990002_b.txt', 'два')];
    await deliver(block, first);
    const again = await deliver(block, first);
    expect(again.report).toEqual([
      'edu990001_a.txt | same | edu990001',
      'spo990002_b.txt | same | spo990002',
    ]);
    const corrected = await deliver(block, [entry('edu990001_a.txt', 'исправлено'), first[1]!]);
    expect(corrected.report).toEqual([
      'edu990001_a.txt | replaced | edu990001',
      'spo990002_b.txt | same | spo990002',
    ]);
    expect(await filesOf(school, block)).toHaveLength(1);
    expect(await contentFor(school, block, 'edu990001_a.txt')).toBe('исправлено');
  });

  it('is taken back as a whole, and can be handed out anew', async () => {
    const block = await newBlock();
    const zip = [entry('edu990001_a.txt', 'один')];
    const { id } = await deliver(block, zip);
    expect(await withdrawDelivery(database.em(), school, id)).toBe(false);
    expect(await withdrawDelivery(database.em(), organizer, id)).toBe(true);
    expect(await filesOf(school, block)).toEqual([]);
    const again = await deliver(block, zip);
    expect(again.report).toEqual(['edu990001_a.txt | delivered | edu990001']);
    expect(await filesOf(school, block)).toHaveLength(1);
  });
});

describe('a hostile zip', () => {
  it('gets out of no folder, hides nothing, and what is damaged is refused alone', async () => {
    const block = await newBlock();
    const long = 'а'.repeat(3_000_000);
    const { id, report } = await deliver(block, [
      entry('../edu990001_вверх.txt'),
      entry('/edu990001_корень.txt'),
      entry('edu990001_пароль.txt', 'x', { flags: 0x801 }),
      entry('edu990001_способ.txt', 'x', { method: 99 }),
      entry('edu990001_сумма.txt', 'целый', { says: { crc: 1 } }),
      entry('edu990001_короче.txt', 'целый', { method: 8, says: { sizeBytes: 3 } }),
      entry('edu990001_длиннее.txt', 'целый', { method: 8, says: { sizeBytes: 3_000 } }),
      entry('edu990001_бомба.txt', long, { method: 8 }),
      entry('edu990001_программа.exe'),
      entry('edu990001_пусто.txt', ''),
      entry('edu990001_хорошо.txt', 'хорошо'),
    ]);
    expect(report.map((line) => line.split(' | ').slice(1, 3).join(' '))).toEqual([
      'refused path',
      'refused path',
      'refused encrypted',
      'refused method',
      'refused damaged',
      'refused damaged',
      'refused damaged',
      'refused bomb',
      'refused type',
      'refused empty',
      'delivered edu990001',
    ]);
    expect(await contentFor(school, block, 'edu990001_хорошо.txt')).toBe('хорошо');
    expect((await pageOf(id))?.delivery).toMatchObject({ status: 'done', done: 11, total: 11 });
    // Nothing of what was refused stays behind.
    await execute(database.em(), 'update loose_content set remove_after = now()');
    await sweepFiles(database.em());
    expect(await queryRows(database.em(), 'select 1 from loose_content')).toEqual([]);
  });

  it.each([
    ['text', Buffer.from('Это не архив, а письмо о том, что архив будет завтра.')],
    ['noise', randomBytes(5_000)],
    ['one that ends too early', rawZip([entry('edu990001.txt', 'x'.repeat(2_000))]).subarray(0, 1_500)],
    [
      'one whose directory lies elsewhere',
      (() => {
        const zip = rawZip([entry('edu990001.txt')]);
        zip.writeUInt32LE(0x7fffffff, zip.length - 6);
        return zip;
      })(),
    ],
  ])('%s is no zip at all, and is told so', async (_name, bytes) => {
    const { id, report } = await deliver(await newBlock(), bytes);
    expect(report).toEqual([]);
    expect((await pageOf(id))?.delivery).toMatchObject({ status: 'failed', failure: 'not_zip' });
  });
});

describe('a run that dies', () => {
  const many = Array.from({ length: 60 }, (_item, n) => entry(`edu990001/${n}.txt`, `содержание ${n}`));

  it('is gone on with where it stopped: each file once', async () => {
    const block = await newBlock();
    const id = await newDelivery(block, rawZip(many));
    const stopping = new AbortController();
    const store = stores.getFileStore();
    let stored = 0;
    const put = store.put.bind(store);
    vi.spyOn(store, 'put').mockImplementation((key, source) => {
      if (++stored === 25) stopping.abort(new Error('the worker has to stop'));
      return put(key, source);
    });
    await expect(go(id, stopping.signal)).rejects.toThrow('the worker has to stop');
    const before = (await reportOf(id)).length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(60);
    await Promise.all([go(id), go(id)]);
    expect(await reportOf(id)).toHaveLength(60);
    const files = await queryRow<{ n: number }>(
      database.em(),
      'select count(*) as n from stored_file where block_id = $1',
      [block.id],
    );
    expect(files?.n).toBe(60);
    expect((await pageOf(id))?.delivery).toMatchObject({ status: 'done', done: 60, total: 60 });
  });

  it('because the store does not answer blames no file, and is tried again', async () => {
    const block = await newBlock();
    const id = await newDelivery(block, rawZip(many));
    const store = stores.getFileStore();
    let asked = 0;
    const open = store.open.bind(store);
    vi.spyOn(store, 'open').mockImplementation((key, range) =>
      ++asked === 20 ? Promise.reject(new Error('no answer')) : open(key, range),
    );
    await expect(go(id)).rejects.toThrow('no answer');
    expect((await reportOf(id)).filter((line) => !line.includes('delivered'))).toEqual([]);
    await go(id);
    expect(await reportOf(id)).toHaveLength(60);
  });

  it('taken back while it runs it stops, and leaves nothing handed out', async () => {
    const block = await newBlock();
    const id = await newDelivery(block, rawZip(many));
    const store = stores.getFileStore();
    let stored = 0;
    const put = store.put.bind(store);
    vi.spyOn(store, 'put').mockImplementation(async (key, source) => {
      if (++stored === 20) await withdrawDelivery(database.em(), organizer, id);
      return put(key, source);
    });
    await go(id);
    expect(await filesOf(school, block)).toEqual([]);
    expect((await pageOf(id))?.delivery).toMatchObject({ withdrawn: true });
  });
});

it('[A19] the same from a bucket: only what is needed of the zip is fetched', async () => {
  const server = await startS3Server();
  try {
    vi.spyOn(stores, 'getFileStore').mockReturnValue(server.store);
    const block = await newBlock();
    const noise = randomBytes(9_000_000);
    const id = await newDelivery(
      block,
      rawZip([{ name: 'никому.bin', bytes: noise }, entry('edu990001_a.txt', 'из ведра', { method: 8 })]),
    );
    let fetched = 0;
    const open = server.store.open.bind(server.store);
    vi.spyOn(server.store, 'open').mockImplementation((key, range) => {
      fetched += range ? range.end - range.start + 1 : Infinity;
      return open(key, range);
    });
    await go(id);
    expect(await reportOf(id)).toEqual(['никому.bin | unmatched', 'edu990001_a.txt | delivered | edu990001']);
    expect(fetched).toBeLessThan(3_000_000);
    expect(await contentFor(school, block, 'edu990001_a.txt')).toBe('из ведра');
  } finally {
    await server.stop();
  }
});
