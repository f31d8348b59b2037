import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublicationBlock, StoredFile } from '../../../app/db/entities/index.server';
import { audienceConditions } from '../../../app/db/queries/audiences.server';
import { findStorageFiles } from '../../../app/db/queries/files.server';
import { countRecipients } from '../../../app/db/queries/recipients.server';
import { execute, queryRow, queryRows } from '../../../app/db/sql.server';
import type { JobContext } from '../../../app/jobs/define-job.server';
import { downloadsReportHandler } from '../../../app/jobs/downloads-report.handler.server';
import { closeQueue, prepareJobTables } from '../../../app/jobs/queue.server';
import { getLogger } from '../../../app/log.server';
import { loader as file } from '../../../app/routes/files/file';
import { listDownloads } from '../../../app/services/files/list-downloads.server';
import { openFileDownload } from '../../../app/services/files/open-file-download.server';
import { requestDownloadsReport } from '../../../app/services/files/request-downloads-report.server';
import { openReportFile } from '../../../app/services/open-report-file.server';
import { useDataDirectory } from '../../support/data-directory';
import { useDatabase } from '../../support/database';
import { createBlock, createFile, createFileOf, createPublication } from '../../support/factories';
import { requestsOf } from '../../support/file-requests';
import { type PersonName, usePeople } from './people';

const database = useDatabase();
useDataDirectory();
const { viewer, user, places } = usePeople(database);
beforeAll(() => prepareJobTables(database.url));
afterAll(closeQueue);

const newBlock = async (audience: Record<string, unknown> | null = null): Promise<PublicationBlock> =>
  createBlock(database.em(), { publication: await createPublication(database.em(), { audience }) });
const notes = async (fileId: string) =>
  (
    await queryRow<{ n: number }>(
      database.em(),
      'select count(*) as n from file_download where file_id = $1',
      [fileId],
    )
  )?.n;

/** Audiences of all shapes, over the people of these tests. */
function anyAudience() {
  const some = <T>(...values: readonly T[]) => fc.subarray([...values], { minLength: 0 });
  return fc.option(
    fc.record(
      {
        roles: some('organisation', 'municipal', 'regional'),
        kinds: some('edu', 'ksh', 'spo'),
        regions: some(places().region.id),
        municipalities: some(places().municipality.id, places().second.id),
        logins: some('edu1', 'edu2', 'spo3', 'nobody', 'reg'),
      },
      { requiredKeys: [] },
    ),
    { nil: null },
  );
}

describe('[A15] a download', () => {
  it('that breaks off anywhere is gone on with: the same bytes, and one download', async () => {
    const bytes = randomBytes(200_000);
    const stored = await createFileOf(database.em(), bytes, { block: await newBlock(), name: 'Отчёт.pdf' });
    const ask = await requestsOf(user('school'));
    const first = await ask(file, { params: { fileId: stored.id } });
    expect(first.status).toBe(200);
    const etag = first.headers.get('ETag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    await first.body?.cancel();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 5 }),
        async (cuts) => {
          const starts = [...new Set([0, ...cuts])].sort((a, b) => a - b);
          const parts: Buffer[] = [];
          for (const [i, start] of starts.entries()) {
            const end = (starts[i + 1] ?? bytes.length) - 1;
            const answer = await ask(file, {
              params: { fileId: stored.id },
              headers: {
                Range: `bytes=${start}-${i % 2 ? end : Math.min(end, bytes.length)}`,
                'If-Range': etag,
              },
            });
            expect(answer.status).toBe(206);
            expect(answer.headers.get('Content-Range')).toBe(`bytes ${start}-${end}/${bytes.length}`);
            expect(answer.headers.get('Content-Length')).toBe(String(end - start + 1));
            parts.push(Buffer.from(await answer.arrayBuffer()));
          }
          expect(Buffer.concat(parts).equals(bytes)).toBe(true);
        },
      ),
      { numRuns: 20 },
    );
    expect(await notes(stored.id)).toBe(1);
  });

  it('of a file that was changed meanwhile begins anew; one beyond its end is told its size', async () => {
    const stored = await createFileOf(database.em(), Buffer.from('0123456789'), { block: await newBlock() });
    const ask = await requestsOf(user('school'));
    const changed = await ask(file, {
      params: { fileId: stored.id },
      headers: { Range: 'bytes=5-', 'If-Range': '"another"' },
    });
    expect([changed.status, await changed.text()]).toEqual([200, '0123456789']);
    const beyond = await ask(file, { params: { fileId: stored.id }, headers: { Range: 'bytes=10-' } });
    expect([beyond.status, beyond.headers.get('Content-Range')]).toEqual([416, 'bytes */10']);
  });

  it('is noted when it begins, and neither by HEAD, nor by a prefetch, nor by a middle part', async () => {
    const stored = await createFileOf(database.em(), Buffer.from('0123456789'), { block: await newBlock() });
    const ask = await requestsOf(user('school'));
    const params = { fileId: stored.id };
    const head = await ask(file, { method: 'HEAD', params });
    expect([head.status, head.headers.get('Content-Length'), await head.text()]).toEqual([200, '10', '']);
    expect((await ask(file, { params, headers: { 'Sec-Purpose': 'prefetch' } })).status).toBe(204);
    expect(await (await ask(file, { params, headers: { Range: 'bytes=3-4' } })).text()).toBe('34');
    expect(await notes(stored.id)).toBe(0);
    await (await ask(file, { params })).text();
    await (await ask(file, { params, headers: { Range: 'bytes=0-' } })).text();
    expect(await notes(stored.id)).toBe(1);
    await execute(
      database.em(),
      `update file_download set downloaded_at = now() - interval '2 minutes' where file_id = $1`,
      [stored.id],
    );
    await (await ask(file, { params })).text();
    expect(await notes(stored.id)).toBe(2);
  });

  it('[A14] is saved under its Cyrillic name; only what runs nothing is shown', async () => {
    const block = await newBlock();
    const ask = await requestsOf(user('school'));
    const headersOf = async (name: string, mediaType: string, url: string) => {
      const stored = await createFileOf(database.em(), Buffer.from('<script>'), { block, name, mediaType });
      const answer = await ask(file, { params: { fileId: stored.id }, url });
      await answer.body?.cancel();
      return answer.headers;
    };
    const saved = await headersOf('Отчёт «Школа» 100%.pdf', 'application/pdf', '/lk/files/x');
    expect(saved.get('Content-Disposition')).toBe(
      `attachment; filename="_____ _______ 100%.pdf"; filename*=UTF-8''${encodeURIComponent('Отчёт «Школа» 100%.pdf')}`,
    );
    expect(saved.get('X-Content-Type-Options')).toBe('nosniff');
    expect(saved.get('Cache-Control')).toContain('no-transform');
    const shown = await headersOf('a.pdf', 'application/pdf', '/lk/files/x?view');
    expect(shown.get('Content-Disposition')).toMatch(/^inline;/);
    for (const type of ['text/html', 'image/svg+xml', 'application/xml', 'application/octet-stream']) {
      const headers = await headersOf('a.html', type, '/lk/files/x?view');
      expect(headers.get('Content-Disposition')).toMatch(/^attachment;/);
      expect(headers.get('Content-Security-Policy')).toContain('sandbox');
    }
  });

  it('[A16] is refused to coordinators also by ranges and HEAD, and leaves no note', async () => {
    const block = await newBlock();
    const stored = await createFileOf(database.em(), Buffer.from('x'), {
      block,
      audience: { roles: ['organisation'] },
    });
    const ask = await requestsOf(user('regional'));
    for (const asked of [{}, { method: 'HEAD' }, { headers: { Range: 'bytes=0-0' } }, { url: '/x?view' }])
      expect((await ask(file, { ...asked, params: { fileId: stored.id } })).status).toBe(403);
    expect(await notes(stored.id)).toBe(0);
  });
});

describe('[A18] who has downloaded a file', () => {
  it('is counted and listed in the own territory only, among those addressed', async () => {
    const block = await newBlock();
    const stored = await createFileOf(database.em(), Buffer.from('x'), {
      block,
      audience: { kinds: ['edu'] },
    });
    for (const name of ['school', 'far'] as const)
      await (await (await requestsOf(user(name)))(file, { params: { fileId: stored.id } })).text();
    const seen = async (name: PersonName, state: 'all' | 'downloaded' | 'waiting' = 'all', search = '') => {
      const page = await listDownloads(database.em(), viewer(name), stored.id, { state, search, page: 1 });
      return page && [page.counts, page.rows.map(({ login, times }) => `${login} ${times}`)];
    };
    expect(await seen('regional')).toEqual([{ downloaded: 1, total: 2 }, ['edu1 1', 'edu2 0']]);
    expect(await seen('regional', 'waiting')).toEqual([{ downloaded: 1, total: 2 }, ['edu2 0']]);
    expect(await seen('regional', 'all', 'EDU2')).toEqual([{ downloaded: 1, total: 2 }, ['edu2 0']]);
    expect(await seen('municipal')).toEqual([{ downloaded: 1, total: 1 }, ['edu1 1']]);
    expect(await seen('federal', 'downloaded')).toEqual([{ downloaded: 2, total: 3 }, ['edu1 1', 'edu4 1']]);
    expect(await seen('school')).toBeNull();
    // What was addressed more narrowly meanwhile is counted among those addressed now.
    await execute(database.em(), `update stored_file set audience = '{"logins":["edu2"]}' where id = $1`, [
      stored.id,
    ]);
    expect(await seen('federal')).toEqual([{ downloaded: 0, total: 1 }, ['edu2 0']]);
    expect(await seen('regional')).toBeNull();
  });

  it('recipients are exactly those whom the audience lets in, whatever it is', async () => {
    const audience = anyAudience();
    const em = database.em();
    const everywhere = { sql: 'true', parameters: [] };
    await fc.assert(
      fc.asyncProperty(audience, audience, async (ofPublication, ofFile) => {
        let expected = 0;
        for (const name of ['school', 'neighbour', 'college', 'far'] as const) {
          const { isAddressed, parameters } = audienceConditions(viewer(name), 3);
          const row = await queryRow<{ yes: boolean }>(
            em,
            `select ${isAddressed('v.p')} and ${isAddressed('v.f')} as yes from (values ($1::jsonb, $2::jsonb)) v (p, f)`,
            [JSON.stringify(ofPublication), JSON.stringify(ofFile), ...parameters],
          );
          if (row?.yes) expected++;
        }
        const id = '00000000-0000-4000-8000-000000000000';
        const counts = await countRecipients(
          em,
          ofPublication,
          [{ fileId: id, audience: ofFile }],
          everywhere,
        );
        expect(counts.get(id)).toEqual({ total: expected, downloaded: 0 });
      }),
      { numRuns: 60 },
    );
  });

  it('is a report formed in the background, found by who asked, of the own territory', async () => {
    const block = await newBlock();
    const em = database.em();
    const common = await createFileOf(em, Buffer.from('x'), { block, name: '=HYPERLINK("x").csv' });
    await createFile(em, { block, name: 'edu1_свой.pdf', audience: { logins: ['edu1'] } });
    await (await (await requestsOf(user('school')))(file, { params: { fileId: common.id } })).text();
    const reportOf = async (name: PersonName, fileId: string | null = null) => {
      const asked = await requestDownloadsReport(database.em(), viewer(name), { blockId: block.id, fileId });
      if (!asked) return null;
      const row = await queryRow<{ id: string }>(em, 'select id from report where number = $1', [
        asked.number,
      ]);
      const context: JobContext = {
        em: database.em(),
        log: getLogger(),
        attempt: 1,
        signal: new AbortController().signal,
      };
      await downloadsReportHandler.run({ reportId: row?.id }, context);
      const opened = await openReportFile(database.em(), viewer(name), asked.number);
      expect(opened?.name).toMatch(/^Скачивание файлов .*Отчёт № \d+\.csv$/);
      const text = opened ? (await opened.stream.pipe(new PassThrough()).toArray()).join('') : '';
      expect(text.startsWith('\ufeffФайл;Логин;Организация;')).toBe(true);
      const [, ...lines] = text.trim().split('\r\n');
      return lines.map((line) => line.split(';').map((cell) => cell.replace(/^"|"$/g, '')));
    };
    const ofRegion = await reportOf('regional');
    expect(ofRegion?.map(([, login, , , , first]) => [login, first !== ''])).toEqual([
      ['edu1', true],
      ['edu2', false],
      ['spo3', false],
    ]);
    // Nothing that Excel would take for a formula.
    expect(ofRegion?.flat().filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
    const ofCountry = await reportOf('federal');
    expect(ofCountry?.map(([name, login]) => `${name?.slice(-8)} ${login}`)).toContain('свой.pdf edu1');
    expect(await reportOf('regional', common.id)).toHaveLength(3);
    expect(await reportOf('school')).toBeNull();
    const notified = await queryRow<{ n: number }>(
      em,
      `select count(*) as n from notification where user_id = $1 and kind = 'report_ready'`,
      [user('regional').id],
    );
    expect(notified?.n).toBe(2);
  });
});

it('[A16] [A19] everybody lists and gets exactly what the audience of each file lets them, whatever it is', async () => {
  const em = database.em();
  const names = ['school', 'neighbour', 'college', 'far', 'municipal', 'regional', 'federal'] as const;
  await fc.assert(
    fc.asyncProperty(fc.array(anyAudience(), { minLength: 1, maxLength: 6 }), async (audiences) => {
      const block = await newBlock();
      for (const [i, audience] of audiences.entries())
        await createFile(em, { block, name: String(i), audience, content: (await anyContent()).content });
      for (const name of names) {
        const { isAddressed, isListed, parameters } = audienceConditions(viewer(name), 2);
        const expected = await queryRows<{ name: string; downloadable: boolean }>(
          em,
          `select f.name, ${isAddressed('f.audience')} as downloadable from stored_file f
            where f.block_id = $1 and ${isListed('f.audience')} order by f.name`,
          [block.id, ...parameters],
        );
        const found = await findStorageFiles(em, viewer(name), {
          blockId: block.id,
          text: '',
          limit: 50,
          offset: 0,
        });
        const listed = found.rows.map((row) => ({ name: row.name, downloadable: row.downloadable }));
        expect(listed.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(expected);
        expect(found.total).toBe(expected.length);
        for (const row of found.rows) {
          const opened = await openFileDownload(em, viewer(name), row.id);
          expect(opened.ok ? 'ok' : opened.error).toBe(row.downloadable ? 'ok' : 'forbidden');
        }
      }
    }),
    { numRuns: 25 },
  );
});

let shared: Promise<StoredFile> | undefined;
const anyContent = (): Promise<StoredFile> =>
  (shared ??= newBlock().then((block) => createFileOf(database.em(), Buffer.from('x'), { block })));
