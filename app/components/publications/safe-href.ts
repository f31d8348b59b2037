const allowedSchemes = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const ownPath = /^\/(?![/\\])/;

/** An address that a link in a text may lead to: web, mail, telephone, or a path of this site. Anything else is null. */
export function safeHref(href: string): string | null {
  // Browsers drop control characters inside addresses, so `java\nscript:` would run.
  if (/\p{Cc}/u.test(href)) return null;
  if (ownPath.test(href)) return href;
  return URL.canParse(href) && allowedSchemes.has(new URL(href).protocol) ? href : null;
}
