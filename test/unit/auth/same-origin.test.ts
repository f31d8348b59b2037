import { expect, it } from 'vitest';
import { requireSameOrigin } from '../../../app/auth/same-origin.server';

const post = (headers: Record<string, string>): Request =>
  new Request('http://sbor.example/lk/collections/1/edits', { method: 'POST', headers });

it.each([
  ['the browser says so', { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://sbor.example' }],
  ['an older browser sends the own origin', { Origin: 'http://sbor.example' }],
  ['the own origin as the proxy knows it', { Origin: 'https://x.example', 'X-Forwarded-Host': 'x.example' }],
])('takes a request of the own site: %s', (_name, headers) => {
  expect(() => requireSameOrigin(post(headers))).not.toThrow();
});

it.each([
  ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://sbor.example' }],
  ['a neighbour under the same domain', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://sbor.example' }],
  ['another origin in an older browser', { Origin: 'http://evil.example' }],
  ['another port', { Origin: 'http://sbor.example:81' }],
  ['an origin that hides itself', { Origin: 'null' }],
  ['nothing to tell by', {}],
])('refuses %s', (_name, headers) => {
  expect(() => requireSameOrigin(post(headers))).toThrow(expect.objectContaining({ status: 403 }));
});

it('lets reading through: it changes nothing', () => {
  const request = new Request('http://sbor.example/lk', { headers: { 'Sec-Fetch-Site': 'cross-site' } });
  expect(() => requireSameOrigin(request)).not.toThrow();
});
