import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { createS3Store } from '../../app/files/s3-store.server';

const bucket = 'sbor';
/** The only one that the server knows, for both parts. */
const key = 'S3RVER';

/** A server on loopback that speaks S3 and keeps its objects in a folder, for as long as a test needs it. */
export async function startS3Server() {
  const directory = await mkdtemp(join(tmpdir(), 'sbor-s3-'));
  const s3rver = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  const server: Server = await s3rver.run().then(() => s3rver.httpServer);
  if (!server.listening) await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    directory,
    store: createS3Store({
      endpoint,
      region: 'us-east-1',
      bucket,
      credentials: { accessKeyId: key, secretAccessKey: key },
      forcePathStyle: true,
    }),
    /** For a process that is to keep its files there. */
    environment: {
      FILE_STORE: 's3',
      S3_ENDPOINT: endpoint,
      S3_BUCKET: bucket,
      S3_ACCESS_KEY_ID: key,
      S3_SECRET_ACCESS_KEY: key,
      S3_FORCE_PATH_STYLE: 'true',
    },
    async stop() {
      await s3rver.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
