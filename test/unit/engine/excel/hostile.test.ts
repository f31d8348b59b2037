import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openIsolation, refusalText, WorkbookRefused } from 'engine/excel';
import { afterAll, describe, expect, it } from 'vitest';
import { parsed, oneSheet } from '../support';
import { hostileFiles, workbookOf } from './hostile-files';

const isolation = openIsolation({ processes: 2, queue: 1000 });
afterAll(() => isolation.close());

const definition = parsed(oneSheet([{ id: 'name', title: 'ФИО', type: 'text' }]));
const read = (bytes: Uint8Array, own = isolation) =>
  own.run({ kind: 'read', bytes, definition, codeLists: {} });

/** Answers while files are opened, as the web process does. */
async function answering() {
  const server = createServer((_request, response) => response.end('ok'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = (): Promise<void> =>
    new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port, agent: false }, (response) => {
        response.resume();
        response.on('end', resolve);
      }).on('error', reject);
    });
  return { ask, close: () => server.close() };
}

describe('[T7] files of strangers', () => {
  const seed = Number(process.env['HOSTILE_SEED'] ?? 20_261_123);
  const count = Number(process.env['HOSTILE_FILES'] ?? 500);

  it(
    `${count} hostile files, seed ${seed}, end in a message or are read; other requests are answered meanwhile`,
    { timeout: 300_000 },
    async () => {
      const server = await answering();
      const slow: string[] = [];
      const messages = new Map<string, number>();
      let answered = 0;
      let opened = 0;
      try {
        for (const { name, bytes } of hostileFiles(count, seed)) {
          const since = performance.now();
          const settled = read(bytes).then(
            () => 'read',
            (error: unknown) => {
              if (!(error instanceof WorkbookRefused)) throw error;
              expect(refusalText(error.code, 'ru'), name).not.toBe('');
              return error.code;
            },
          );
          await server.ask();
          answered++;
          const outcome = await settled;
          messages.set(outcome, (messages.get(outcome) ?? 0) + 1);
          opened++;
          // The promise of the interface, with what starting a process takes on a busy machine.
          if (performance.now() - since > 10_000) slow.push(name);
        }
      } finally {
        server.close();
      }
      expect(slow).toEqual([]);
      expect([opened, answered]).toEqual([count, count]);
      for (const code of [
        'bomb',
        'broken',
        'foreign_xml',
        'bad_address',
        'old_or_encrypted',
        'not_a_workbook',
        'too_much',
        'read',
      ] as const) {
        expect(messages.get(code) ?? 0, code).toBeGreaterThan(0);
      }
    },
  );

  it('after a file that took the process down the next one is read as if nothing had been', async () => {
    const small = openIsolation({ processes: 1, memoryMb: 128, timeoutMs: 1500 });
    try {
      const heavy = [...hostileFiles(5, 1)].find(({ name }) => name === 'two million cells');
      const code = await read(heavy?.bytes ?? new Uint8Array(), small).then(
        () => 'read',
        (error: unknown) => (error instanceof WorkbookRefused ? error.code : 'other'),
      );
      expect(['out_of_time', 'out_of_memory', 'too_much']).toContain(code);
      const { read: found } = await read(workbookOf(), small);
      expect(found.sheets[0]?.rows).toEqual([{ id: null, number: 2, cells: { name: '7' } }]);
    } finally {
      small.close();
    }
  });

  it('nobody fills the queue: of one owner a single file is in work, others go on', async () => {
    const shared = openIsolation({ processes: 1 });
    const task = { kind: 'read', bytes: workbookOf(), definition, codeLists: {} } as const;
    const outcome = (owner: string): Promise<unknown> =>
      shared.run(task, owner).then(
        () => 'read',
        (error: unknown) => (error instanceof WorkbookRefused ? error.code : error),
      );
    expect(await Promise.all([outcome('a'), outcome('a'), outcome('b')])).toEqual(['read', 'busy', 'read']);
    expect(await outcome('a')).toBe('read');
    shared.close();
  });

  it('too many at once are told to come again', async () => {
    const narrow = openIsolation({ processes: 1, queue: 1 });
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () =>
        read(workbookOf(), narrow).then(
          () => 'read',
          (error: unknown) => (error instanceof WorkbookRefused ? error.code : error),
        ),
      ),
    );
    narrow.close();
    expect(outcomes).toEqual(['read', 'read', 'busy', 'busy']);
  });
});
