/** Texts that a column accepts: words, and what its format or pattern asks for. */
import type { CompiledColumn } from '../compile/types';
import { type PatternNode, parsePattern } from '../compile/pattern-parser';
import { formatCheckers } from '../values/formats';
import { isFaultless } from '../values/text';

const WORDS = ['Берёза', 'Рябина', 'Ольха', 'Сосна', 'Липа', 'Клён', 'Ива', 'Дуб'];

/** Texts for a cell, the likeliest first; `place` makes rows differ. Only such that the column finds nothing wrong with. */
export function textsFor(column: CompiledColumn, place: number): readonly string[] {
  const { minLength = 0, maxLength = 1000, format, pattern } = column;
  const word = WORDS[place % WORDS.length] ?? '';
  const text = place < WORDS.length ? word : `${word} ${place + 1}`;
  const digits = String(place + 1).padStart(Math.max(minLength, 1), '1');
  const plain = [text.padEnd(minLength, 'а'), digits, text.slice(0, maxLength)];
  const special = [
    ...(format === undefined ? [] : formatted(format, place)),
    ...(pattern === undefined ? [] : matching(pattern, place)),
  ];
  return [...special, ...plain].filter((value) => value !== '' && isFaultless(value, column));
}

/** Numbers with control digits that check, addresses, telephones. */
function formatted(format: string, place: number): readonly string[] {
  const number = String(place + 1);
  switch (format) {
    case 'email':
      return [`school${number}@example.org`];
    case 'phone':
      return [`+7495${number.padStart(7, '0')}`];
    case 'kpp':
      return [`770101${number.padStart(3, '0').slice(-3)}`];
    case 'inn':
      return checked(`770${number.padStart(6, '0')}`, 1, format);
    case 'ogrn':
      return checked(`1027700${number.padStart(5, '0')}`, 1, format);
    case 'snils':
      return checked(number.padStart(9, '1'), 2, format);
    default:
      return [];
  }
}

/** The beginning with the control digits that fit it. */
function checked(beginning: string, length: number, format: string): readonly string[] {
  const check = formatCheckers[format];
  for (let end = 0; end < 10 ** length; end++) {
    const text = beginning + String(end).padStart(length, '0');
    if (check?.(text)) return [text];
  }
  return [];
}

/** Texts that a pattern matches; a few, of which the column takes those that fit. */
function matching(pattern: string, place: number): readonly string[] {
  const tree = parsePattern(pattern);
  return [0, 1, 2].map((more) => written(tree, { left: place, more }));
}

interface Writing {
  /** What is left of the place: each sign takes its share, so that places give different texts. */
  left: number;
  /** Repetitions beyond the least. */
  readonly more: number;
}

function written(node: PatternNode, writing: Writing): string {
  switch (node.kind) {
    case 'sign':
      return signOf(node.source, writing);
    case 'sequence': {
      // The last signs change first, as in numbers.
      const parts = node.parts.map(() => '');
      for (let i = parts.length - 1; i >= 0; i--) {
        const part = node.parts[i];
        if (part) parts[i] = written(part, writing);
      }
      return parts.join('');
    }
    case 'choice': {
      const count = node.parts.length;
      const part = node.parts[writing.left % count];
      writing.left = Math.floor(writing.left / count);
      return part ? written(part, writing) : '';
    }
    case 'repeat': {
      const times = Math.min(node.max, node.min + writing.more, 50);
      const parts: string[] = [];
      while (parts.length < times) parts.unshift(written(node.part, writing));
      return parts.join('');
    }
  }
}

const SIGNS = Array.from('0123456789ABCDEFGHIKLMNOPRSTabcdefghiklmnoprstАБВГДабвгд -_.,:;/@+()№«»');

/** One of the signs that a class or an escape stands for. */
function signOf(source: string, writing: Writing): string {
  const one = new RegExp(`^${source}$`, 'u');
  const fitting = SIGNS.filter((sign) => one.test(sign));
  if (fitting.length === 0) return source.length === 1 ? source : source.slice(-1);
  const sign = fitting[writing.left % fitting.length] ?? '';
  writing.left = Math.floor(writing.left / fitting.length);
  return sign;
}
