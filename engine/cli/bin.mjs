#!/usr/bin/env node
// The sources are TypeScript: tsx reads them, whatever folder the command is called from.
import { fileURLToPath } from 'node:url';

try {
  const { register } = await import('tsx/esm/api');
  register({ tsconfig: fileURLToPath(new URL('../../tsconfig.base.json', import.meta.url)) });
  const { main } = await import('./main.ts');
  process.exitCode = await main();
} catch (error) {
  const missing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  process.stderr.write(
    missing ? `sbor: не хватает пакетов, выполните npm install (${reason})\n` : `sbor: ${reason}\n`,
  );
  process.exitCode = 2;
}
