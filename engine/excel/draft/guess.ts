import { readDate } from '../../values/date';
import { readNumber } from '../../values/number';
import type { OpenedCell } from '../open/types';
import type { Json } from './types';

/** What the cells of a column look like. */
export interface Guess {
  /** Properties of the column: its type, and bounds where they are certain. */
  readonly type: 'text' | 'integer' | 'number' | 'date' | 'boolean' | 'choice';
  /** Values of a list. */
  readonly texts: readonly string[];
}

const YES_NO = /^(да|нет|yes|no|true|false)$/i;
/** A column of few different values that come again and again is a list. */
const LIST = { rows: 8, most: 30, share: 0.5, longest: 80 } as const;

const asText = ({ value }: OpenedCell): string => String(value).trim();

export function guessColumn(cells: readonly OpenedCell[]): Guess {
  const filled = cells.filter((cell) => asText(cell) !== '' && cell.isError !== true);
  if (filled.length === 0) return { type: 'text', texts: [] };
  const every = (test: (cell: OpenedCell) => boolean): boolean => filled.every(test);
  if (every((cell) => typeof cell.value === 'boolean' || YES_NO.test(asText(cell))))
    return { type: 'boolean', texts: [] };
  if (
    every(
      (cell) =>
        cell.format?.kind === 'date' ||
        (typeof cell.value === 'string' && readDate(cell.value) !== undefined),
    )
  )
    return { type: 'date', texts: [] };
  const isPlainNumber = (cell: OpenedCell): boolean =>
    typeof cell.value === 'number'
      ? cell.format?.kind !== 'zeros'
      : !/^0\d/.test(asText(cell)) && readNumber(asText(cell)) !== undefined;
  if (every(isPlainNumber)) {
    const numbers = filled.map((cell) =>
      typeof cell.value === 'number' ? cell.value : (readNumber(asText(cell)) ?? 0),
    );
    return { type: numbers.every((one) => Number.isInteger(one)) ? 'integer' : 'number', texts: [] };
  }
  const texts = [...new Set(filled.map(asText))];
  const repeats =
    filled.length >= LIST.rows &&
    texts.length <= LIST.most &&
    texts.length <= filled.length * LIST.share &&
    texts.every((text) => text.length <= LIST.longest);
  return repeats ? { type: 'choice', texts } : { type: 'text', texts: [] };
}

/** Texts as codes of a list: their own codes where they are short, else numbers. */
export function codesOf(texts: readonly string[]): readonly Json[] {
  const unique = [
    ...new Set(texts.map((text) => text.normalize('NFC').trim()).filter((text) => text !== '')),
  ];
  return unique.map((text, i) => ({ value: text.length <= 100 ? text : String(i + 1), label: text }));
}
