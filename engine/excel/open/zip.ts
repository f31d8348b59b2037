import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { LIMITS } from './limits';
import { WorkbookRefused } from './refused';

/** The parts of a workbook's file; nothing is unpacked before it is asked for. */
export interface Zip {
  /** As the file spells them, in its order. */
  readonly names: readonly string[];
  readonly has: (name: string) => boolean;
  /** The unpacked bytes piece by piece; refuses a part that is not there, too large or damaged. */
  readonly read: (name: string) => AsyncIterable<Uint8Array>;
}

/** Reads the directory of the file and checks it: number of parts, sizes, ratios, doubled names, passwords. */
export async function openZip(bytes: Uint8Array): Promise<Zip> {
  checkBeginning(bytes);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const file = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true }, (error, opened) => {
      if (error) reject(new WorkbookRefused('broken', error.message));
      else resolve(opened);
    });
  });
  const entries = await readDirectory(file);
  let total = 0;
  return {
    names: [...entries.values()].map((entry) => entry.fileName),
    has: (name) => entries.has(name.toLowerCase()),
    read: async function* (name) {
      const entry = entries.get(name.toLowerCase());
      if (!entry) throw new WorkbookRefused('broken', name);
      total += entry.uncompressedSize;
      if (total > LIMITS.total) throw new WorkbookRefused('too_large', name);
      try {
        yield* await openEntry(file, entry);
      } catch (error) {
        throw error instanceof WorkbookRefused ? error : new WorkbookRefused('broken', name);
      }
    },
  };
}

const starts = (bytes: Uint8Array, ...signature: readonly number[]): boolean =>
  signature.every((byte, i) => bytes[i] === byte);

function checkBeginning(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new WorkbookRefused('empty');
  if (bytes.length > LIMITS.file) throw new WorkbookRefused('too_large');
  // Compound files of Microsoft: .xls, and .xlsx with a password.
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new WorkbookRefused('old_or_encrypted');
  if (!starts(bytes, 0x50, 0x4b)) throw new WorkbookRefused('not_a_workbook');
}

async function readDirectory(file: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (file.entryCount > LIMITS.parts) throw new WorkbookRefused('bomb', 'parts');
  const entries = new Map<string, Entry>();
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: unknown): void => {
      reject(
        error instanceof WorkbookRefused
          ? error
          : new WorkbookRefused('broken', error instanceof Error ? error.message : undefined),
      );
    };
    file.on('entry', (entry: Entry) => {
      try {
        checkEntry(entry);
        const name = entry.fileName.replace(/^\//, '').toLowerCase();
        if (entries.has(name)) throw new WorkbookRefused('broken', name);
        entries.set(name, entry);
        file.readEntry();
      } catch (error) {
        refuse(error);
      }
    });
    file.on('end', resolve);
    file.on('error', refuse);
    file.readEntry();
  });
  if (entries.has('mimetype') && entries.has('content.xml')) throw new WorkbookRefused('open_document');
  return entries;
}

function checkEntry(entry: Entry): void {
  if ((entry.generalPurposeBitFlag & 1) !== 0) throw new WorkbookRefused('old_or_encrypted');
  const { uncompressedSize, compressedSize, fileName } = entry;
  if (!/\.(xml|rels|vml)$/i.test(fileName)) return;
  if (uncompressedSize > LIMITS.part) throw new WorkbookRefused('too_large', fileName);
  if (uncompressedSize > LIMITS.ratioFrom && uncompressedSize > compressedSize * LIMITS.ratio)
    throw new WorkbookRefused('bomb', fileName);
}

const openEntry = (file: ZipFile, entry: Entry): Promise<AsyncIterable<Uint8Array>> =>
  new Promise((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => {
      if (error) reject(error);
      else resolve(stream);
    });
  });
