/**
 * Signs that begin a formula for a spreadsheet, at the beginning of a text or behind what separates cells in any kind of CSV:
 * a file may be opened with other separators than it was written with. Spaces and quotes do not stand in the way of Excel.
 */
const FORMULA = /(^|[;,\t\r\n])([\s"\u00a0\ufeff]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;
const SIGN = /[=+\-@\uff1d\uff0b\uff0d\uff20]/;
/** What a spreadsheet drops at the beginning, taking what follows for the beginning. */
const DROPPED = /^[\t\r\n]/;

/**
 * Text that no spreadsheet takes for a formula: an apostrophe stands before every sign that would begin one. Everything else
 * is as it was. Source: OWASP, "CSV Injection".
 */
export function guardFormulas(text: string): string {
  const guarded = SIGN.test(text) ? text.replace(FORMULA, "$1$2'") : text;
  return DROPPED.test(guarded) ? `'${guarded}` : guarded;
}
