import { DEMO_PASSWORD } from '../../app/services/demo/accounts';

export interface DemoClient {
  readonly cookie: string;
  /** The text of a page. Throws on any answer but a good one. */
  readonly read: (address: string) => Promise<string>;
}

/** Signs a demo account in at a running demo. */
export async function signInToDemo(url: string, login: string): Promise<DemoClient> {
  const answer = await fetch(`${url}/login`, {
    method: 'POST',
    body: new URLSearchParams({ login, password: DEMO_PASSWORD }),
    headers: { origin: url },
    redirect: 'manual',
  });
  const set = answer.headers.get('set-cookie');
  if (answer.status !== 302 || set === null) throw new Error(`signing in failed: ${answer.status}`);
  const cookie = set.split(';', 1)[0] ?? '';
  return {
    cookie,
    read: async (address) => {
      const page = await fetch(address, { headers: { cookie, origin: url } });
      const text = await page.text();
      if (!page.ok) throw new Error(`${address}: ${page.status}`);
      return text;
    },
  };
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
