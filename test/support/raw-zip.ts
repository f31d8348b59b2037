import { crc32, deflateRawSync } from 'node:zlib';

export interface RawEntry {
  readonly name: string | Buffer;
  readonly bytes: Buffer;
  /** UTF-8 by default; 0 for old letters, 0x801 for a password. */
  readonly flags?: number;
  /** 8 packs. */
  readonly method?: 0 | 8 | 99;
  /** What the directory says, where it lies. */
  readonly says?: { readonly sizeBytes?: number; readonly packedBytes?: number; readonly crc?: number };
  readonly extra?: Buffer;
}

const header = (signature: number, numbers: readonly (readonly [2 | 4, number])[]): Buffer => {
  const parts = [...([[4, signature]] as const), ...numbers].map(([length, value]) => {
    const part = Buffer.alloc(length);
    if (length === 2) part.writeUInt16LE(value);
    else part.writeUInt32LE(value >>> 0);
    return part;
  });
  return Buffer.concat(parts);
};

/** A zip as it is asked for, byte by byte: also such as no program writes. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, flags = 0x800, method = 0, says = {}, extra = Buffer.alloc(0) } of entries) {
    const raw = Buffer.from(name);
    const packed = method === 8 ? deflateRawSync(bytes) : bytes;
    const common = [
      [2, flags],
      [2, method],
      [4, 0x58210000],
      [4, says.crc ?? crc32(bytes)],
      [4, says.packedBytes ?? packed.length],
      [4, says.sizeBytes ?? bytes.length],
      [2, raw.length],
      [2, extra.length],
    ] as const;
    const file = Buffer.concat([header(0x04034b50, [[2, 20], ...common]), raw, extra, packed]);
    directory.push(
      header(0x02014b50, [[2, 20], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]),
      raw,
      extra,
    );
    files.push(file);
    offset += file.length;
  }
  const listed = Buffer.concat(directory);
  const end = header(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, entries.length],
    [2, entries.length],
    [4, listed.length],
    [4, offset],
    [2, 0],
  ]);
  return Buffer.concat([...files, listed, end]);
}
