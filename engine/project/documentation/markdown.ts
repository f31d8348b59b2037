/** Text on one line that Markdown shows as it is, inside a line or a table's cell. */
export const inline = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|~&]/g, '\\$&');

/** The same at the beginning of a line, where numbers and dashes would open a list. */
export const paragraph = (text: string): string =>
  inline(text)
    .replace(/^([-+=])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');

/** Ids and codes: as code where Markdown allows it. */
export const code = (text: string): string => (/[`|\n]/.test(text) ? inline(text) : `\`${text}\``);

export const table = (heads: readonly string[], lines: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
