import type { Readable } from 'node:stream';

/** The bytes of a stream in pieces of exactly this size, but the last. Ending early closes the stream. */
export async function* inPieces(
  source: Readable,
  pieceBytes: number,
): AsyncGenerator<Buffer, undefined, undefined> {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  for await (const chunk of source as AsyncIterable<Buffer | string>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    waiting.push(bytes);
    waitingBytes += bytes.length;
    while (waitingBytes >= pieceBytes) {
      const whole = waiting.length === 1 ? waiting : [Buffer.concat(waiting)];
      const [all = Buffer.alloc(0)] = whole;
      yield all.subarray(0, pieceBytes);
      const rest = all.subarray(pieceBytes);
      waiting = rest.length === 0 ? [] : [rest];
      waitingBytes = rest.length;
    }
  }
  if (waitingBytes > 0) yield Buffer.concat(waiting);
  return undefined;
}
