/** Scripts as Vite builds them for the product, so that nothing of a development loader is measured. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = join(import.meta.dirname, '../../..');
const alias = { engine: join(root, 'engine/index.ts') };

/** One file for Node with everything but Node's own modules; answers its path. */
export async function bundleForNode(entry: string, outDir: string): Promise<string> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias },
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: '[name].mjs', inlineDynamicImports: true } },
    },
  });
  return join(outDir, 'run.mjs');
}

/** Bytes of a browser script, minified, and after gzip. */
export async function browserSize(entry: string): Promise<{ minified: number; gzip: number }> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias },
    build: {
      write: false,
      target: 'es2022',
      minify: 'esbuild',
      modulePreload: false,
      // As a script of a page, which is minified whole; what is built as a library keeps its white space.
      rollupOptions: { input: entry, preserveEntrySignatures: 'strict' },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  const code = outputs.map((output) => (output.type === 'chunk' ? output.code : '')).join('\n');
  return { minified: Buffer.byteLength(code), gzip: gzipSync(code).length };
}
