/**
 * Refuses requests that change something and come from another site: `Sec-Fetch-Site` where the browser sends it,
 * else `Origin` against the address of the request. The session cookie is SameSite=Lax besides.
 * Every action calls it first. Throws a 403 response.
 */
export function requireSameOrigin(request: Request): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers.get('Sec-Fetch-Site');
  if (site === 'same-origin') return;
  const origin = request.headers.get('Origin');
  const host =
    request.headers.get('X-Forwarded-Host') ?? request.headers.get('Host') ?? new URL(request.url).host;
  const isOwn = origin !== null && URL.canParse(origin) && new URL(origin).host === host;
  if (site === null && isOwn) return;
  throw new Response('cross-site request refused', { status: 403 });
}
