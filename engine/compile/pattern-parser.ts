/** Reads regular expressions of JavaScript (flag `u`, known to be valid) as far as their ambiguity needs it. */

/** Signs are told apart by their source alone: whoever asks what they match compiles it. */
export type PatternNode =
  | { readonly kind: 'sign'; readonly source: string }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly min: number; readonly max: number };

/** Why a pattern is not allowed at all. */
export class ForbiddenPattern extends Error {}

const NOTHING: PatternNode = { kind: 'sequence', parts: [] };

export function parsePattern(pattern: string): PatternNode {
  const signs = Array.from(pattern);
  let at = 0;

  function choice(): PatternNode {
    const parts = [sequence()];
    while (signs[at] === '|') {
      at++;
      parts.push(sequence());
    }
    return parts.length === 1 ? (parts[0] ?? NOTHING) : { kind: 'choice', parts };
  }

  function sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (at < signs.length && signs[at] !== '|' && signs[at] !== ')') parts.push(repeated(atom()));
    return { kind: 'sequence', parts };
  }

  function atom(): PatternNode {
    const sign = signs[at] ?? '';
    if (sign === '(') return group();
    if (sign === '[') return { kind: 'sign', source: characterClass() };
    if (sign === '\\') return escape();
    at++;
    return sign === '^' || sign === '$' ? NOTHING : { kind: 'sign', source: sign };
  }

  function group(): PatternNode {
    const head = signs.slice(at, at + 4).join('');
    if (/^\(\?(?:[=!]|<[=!])/.test(head)) throw new ForbiddenPattern('look_around');
    at++;
    if (signs[at] === '?') {
      const isNamed = signs[at + 1] === '<';
      at = isNamed ? signs.indexOf('>', at) + 1 : at + 2;
    }
    const inner = choice();
    at++;
    return inner;
  }

  function characterClass(): string {
    const start = at;
    at++;
    while (at < signs.length && signs[at] !== ']') at += signs[at] === '\\' ? 2 : 1;
    at++;
    return signs.slice(start, at).join('');
  }

  function escape(): PatternNode {
    const rest = signs.slice(at, at + 40).join('');
    if (/^\\(?:[1-9]|k)/.test(rest)) throw new ForbiddenPattern('back_reference');
    const source =
      /^\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|.)/su.exec(rest)?.[0] ?? '\\\\';
    at += Array.from(source).length;
    return source === '\\b' || source === '\\B' ? NOTHING : { kind: 'sign', source };
  }

  function repeated(part: PatternNode): PatternNode {
    const rest = signs.slice(at, at + 30).join('');
    const found = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(rest);
    if (!found) return part;
    at += found[0].length;
    const [, least, comma, most] = found;
    if (least === undefined) {
      const sign = found[0][0];
      return { kind: 'repeat', part, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
    }
    const min = Number(least);
    return { kind: 'repeat', part, min, max: comma === '' ? min : most === '' ? Infinity : Number(most) };
  }

  return choice();
}
