import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PART_BYTES, runUpload, type UploadMemory, type UploadNews } from '~/components/uploads/run-upload';
import { SignedOut, Unreachable, UploadRefused, type UploadTransport } from '~/components/uploads/transport';
import { UploadManager, type UploadItem } from '~/components/uploads/upload-manager';
import type { UploadProgress } from '~/protocol/uploads';

const metadata = { filename: 'a.zip', purpose: 'file', block: 'b' } as const;
const noWait = () => Promise.resolve();
const memory = (): UploadMemory & { kept: string | null } => {
  const held = {
    kept: null as string | null,
    get: () => held.kept,
    set: (address: string | null) => {
      held.kept = address;
    },
  };
  return held;
};

/** A server in memory; `fails` says before each request whether the line breaks, and whether the part arrived all the same. */
function server(fails: () => 'no' | 'before' | 'after' | 'signed_out' = () => 'no') {
  const uploads = new Map<string, Uint8Array[]>();
  const lengthOf = (address: string) =>
    (uploads.get(address) ?? []).reduce((sum, { length }) => sum + length, 0);
  const check = (when: 'before' | 'after') => {
    const how = fails();
    if (how === 'signed_out' && when === 'before') throw new SignedOut();
    if (how === when) throw new Unreachable();
  };
  const transport: UploadTransport = {
    create: async () => {
      await Promise.resolve();
      check('before');
      const address = `/lk/uploads/${uploads.size}`;
      uploads.set(address, []);
      check('after');
      return address;
    },
    offset: async (address) => {
      await Promise.resolve();
      check('before');
      return uploads.has(address) ? lengthOf(address) : null;
    },
    send: async (address, offset, part, onProgress) => {
      const bytes = new Uint8Array(await part.arrayBuffer());
      onProgress(bytes.length >> 1);
      check('before');
      if (offset !== lengthOf(address)) throw new Unreachable('409');
      uploads.get(address)?.push(bytes);
      check('after');
      return lengthOf(address);
    },
    progress: async (address): Promise<UploadProgress> => {
      await Promise.resolve();
      check('before');
      const offsetBytes = lengthOf(address);
      return {
        id: address,
        status: 'done',
        offsetBytes,
        sizeBytes: offsetBytes,
        resultId: address,
        failure: null,
      };
    },
    cancel: async (address) => {
      await Promise.resolve();
      uploads.delete(address);
    },
  };
  return { transport, uploads, bytesOf: (address: string) => Buffer.concat(uploads.get(address) ?? []) };
}

const contentOf = (sizeBytes: number) =>
  new Blob([Uint8Array.from({ length: sizeBytes }, (_byte, i) => (i * 31 + (i >> 8)) & 255)]);

describe('[A15] an upload', () => {
  it('arrives as it is, however often the line breaks and wherever', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('no', 'before', 'after', 'signed_out'), { maxLength: 25 }),
        fc.constantFrom(1, PART_BYTES, PART_BYTES + 1, 2 * PART_BYTES + 17),
        async (breaks, sizeBytes) => {
          const left = [...breaks];
          const { transport, bytesOf } = server(() => left.shift() ?? 'no');
          const content = contentOf(sizeBytes);
          const signal = new AbortController().signal;
          const news: UploadNews[] = [];
          const tell = (item: UploadNews) => void news.push(item);
          const result = await runUpload({
            content,
            metadata,
            transport,
            memory: memory(),
            signal,
            tell,
            wait: noWait,
          });
          expect(bytesOf(result).equals(Buffer.from(await content.arrayBuffer()))).toBe(true);
          expect(news.at(-1)).toEqual({ kind: 'checking' });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('goes on after the page was closed, and begins anew where the server has forgotten it', async () => {
    const { transport, uploads, bytesOf } = server();
    const content = contentOf(2 * PART_BYTES);
    const kept = memory();
    const closing = new AbortController();
    const run = (signal: AbortSignal, tell: (news: UploadNews) => void) =>
      runUpload({ content, metadata, transport, memory: kept, signal, tell, wait: noWait });
    const slow = { ...transport, send: transport.send };
    let sent = 0;
    slow.send = async (...parameters) => {
      if (sent++ === 1) closing.abort(new Error('closed'));
      closing.signal.throwIfAborted();
      return transport.send(...parameters);
    };
    await expect(
      runUpload({
        content,
        metadata,
        transport: slow,
        memory: kept,
        signal: closing.signal,
        tell: () => undefined,
        wait: noWait,
      }),
    ).rejects.toThrow('closed');
    const [first] = [...uploads.keys()];
    expect(kept.kept).toBe(first);
    const news: UploadNews[] = [];
    expect(await run(new AbortController().signal, (item) => void news.push(item))).toBe(first);
    expect(news[0]).toEqual({ kind: 'sending', sentBytes: PART_BYTES });
    expect(bytesOf(first ?? '').length).toBe(content.size);
    expect(kept.kept).toBeNull();
    kept.set('/lk/uploads/forgotten');
    expect(await run(new AbortController().signal, () => undefined)).not.toBe('/lk/uploads/forgotten');
  });

  it('that is refused is not tried again', async () => {
    const { transport } = server();
    let asked = 0;
    const refusing: UploadTransport = {
      ...transport,
      create: () => {
        asked++;
        return Promise.reject(new UploadRefused('too_large', 5));
      },
    };
    const signal = new AbortController().signal;
    await expect(
      runUpload({
        content: contentOf(10),
        metadata,
        transport: refusing,
        memory: memory(),
        signal,
        tell: () => undefined,
        wait: noWait,
      }),
    ).rejects.toThrow('too_large');
    expect(asked).toBe(1);
  });
});

describe('several uploads', () => {
  const manage = (transport: UploadTransport) => {
    const memories = new Map<string, ReturnType<typeof memory>>();
    const done: UploadItem[] = [];
    const manager = new UploadManager({
      transport,
      memoryOf: (fingerprint) => {
        const known = memories.get(fingerprint) ?? memory();
        memories.set(fingerprint, known);
        return known;
      },
      wait: noWait,
      now: () => 0,
    });
    manager.whenDone((item) => void done.push(item));
    const until = (isSo: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (isSo()) resolve();
        };
        manager.subscribe(look);
        look();
      });
    return { manager, done, until, memories };
  };
  const upload = (name: string, content: Blob | (() => Promise<Blob>) = contentOf(100)) => ({
    name,
    metadata: { purpose: 'file', block: 'b' } as const,
    content,
    fingerprint: name,
  });

  it('go two at a time, each to its end; a refused one stops no other', async () => {
    const { transport } = server();
    let beside = 0;
    let most = 0;
    const counting: UploadTransport = {
      ...transport,
      create: (sizeBytes, given, signal) =>
        given.filename === 'bad'
          ? Promise.reject(new UploadRefused('type'))
          : transport.create(sizeBytes, given, signal),
      send: async (...parameters) => {
        most = Math.max(most, ++beside);
        try {
          return await transport.send(...parameters);
        } finally {
          beside--;
        }
      },
    };
    const { manager, done, until } = manage(counting);
    manager.add(['a', 'b', 'bad', 'c', 'd'].map((name) => upload(name)));
    expect(manager.isBusy).toBe(true);
    await until(() => !manager.isBusy);
    expect(most).toBe(2);
    expect(done.map(({ name }) => name).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(manager.getItems().map(({ name, state }) => `${name} ${state}`)).toEqual([
      'a done',
      'b done',
      'bad refused',
      'c done',
      'd done',
    ]);
  });

  it('are paused, gone on with, and given up at the server too', async () => {
    const { transport, uploads } = server();
    let hold: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      hold = resolve;
    });
    let isFirst = true;
    const slow: UploadTransport = {
      ...transport,
      send: async (address, offset, part, onProgress, signal) => {
        if (isFirst) {
          isFirst = false;
          await held;
          signal.throwIfAborted();
        }
        return transport.send(address, offset, part, onProgress, signal);
      },
    };
    const { manager, until } = manage(slow);
    manager.add([upload('a')]);
    const state = () => manager.getItems()[0]?.state;
    await until(() => state() === 'sending' && uploads.size === 1);
    manager.pause(1);
    expect(state()).toBe('paused');
    hold();
    manager.resume(1);
    await until(() => state() === 'done');
    isFirst = true;
    manager.add([upload('b')]);
    await until(() => uploads.size === 2);
    manager.remove(2);
    await until(() => manager.getItems().length === 1);
    expect(uploads.size).toBe(1);
  });

  it('a folder that cannot be read is refused, and says so', async () => {
    const { manager, until } = manage(server().transport);
    manager.add([upload('folder', () => Promise.reject(new Error('gone')))]);
    await until(() => !manager.isBusy);
    expect(manager.getItems()[0]).toMatchObject({ state: 'refused', refusal: { reason: 'failed' } });
  });
});
