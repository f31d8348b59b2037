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
  й: 'i',
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
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
};
const MAX_LENGTH = 100;

/**
 * The part of a permanent address that is made of a title (A9): Russian letters as in ICAO Doc 9303 but without ь and ъ, whole words, 1 to 100
 * characters of `a-z`, `0-9` and `-`. Different titles may give the same; who stores it makes it unique.
 */
export function toSlug(title: string): string {
  const latin = Array.from(title.normalize('NFC').toLowerCase(), (letter) => LETTERS[letter] ?? letter).join(
    '',
  );
  const words =
    latin
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .match(/[a-z0-9]+/g) ?? [];
  const [first = 'publikatsiia', ...others] = words;
  let slug = first.slice(0, MAX_LENGTH);
  for (const word of others) {
    if (slug.length + 1 + word.length > MAX_LENGTH) break;
    slug += `-${word}`;
  }
  return slug;
}
