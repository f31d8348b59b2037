/** A table as text that spreadsheets paste as cells; none of it is taken for a formula. */
export const toTabs = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => row.map((cell) => tame(String(cell))).join('\t')).join('\r\n');

const tame = (text: string): string => {
  const line = text.replaceAll(/[\t\r\n]+/g, ' ');
  return /^[=+\-@]/.test(line) ? `'${line}` : line;
};
