import type { CellFormat } from './types';

/** Formats that every program knows by number (ECMA-376, 18.8.30), as far as they change what a number means. */
const BUILT_IN: ReadonlyMap<number, CellFormat> = new Map<number, CellFormat>([
  [9, { kind: 'percent' }],
  [10, { kind: 'percent' }],
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map(
    (id) => [id, { kind: 'date', hasTime: false }] as const,
  ),
  [22, { kind: 'date', hasTime: true }],
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id) => [id, { kind: 'time' }] as const),
]);

/** What a format code says about a number; undefined where it says nothing. */
export function formatOf(id: number, code: string | undefined): CellFormat | undefined {
  if (code === undefined) return BUILT_IN.get(id);
  const [positive = ''] = code.slice(0, 1000).split(';');
  if (/^0{2,}$/.test(positive)) return { kind: 'zeros', digits: positive.length };
  // Texts in quotes, escaped signs, colours and places are no letters of a format.
  const bare = positive.replace(/"[^"]*"|\\.|\[(?!h|m|s|hh|mm|ss)[^\]]*\]|_.|\*./gi, '').toLowerCase();
  if (bare.includes('general') || bare.includes('основной')) return undefined;
  if (bare.includes('%')) return { kind: 'percent' };
  const hasTime = /[hs]/.test(bare);
  if (/[yd]/.test(bare) || (/m/.test(bare) && !hasTime)) return { kind: 'date', hasTime };
  return hasTime ? { kind: 'time' } : undefined;
}
