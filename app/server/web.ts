import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import { getConfig } from '../config.server';
import { getLogger } from '../log.server';
import { createApplication } from './application.server';
import type * as lifecycle from './lifecycle.server';
import { runProcess } from './process.server';

const buildFolder = resolve(import.meta.dirname, '../../build');

await runProcess(getLogger, async () => {
  const config = getConfig();
  const log = getLogger();
  const build = await loadBuild();
  const { isReady, endWatches, shutDown } = lifecycleOf(build);
  let isStopping = false;
  const app = createApplication({
    config,
    build,
    log,
    clientFolder: resolve(buildFolder, 'client'),
    isReady: async () => !isStopping && (await isReady()),
  });
  const server = createServer(app);
  server.listen(config.port, config.host);
  await once(server, 'listening');
  log.info({ host: config.host, port: config.port }, 'web server ready');
  process.send?.('ready');
  const stopTimeoutMs = config.stopTimeoutSeconds * 1000;
  return {
    stopTimeoutMs,
    stop: async () => {
      isStopping = true;
      endWatches();
      await closeServer(server, stopTimeoutMs);
      await shutDown();
    },
  };
});

async function loadBuild(): Promise<ServerBuild> {
  // Made by `remix vite:build`, which is what types it.
  return (await import(pathToFileURL(resolve(buildFolder, 'server/index.js')).href)) as ServerBuild;
}

/** The application's own functions, which `app/entry.server.tsx` exports beside Remix's. */
function lifecycleOf(build: ServerBuild): typeof lifecycle {
  const entry: ServerBuild['entry']['module'] & Partial<typeof lifecycle> = build.entry.module;
  const { isReady, endWatches, shutDown } = entry;
  if (!isReady || !endWatches || !shutDown) throw new Error('app/entry.server.tsx exports no lifecycle');
  return { isReady, endWatches, shutDown };
}

/** Takes no more connections and waits for the requests that run; after the time they are cut. */
async function closeServer(server: Server, timeoutMs: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const timer = setTimeout(() => server.closeAllConnections(), timeoutMs);
  await closed;
  clearTimeout(timer);
}
