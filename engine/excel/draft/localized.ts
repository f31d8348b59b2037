import type { HeadedRow } from './grid';
import type { Json } from './types';

/** Languages that forms speak, by what people call them in headings such as `label::Русский (ru)`. */
function localeOf(language: string): 'ru' | 'en' | null {
  const text = language.toLowerCase();
  if (/^ru\b|\(ru\)|russ|русск/.test(text.replaceAll('_', ' '))) return 'ru';
  if (/^en\b|\(en\)|engl|англ/.test(text.replaceAll('_', ' '))) return 'en';
  return null;
}

/** A text in the languages that a row has it in; undefined where it has none. Unknown languages stand in where nothing else does. */
export function localizedText(row: HeadedRow, name: string): string | Json | undefined {
  const plain = row.cells.get(name);
  const found: Json = {};
  let other: string | undefined;
  for (const [heading, text] of row.cells) {
    if (!heading.startsWith(`${name}::`)) continue;
    const locale = localeOf(heading.slice(name.length + 2));
    if (locale !== null) found[locale] ??= text;
    else other ??= text;
  }
  if (plain !== undefined) return Object.keys(found).length > 0 ? { ru: plain, ...found } : plain;
  const texts = Object.values(found);
  if (texts.length === 0) return other;
  return texts.length === 1 ? (texts[0] as string) : found;
}
