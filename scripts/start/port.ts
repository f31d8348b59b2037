import { once } from 'node:events';
import { createServer } from 'node:net';

const attempts = 50;

/** The port itself, or the next one that nobody listens on; any one for 0. Throws when there is none, or on a wrong host. */
export async function findPort(host: string, wanted: number): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + attempts, 65_536); port += 1) {
    const found = await tryPort(host, port);
    if (found !== null) return found;
  }
  throw new Error(`no port from ${wanted} to ${wanted + attempts - 1} is free on ${host}`);
}

/** The port that could be listened on, null when somebody else does. */
async function tryPort(host: string, port: number): Promise<number | null> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address ? address.port : null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // EACCES: a port that only root may use.
    if (code === 'EADDRINUSE' || code === 'EACCES') return null;
    throw error;
  } finally {
    server.close();
  }
}
