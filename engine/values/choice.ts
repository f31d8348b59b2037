import type { CompiledColumn, CompiledList } from '../compile/types';
import { localize } from '../diagnostics/localize';
import type { CellValue, Locale } from '../types';
import { isRaw } from './raw';
import type { ValueType } from './types';

interface LabelIndex {
  readonly exact: ReadonlyMap<string, string>;
  /** Lower-cased label → code, or null where two codes share it. */
  readonly folded: ReadonlyMap<string, string | null>;
}

const labelIndexes = new WeakMap<CompiledList, LabelIndex>();

function labelIndex(list: CompiledList): LabelIndex {
  const known = labelIndexes.get(list);
  if (known) return known;
  const exact = new Map<string, string>();
  const folded = new Map<string, string | null>();
  for (const code of list.codes) {
    for (const locale of ['ru', 'en'] as const) {
      const label = localize(code.label, locale).trim();
      if (!exact.has(label)) exact.set(label, code.value);
      const fold = label.toLowerCase();
      const other = folded.get(fold);
      if (other === undefined) folded.set(fold, code.value);
      else if (other !== code.value) folded.set(fold, null);
    }
  }
  const index = { exact, folded };
  labelIndexes.set(list, index);
  return index;
}

/** The code that a text means: by code, then exact label, then a label unique when case is ignored. */
export function findCode(list: CompiledList, typed: string): string | undefined {
  const text = typed.trim().normalize('NFC');
  if (list.codeByValue.has(text)) return text;
  const index = labelIndex(list);
  return index.exact.get(text) ?? index.folded.get(text.toLowerCase()) ?? undefined;
}

/** The label of a code, or the code itself where the list does not know it. */
export function labelOf(column: CompiledColumn, code: string, locale: Locale): string {
  const known = column.list?.codeByValue.get(code);
  return known ? localize(known.label, locale) : code;
}

/** Codes in the list's order, each once; unknown ones last. */
function inListOrder(list: CompiledList | undefined, codes: readonly string[]): readonly string[] {
  const position = (code: string): number => list?.indexByValue.get(code) ?? Number.MAX_SAFE_INTEGER;
  return [...new Set(codes)].sort((a, b) => position(a) - position(b));
}

export const choiceType: ValueType = {
  placeholder: 'list',
  decode(typed, column) {
    // A list that is a column of another sheet is not known here: its values are texts of that column.
    if (!column.list) return typed.trim().normalize('NFC');
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
};

function readCodes(parts: readonly string[], column: CompiledColumn): readonly string[] | undefined {
  const list = column.list;
  if (!list) return parts;
  const codes = parts.map((part) => findCode(list, part));
  return codes.every((code) => code !== undefined) ? codes : undefined;
}

export const choicesType: ValueType = {
  placeholder: 'list',
  decode(typed, column): CellValue {
    const parts = typed
      .split(/[;\n]/)
      .map((part) => part.trim().normalize('NFC'))
      .filter((part) => part !== '');
    if (parts.length === 0) return null;
    const codes = readCodes(parts, column);
    return codes ? inListOrder(column.list, codes) : { $raw: typed };
  },
  fromJson(value, column) {
    if (!Array.isArray(value) || !value.every((part) => typeof part === 'string')) return undefined;
    const parts = value.map((part: string) => part.trim().normalize('NFC')).filter((part) => part !== '');
    if (parts.length === 0) return null;
    const codes = readCodes(parts, column);
    return codes ? inListOrder(column.list, codes) : { $raw: parts.join('; ') };
  },
  encode(value, column, locale) {
    if (!Array.isArray(value) || isRaw(value)) return '';
    return value.map((code: string) => labelOf(column, code, locale)).join('; ');
  },
  check(value, column) {
    if (!Array.isArray(value)) return [];
    const unknown = value.filter((code: string) => column.list && !column.list.codeByValue.has(code));
    return unknown.length === 0 ? [] : [{ code: 'list', params: { value: unknown } }];
  },
};
