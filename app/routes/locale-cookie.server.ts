import type { Locale } from 'engine';

const name = 'sbor_locale';
const yearSeconds = 365 * 24 * 3600;

/** The language chosen in this browser; null where none was. */
export function readLocaleCookie(request: Request): Locale | null {
  const cookies = (request.headers.get('Cookie') ?? '').split(';').map((cookie) => cookie.trim());
  if (cookies.includes(`${name}=en`)) return 'en';
  return cookies.includes(`${name}=ru`) ? 'ru' : null;
}

/** A `Set-Cookie` header that keeps the language for the pages before signing in. */
export function localeCookie(locale: Locale): string {
  return `${name}=${locale}; Path=/; Max-Age=${yearSeconds}; HttpOnly; SameSite=Lax`;
}
