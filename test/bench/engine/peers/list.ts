/** Which libraries are measured. They are loaded from the packages of the bench, not from the product's. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ajv } from './ajv';
import { formio } from './formio';
import { jsonLogicEngine, jsonLogicJs } from './json-logic';
import type { Load, Peer } from './peer';
import { survey } from './survey';

const PEERS: Readonly<Record<string, (load: Load) => Peer>> = {
  ajv,
  'json-logic-engine': jsonLogicEngine,
  'json-logic-js': jsonLogicJs,
  '@formio/core': formio,
  'survey-core': survey,
};

/** What opens each of the named peers (`none`, `all`, or names with commas), its version with its name. */
export function peersOf(named: string): readonly (() => Peer)[] {
  const folder = process.env['SBOR_BENCH_FOLDER'];
  if (folder === undefined || named === 'none' || named === '') return [];
  const names = named === 'all' ? Object.keys(PEERS) : named.split(',');
  const load = createRequire(join(folder, 'package.json'));
  return names.map((name) => {
    const peer = PEERS[name];
    if (!peer) throw new Error(`no peer “${name}”; there are ${Object.keys(PEERS).join(', ')}`);
    return () => ({ ...peer(load), name: `${name} ${versionOf(folder, name)}` });
  });
}

function versionOf(folder: string, name: string): string {
  const manifest = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
