import type { EditorOption } from './types';

const fold = (text: string): string => text.toLocaleLowerCase('ru').replaceAll('ё', 'е');

/** How well an option answers a query: 0 best, `null` not at all. */
function rank(option: EditorOption, query: string): number | null {
  const label = fold(option.label);
  const code = fold(option.value);
  if (label === query || code === query) return 0;
  if (code.startsWith(query)) return 1;
  if (label.startsWith(query)) return 2;
  const words = query.split(/\s+/);
  if (words.every((word) => ` ${label}`.includes(` ${word}`))) return 3;
  return words.every((word) => label.includes(word)) ? 4 : null;
}

/** Options by label or code, the best first, in the list's order among equals. A blank query leaves all. */
export function filterOptions(options: readonly EditorOption[], text: string): readonly EditorOption[] {
  const query = fold(text.trim());
  if (query === '') return options;
  return options
    .map((option) => ({ option, place: rank(option, query) }))
    .filter((entry): entry is { option: EditorOption; place: number } => entry.place !== null)
    .sort((a, b) => a.place - b.place)
    .map(({ option }) => option);
}

/** Codes that people know (38.02.01) are shown beside the label; inner names are not. */
export const shownCode = (option: EditorOption): string | null =>
  /^\d/.test(option.value) && !option.label.startsWith(option.value) ? option.value : null;
