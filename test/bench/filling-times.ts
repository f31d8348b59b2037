/**
 * Times of a form of 40 rows against a running demo, as a client on the same machine sees them: the page with its data as the
 * server sends it, an autosave of one cell, a question for changes, and an edit until another page that waits has it. Medians and 95th percentiles of requests sent one after another.
 * `npx tsx test/bench/filling-times.ts http://127.0.0.1:3000 [login]`; the rows stay in the draft of that demo college.
 */
import { randomUUID } from 'node:crypto';
import type { Edit } from 'engine';
import { z } from 'zod';
import type { SaveRequest } from '../../app/protocol/saving';
import { signInToDemo } from './demo-client';

const [url = 'http://127.0.0.1:3000', login = 'spo910019'] = process.argv.slice(2);
const PUBLICATION = `${url}/lk/publications/vpr-spo/grafik-provedeniia-vpr-spo`;
const ROWS = 40;
const ROUNDS = 200;
const WARM_UP = 20;
const HELD_AFTER_MS = 20;

const saved = z.object({ revision: z.number(), rejected: z.array(z.unknown()) });

const { cookie, read } = await signInToDemo(url, login);
const headers = { cookie, origin: url };
const table = await findTable();
const clientId = randomUUID();
let clientSeq = 0;
let revision = 0;

/** Addresses of the first open table of the publication, and the id that its page is about. */
async function findTable() {
  const collection = /\/lk\/collections\/[0-9a-f-]{36}/.exec(await read(PUBLICATION))?.[0];
  const page = `${url}${collection ?? ''}/table`;
  const submissionId = /submissionId\W+([0-9a-f-]{36})/.exec(await read(page))?.[1];
  if (collection === undefined || submissionId === undefined) throw new Error('no table to fill');
  return { page, path: `${url}${collection}`, submissionId };
}

async function save(edits: readonly Edit[]): Promise<void> {
  const { submissionId, path } = table;
  const request: SaveRequest = {
    submissionId,
    clientId,
    clientSeq: ++clientSeq,
    knownRevision: revision,
    definitionVersion: 1,
    edits,
  };
  const answer = await fetch(`${path}/edits`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  if (!answer.ok) throw new Error(`saving: ${answer.status} ${await answer.text()}`);
  const reply = saved.parse(await answer.json());
  if (reply.rejected.length > 0) throw new Error(`refused: ${JSON.stringify(reply.rejected)}`);
  revision = reply.revision;
}

const rowId = (index: number): string => `bench-${clientId}-${index % ROWS}`;

async function fill(): Promise<void> {
  const rows = Array.from({ length: ROWS }, (_, index) => ({
    id: rowId(index),
    cells: {
      subject: index % 2 === 0 ? 'math' : 'russian',
      date1: `2023-05-${String((index % 20) + 1).padStart(2, '0')}`,
      rooms1: 2,
      participants1: 30,
    },
  }));
  await save([{ kind: 'insertRows', sheet: 'paper', after: null, rows }]);
}

async function measure(name: string, work: (round: number) => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const start = performance.now();
    await work(Math.abs(round));
    if (round >= 0) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  console.log(`${name}: median ${at(0.5)} ms, 95% under ${at(0.95)} ms`);
}

await fill();
await measure(`page with ${ROWS} rows`, () => read(table.page));
await measure('autosave of one cell', (round) =>
  save([{ kind: 'set', sheet: 'paper', row: rowId(round), cells: { participants1: (round % 500) + 1 } }]),
);
await measure('poll for changes', () =>
  read(`${table.path}/changes?since=${revision}&submission=${table.submissionId}`),
);
await measure('an edit until a page that waits has it', async (round) => {
  const { path, submissionId } = table;
  const waiting = read(`${path}/changes?since=${revision}&submission=${submissionId}&client=another&wait=20`);
  // Long enough for the question to be held; its time is part of what is measured.
  await new Promise((resolve) => setTimeout(resolve, HELD_AFTER_MS));
  await save([{ kind: 'set', sheet: 'paper', row: rowId(round), cells: { rooms1: (round % 50) + 1 } }]);
  await waiting;
});
await save([
  { kind: 'removeRows', sheet: 'paper', rows: Array.from({ length: ROWS }, (_, index) => rowId(index)) },
]);
