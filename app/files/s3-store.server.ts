import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3';
import type { FileStore } from './file-store.server';
import { inPieces } from './in-pieces';
import { checkedKey, checkRange } from './keys';

export interface S3Options {
  /** null for Amazon's own. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly bucket: string;
  /** null: as the machine is known to the provider. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null;
  /** The bucket stands in the path of addresses and not before the host. */
  readonly forcePathStyle: boolean;
}

/** The least that S3 takes as a part is 5 MiB, and it takes 10,000 parts: contents of up to 80 GB. */
const PART_BYTES = 8 * 1024 * 1024;

/** A store in a bucket of anything that speaks S3. Contents over one part are sent in parts, two of them in memory. */
export function createS3Store({
  endpoint,
  region,
  bucket,
  credentials,
  forcePathStyle,
}: S3Options): FileStore {
  const client = new S3Client({
    region,
    forcePathStyle,
    ...(endpoint === null ? {} : { endpoint }),
    ...(credentials === null ? {} : { credentials }),
    // Servers other than Amazon's do not know the checksums that the client adds by itself.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const at = (key: string) => ({ Bucket: bucket, Key: checkedKey(key) });
  const size = async (key: string): Promise<number | null> => {
    const head = await orNull(client.send(new HeadObjectCommand(at(key))));
    return head === null ? null : (head.ContentLength ?? 0);
  };
  return {
    async put(key, source) {
      const place = at(key);
      const pieces = inPieces(source, PART_BYTES);
      try {
        const first = await pieces.next();
        const second = await pieces.next();
        const Body = first.done ? Buffer.alloc(0) : first.value;
        if (first.done || second.done) {
          await client.send(new PutObjectCommand({ ...place, Body }));
          return { sizeBytes: Body.length };
        }
        return await putParts(client, place, [first.value, second.value], pieces);
      } finally {
        // A source that nobody reads any more is closed.
        await pieces.return(undefined);
      }
    },
    async open(key, range) {
      if (range) {
        const sizeBytes = await size(key);
        if (sizeBytes === null) return null;
        checkRange(range, sizeBytes);
      }
      const asked = range ? { Range: `bytes=${range.start}-${range.end}` } : {};
      const found = await orNull(client.send(new GetObjectCommand({ ...at(key), ...asked })));
      if (found === null) return null;
      if (!(found.Body instanceof Readable)) throw new Error('the store answered without a content');
      const whole = found.ContentRange?.split('/')[1];
      return {
        stream: found.Body,
        sizeBytes: whole === undefined ? (found.ContentLength ?? 0) : Number(whole),
      };
    },
    size,
    async remove(key) {
      await client.send(new DeleteObjectCommand(at(key)));
    },
  };
}

/** All parts or, when anything fails, none: the bucket shows a content only when it is completed. */
async function putParts(
  client: S3Client,
  place: { readonly Bucket: string; readonly Key: string },
  beginning: readonly Buffer[],
  rest: AsyncIterable<Buffer>,
): Promise<{ readonly sizeBytes: number }> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(place));
  const parts: CompletedPart[] = [];
  let sizeBytes = 0;
  const send = async (Body: Buffer) => {
    const PartNumber = parts.length + 1;
    const { ETag } = await client.send(new UploadPartCommand({ ...place, UploadId, PartNumber, Body }));
    parts.push({ PartNumber, ETag });
    sizeBytes += Body.length;
  };
  try {
    for (const piece of beginning) await send(piece);
    for await (const piece of rest) await send(piece);
    await client.send(
      new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts: parts } }),
    );
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand({ ...place, UploadId })).catch(() => undefined);
    throw error;
  }
  return { sizeBytes };
}

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return null;
    throw error;
  }
}
