/** Excel's limit, in UTF-16 units. */
const LONGEST = 31;

/** Gives worksheets names that Excel accepts: no forbidden signs, at most 31 characters, none twice (case ignored). */
export class WorksheetNames {
  /** Excel keeps this name for itself. */
  private readonly taken = new Set(['history']);

  /** A free name that begins like the title; `part` from 2 marks the continuation of a full sheet: «Лист (2)». */
  take(title: string, part = 1): string {
    const clean =
      title
        .replace(/[[\]:*?/\\\u0000-\u001f\u007f]/g, ' ')
        .replace(/\s+/g, ' ')
        .replace(/^['\s]+|['\s]+$/g, '') || 'Лист';
    for (let number = part; ; number++) {
      const suffix = number === 1 ? '' : ` (${number})`;
      const name = cut(clean, LONGEST - suffix.length).replace(/['\s]+$/, '') + suffix;
      if (this.taken.has(name.toLowerCase())) continue;
      this.taken.add(name.toLowerCase());
      return name;
    }
  }
}

/** The beginning of a text, never half of a surrogate pair. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end);
}
