/**
 * The page numbers to show: the first, the last, and the current one with its neighbours; `null` stands for what is left out.
 * A gap of one page is filled by that page.
 */
export function pageWindow(page: number, pages: number): readonly (number | null)[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((entry) => entry >= 1 && entry <= pages);
  const sorted = [...new Set(wanted)].sort((a, b) => a - b);
  return sorted.flatMap((entry, index) => {
    const before = sorted[index - 1] ?? entry - 1;
    if (entry - before === 2) return [entry - 1, entry];
    return entry - before > 2 ? [null, entry] : [entry];
  });
}
