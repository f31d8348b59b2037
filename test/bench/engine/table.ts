/** The one table that the bench prints. */
export interface Line {
  readonly what: string;
  readonly who: string;
  readonly value: string;
  readonly ratio?: number | undefined;
  readonly goal?: string | undefined;
  readonly isMet?: boolean | undefined;
  readonly note?: string | undefined;
}

/** Three significant digits. */
export const ms = (value: number): string => `${Number(value.toPrecision(3))} ms`;

export const ratioText = (ratio: number): string => `${Number(ratio.toPrecision(3))} ×`;

/** How the measure that all candidates have in common is called. */
export const validating = (rowCount: number): string => `validate ${rowCount.toLocaleString('en')} rows`;

/** Lines about the same stand together, in the order in which they first came. */
export function inGroups(lines: readonly Line[]): readonly Line[] {
  const names = [...new Set(lines.map(({ what }) => what))];
  return names.flatMap((name) => lines.filter(({ what }) => what === name));
}

const HEAD = ['what', 'who', 'median', 'to hand-written', 'goal', 'met', 'note'];

const cellsOf = ({ what, who, value, ratio, goal, isMet, note }: Line): readonly string[] => [
  what,
  who,
  value,
  ratio === undefined ? '' : ratioText(ratio),
  goal ?? '',
  isMet === undefined ? '' : isMet ? 'yes' : 'NO',
  note ?? '',
];

/** Markdown, aligned. */
export function tableOf(lines: readonly Line[]): string {
  const rows = [HEAD, ...lines.map(cellsOf)];
  const widths = HEAD.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const text = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [head, ...body] = rows.map(text);
  return [head, text(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}
