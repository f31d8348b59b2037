/** Identifiers of the form language made from what people write. */

const LETTERS: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};
const LONGEST = 40;
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** A text as an identifier: Russian letters in Latin ones, everything else as `_`. */
export function identifierOf(text: string, fallback: string): string {
  const latin = text
    .trim()
    .toLowerCase()
    .replace(/[а-яё]/g, (letter) => LETTERS[letter] ?? letter);
  const plain = latin
    .replace(/[^a-z0-9_-]+/g, '_')
    .replace(/_+/g, '_')
    .replace(/^[_-]+|[_-]+$/g, '')
    .slice(0, LONGEST)
    .replace(/[_-]+$/, '');
  if (plain === '' || FORBIDDEN.has(plain)) return fallback;
  return /^[a-z]/.test(plain) ? plain : `${fallback}_${plain}`;
}

/** Gives each name once: `name`, `name_2`, `name_3`. */
export class UniqueNames {
  private readonly taken = new Set<string>();

  take(wanted: string): string {
    for (let number = 1; ; number++) {
      const name = number === 1 ? wanted : `${wanted}_${number}`;
      if (this.taken.has(name)) continue;
      this.taken.add(name);
      return name;
    }
  }
}
