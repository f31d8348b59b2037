import type { CompiledColumn, CompiledForm, CompiledSheet } from '../../compile/types';
import type { Locale } from '../../types';
import { CLAUSES } from './clauses';
import { readLiteral } from './names';
import { operationOf } from '../../explain/json-logic';
import { clauseText, held, listed, plain } from './phrases';
import { ROWS } from './rows';
import { LEVEL, type Phrase, type Reader } from './types';
import { VALUES } from './values';
import { EN } from './words-en';
import { RU } from './words-ru';

export interface Place {
  readonly own: CompiledSheet | null;
  readonly isGroup?: boolean;
  readonly columns?: readonly CompiledColumn[];
}

/** A reader of logic that stands in a place of a form. */
export const openReader = (form: CompiledForm, place: Place, locale: Locale): Reader => ({
  form,
  locale,
  words: locale === 'ru' ? RU : EN,
  own: place.own,
  isGroup: place.isGroup ?? false,
  columns: place.columns ?? [],
  visited: null,
  like: {},
  phrase,
  clause,
});

/** Any logic as a part of a sentence that names a value. */
function phrase(logic: unknown, reader: Reader): Phrase {
  if (Array.isArray(logic)) {
    const [is, of, to] = reader.words.list;
    const tail = ` (${listed(logic, reader)})`;
    return { forms: [is + tail, of + tail, to + tail], level: LEVEL.atom };
  }
  const operation = operationOf(logic);
  if (!operation) return readLiteral(logic, reader);
  const { name, args } = operation;
  // What stands deeper is shown by its own neighbours; branches and lists are shown as they are.
  const inner = ['if', '?:', 'coalesce', 'min', 'max'].includes(name) ? reader : { ...reader, like: {} };
  const read = VALUES[name] ?? ROWS[name] ?? CLAUSES[name];
  return read ? read(args, inner) : plain(`${reader.words.unknown} (${listed(args, inner)})`, LEVEL.atom);
}

/** Any logic as a part of a sentence that is true or not. */
function clause(logic: unknown, reader: Reader): Phrase {
  const { words } = reader;
  if (logic === true) return plain(words.always, LEVEL.clause);
  if (logic === false) return plain(words.never, LEVEL.clause);
  const operation = operationOf(logic);
  if (operation && Object.hasOwn(CLAUSES, operation.name)) return phrase(logic, { ...reader, like: {} });
  if (operation?.name === 'if' || operation?.name === '?:') return chooseVerdict(operation.args, reader);
  return plain(words.holds(held(phrase(logic, reader), LEVEL.sum).forms[0]), LEVEL.clause);
}

/** `if` between verdicts. */
function chooseVerdict(args: readonly unknown[], reader: Reader): Phrase {
  const { words } = reader;
  if (args.length < 2) return args.length === 0 ? plain(words.empty, LEVEL.clause) : clause(args[0], reader);
  const parts: string[] = [];
  for (let i = 0; i + 1 < args.length; i += 2) {
    const [condition, then] = [args[i], args[i + 1]].map((one) => clauseText(one, reader, LEVEL.or));
    parts.push((i === 0 ? words.ifThen : words.elseIf)(condition ?? '', then ?? ''));
  }
  const last = args.length % 2 === 1 ? clauseText(args.at(-1), reader, LEVEL.or) : words.empty;
  return plain(`${parts.join('')}${words.otherwise(last)}`, LEVEL.choice);
}

/** What must hold: filled and empty cells are demanded, not stated. */
export function demandText(logic: unknown, reader: Reader, least: number): string {
  const outer = operationOf(logic);
  const inner = outer?.name === '!' ? operationOf(outer.args[0]) : outer;
  if (inner?.name !== 'blank') return clauseText(logic, reader, least);
  const value = held(phrase(inner.args[0], reader), LEVEL.sum);
  return outer === inner ? reader.words.mustBeEmpty(value) : reader.words.mustBeFilled(value);
}

/** What names things of a form in a language. */
export const openNaming = (form: CompiledForm, locale: Locale): Reader =>
  openReader(form, { own: null }, locale);

/** A condition of a single cell, as a part of a sentence. */
export const cellNeed = (form: CompiledForm, own: CompiledSheet, logic: unknown, locale: Locale): string =>
  clauseText(logic, openReader(form, { own }, locale));
