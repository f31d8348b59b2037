import type { LoaderFunctionArgs } from '@remix-run/node';
import { followLive, type LiveEvent } from '~/services/notifications/live-events.server';
import { scriptScope } from '../request.server';

/** Browsers come back after this time when a stream ends. */
const RETRY_MS = 3_000;

const words: Readonly<Record<LiveEvent, string>> = {
  opened: `retry: ${RETRY_MS}\n\n`,
  changed: 'event: changed\ndata: \n\n',
  heartbeat: ':\n\n',
};

/** Server-sent events: that there is something new, never what. `?collection=` adds changes of a collection. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { viewer } = await scriptScope(args);
  const gone = new AbortController();
  const signal = AbortSignal.any([args.request.signal, gone.signal]);
  const collectionId = new URL(args.request.url).searchParams.get('collection');
  const events = await followLive(viewer, { collectionId, signal });
  if (events === null) return new Response(null, { status: 503, headers: { 'Retry-After': '30' } });
  return new Response(streamOf(events, gone), {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Neither the compression here nor a proxy in front may hold events back.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}

function streamOf(events: AsyncGenerator<LiveEvent>, gone: AbortController): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await events.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(words[next.value]));
    },
    cancel() {
      gone.abort();
      // Waits for nothing: what is under way ends by the signal.
      void events.return(undefined);
    },
  });
}
