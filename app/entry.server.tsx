import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { i18nOf } from './i18n/i18n.server';
import { NonceContext } from './i18n/nonce';
import { getLogger } from './log.server';
import { localeOf, whoAsks } from './routes/request.server';

export { endWatches, isReady, shutDown } from './server/lifecycle.server';

const abortDelayMs = 10_000;

/** Renders a page as a stream, in the language of whoever asks, with the nonce on every script. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  await addHeaders(headers, request, context);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  const i18n = i18nOf(await localeOf({ request, context }));
  const nonce = context.cspNonce;
  const page = (
    <NonceContext.Provider value={nonce}>
      <I18nextProvider i18n={i18n}>
        <RemixServer context={remixContext} url={request.url} abortDelay={abortDelayMs} nonce={nonce} />
      </I18nextProvider>
    </NonceContext.Provider>
  );
  return new Promise((resolve, reject) => {
    let answered = false;
    const answer = () => {
      answered = true;
      const body = new PassThrough();
      resolve(new Response(createReadableStreamFromReadable(body), { status: finalStatus, headers }));
      pipe(body);
    };
    let finalStatus = status;
    const waitsForAll = isbot(request.headers.get('User-Agent')) || remixContext.isSpaMode;
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      [waitsForAll ? 'onAllReady' : 'onShellReady']: answer,
      onShellError: reject,
      onError: (error: unknown) => {
        finalStatus = 500;
        // What breaks before the first byte is reported by whoever receives the rejection.
        if (answered) getLogger().error({ err: error, requestId: context.requestId }, 'rendering failed');
      },
    });
    setTimeout(abort, abortDelayMs).unref();
  });
}

/** Answers for scripts get the same headers as pages. */
export async function handleDataRequest(
  response: Response,
  { request, context }: { request: Request; context: AppLoadContext },
): Promise<Response> {
  await addHeaders(response.headers, request, context);
  return response;
}

/** Errors of loaders and actions; nobody is told about requests that were given up. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: AppLoadContext },
): void {
  if (!request.signal.aborted)
    getLogger().error({ err: error, requestId: context.requestId }, 'request failed');
}

/** School computers are shared: nothing of the cabinet stays in caches. A prolonged session gets its cookie anew. */
async function addHeaders(headers: Headers, request: Request, context: AppLoadContext): Promise<void> {
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  const { setCookie } = await whoAsks({ request, context });
  if (setCookie !== null) headers.append('Set-Cookie', setCookie);
}
