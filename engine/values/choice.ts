import type { CompiledColumn, CompiledList } from '../compile/types';
import { localize } from '../diagnostics/localize';
import type { CellValue, Locale } from '../types';
import type { ValueProblem, ValueType } from './types';

/** Label → code, or null where two codes share it: nobody can say which was meant. */
interface LabelIndex {
  readonly exact: ReadonlyMap<string, string | null>;
  readonly folded: ReadonlyMap<string, string | null>;
}

/** Codes and labels are compared trimmed and in one spelling of Unicode. */
const tidy = (text: string): string => text.trim().normalize('NFC');

const labelIndexes = new WeakMap<CompiledList, LabelIndex>();

function labelIndex(list: CompiledList): LabelIndex {
  const known = labelIndexes.get(list);
  if (known) return known;
  const exact = new Map<string, string | null>();
  const folded = new Map<string, string | null>();
  const note = (labels: Map<string, string | null>, label: string, code: string): void => {
    labels.set(label, labels.has(label) && labels.get(label) !== code ? null : code);
  };
  for (const code of list.codes) {
    for (const locale of ['ru', 'en'] as const) {
      const label = tidy(localize(code.label, locale));
      note(exact, label, code.value);
      note(folded, label.toLowerCase(), code.value);
    }
  }
  const index = { exact, folded };
  labelIndexes.set(list, index);
  return index;
}

/** The code that a text means: by code, then exact label, then a label unique when case is ignored. */
export function findCode(list: CompiledList, typed: string): string | undefined {
  const text = tidy(typed);
  if (list.codeByValue.has(text)) return text;
  const index = labelIndex(list);
  return index.exact.get(text) ?? index.folded.get(text.toLowerCase()) ?? undefined;
}

/** The label of a code, or the code itself where the list does not know it. */
export function labelOf(column: CompiledColumn, code: string, locale: Locale): string {
  const known = column.list?.codeByValue.get(code);
  return known ? localize(known.label, locale) : code;
}

/** Codes in the list's order, each once. */
function inListOrder(list: CompiledList, codes: readonly string[]): readonly string[] {
  const position = (code: string): number => list.indexByValue.get(code) ?? Number.MAX_SAFE_INTEGER;
  return [...new Set(codes)].sort((a, b) => position(a) - position(b));
}

const notInList = (typed: string): ValueProblem => ({ code: 'list', params: { value: typed } });

export const choiceType: ValueType = {
  placeholder: 'list',
  decode(typed, column) {
    // A list that is a column of another sheet is not known here: its values are texts of that column.
    if (!column.list) return tidy(typed);
    return findCode(column.list, typed) ?? { $raw: typed };
  },
  fromJson: (value, column) => {
    if (typeof value !== 'number' && typeof value !== 'boolean') return undefined;
    return column.list ? findCode(column.list, String(value)) : String(value);
  },
  encode: (value, column, locale) => (typeof value === 'string' ? labelOf(column, value, locale) : ''),
  check(value, column) {
    if (typeof value !== 'string' || !column.list || column.list.codeByValue.has(value)) return [];
    return [{ code: 'list', params: { value } }];
  },
  unreadable: notInList,
};

function readCodes(parts: readonly string[], column: CompiledColumn): readonly string[] | undefined {
  const { list } = column;
  if (!list) return [...new Set(parts)];
  const codes = parts.map((part) => findCode(list, part));
  return codes.every((code) => code !== undefined) ? inListOrder(list, codes) : undefined;
}

const filled = (parts: readonly string[]): readonly string[] => parts.map(tidy).filter((part) => part !== '');

export const choicesType: ValueType = {
  placeholder: 'list',
  decode(typed, column): CellValue {
    const parts = filled(typed.split(/[;\n]/));
    if (parts.length === 0) return null;
    // A label may itself hold a semicolon: the whole text comes first.
    const whole = column.list && findCode(column.list, typed);
    return whole === undefined ? (readCodes(parts, column) ?? { $raw: typed }) : [whole];
  },
  fromJson(value, column) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    const texts = items.flatMap((item) =>
      typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean' ? [String(item)] : [],
    );
    if (texts.length < items.length) return undefined;
    const parts = filled(texts);
    if (parts.length === 0) return null;
    return readCodes(parts, column) ?? { $raw: parts.join('; ') };
  },
  encode(value, column, locale) {
    if (!Array.isArray(value)) return '';
    return value.map((code: string) => labelOf(column, code, locale)).join('; ');
  },
  check(value, column) {
    if (!Array.isArray(value)) return [];
    const unknown = value.filter((code: string) => column.list && !column.list.codeByValue.has(code));
    return unknown.length === 0 ? [] : [{ code: 'list', params: { value: unknown } }];
  },
  unreadable: notInList,
};
