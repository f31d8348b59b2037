import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import { startSession } from '../../app/auth/sessions.server';

type Call = (args: LoaderFunctionArgs & ActionFunctionArgs) => unknown;

export interface Asked {
  readonly method?: string;
  readonly url?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
}

/** Requests of one signed-in user to the functions of routes, as the server calls them. Answers that are thrown are answers too. */
export async function requestsOf(user: { readonly id: string }) {
  const cookie = (await startSession(user.id)).split(';')[0] ?? '';
  return async (call: Call, asked: Asked = {}): Promise<Response> => {
    const { method = 'GET', url = '/lk/somewhere', params = {}, headers = {}, body } = asked;
    const request = new Request(`http://sbor.test${url}`, {
      method,
      headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin', ...headers },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    });
    const context: AppLoadContext = { cspNonce: 'n', requestId: 'r', clientAddress: '127.0.0.1' };
    try {
      const answer = await call({ request, params, context });
      if (answer instanceof Response) return answer;
      throw new Error('the route answered with data');
    } catch (thrown) {
      if (thrown instanceof Response) return thrown;
      throw thrown;
    }
  };
}

const encoded = (text: string) => Buffer.from(text).toString('base64');

/** Headers of a new upload in tus 1.0. */
export const tusCreation = (
  sizeBytes: number,
  metadata: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => ({
  'Tus-Resumable': '1.0.0',
  'Upload-Length': String(sizeBytes),
  'Upload-Metadata': Object.entries(metadata)
    .map(([key, value]) => `${key} ${encoded(value)}`)
    .join(','),
});

/** Headers of a part. */
export const tusPart = (offset: number, sizeBytes: number): Readonly<Record<string, string>> => ({
  'Tus-Resumable': '1.0.0',
  'Upload-Offset': String(offset),
  'Content-Type': 'application/offset+octet-stream',
  'Content-Length': String(sizeBytes),
});
