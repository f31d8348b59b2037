import { visiting, whereOf } from './names';
import { inflected, plain, valueText, withTail } from './phrases';
import { type Extreme, LEVEL, type Read } from './types';

const count: Read = ([source, condition], reader) => {
  const { words } = reader;
  const where = whereOf(source, reader) ?? '';
  const head = withTail(inflected(words.count, LEVEL.tail), where);
  if (condition === undefined) return head;
  const test = reader.clause(condition, visiting(source, reader)).forms[0];
  return withTail(head, words.such(test));
};

const fold =
  (name: Extreme): Read =>
  ([source, of], reader) => {
    const where = whereOf(source, reader) ?? '';
    const what = valueText(of, visiting(source, reader), LEVEL.atom);
    const head = { forms: reader.words.fold[name], level: LEVEL.tail, ...(name === 'sum' ? FEMININE : {}) };
    return withTail(head, ` ${what}${where}`);
  };

const FEMININE = { isFeminine: true };

const different: Read = ([source, of], reader) => {
  const what = valueText(of, visiting(source, reader), LEVEL.atom);
  return withTail(inflected(reader.words.different(what), LEVEL.tail), whereOf(source, reader) ?? '');
};

const lookup: Read = ([source, condition, of], reader) => {
  const inner = visiting(source, reader);
  const what = valueText(of, inner, LEVEL.atom);
  const test = reader.clause(condition, inner).forms[0];
  return plain(reader.words.found(what, whereOf(source, reader) ?? '', test), LEVEL.tail);
};

const map: Read = ([source, of], reader) => {
  const inner = visiting(source, reader);
  const where = whereOf(source, reader);
  const place = where ?? ` (${valueText(source, reader)})`;
  return inflected(reader.words.mapped(valueText(of, inner, LEVEL.atom), place), LEVEL.tail);
};

const filter: Read = ([source, condition], reader) => {
  const where = whereOf({ filter: [source, condition] }, reader);
  if (where !== null) return plain(reader.words.rows(where), LEVEL.tail);
  const test = reader.clause(condition, visiting(source, reader)).forms[0];
  return inflected(reader.words.filtered(valueText(source, reader, LEVEL.atom), test), LEVEL.atom);
};

const reduce: Read = ([source, step, start], reader) => {
  const where = whereOf(source, reader);
  const place = where === null ? valueText(source, reader, LEVEL.atom) : reader.words.rows(where);
  const at = valueText(step, visiting(source, reader));
  return inflected(reader.words.reduced(place, valueText(start ?? null, reader), at), LEVEL.atom);
};

/** Operators over rows that give a value. */
export const ROWS: Readonly<Record<string, Read>> = {
  count,
  count_distinct: different,
  sum: fold('sum'),
  avg: fold('avg'),
  lowest: fold('lowest'),
  highest: fold('highest'),
  lookup,
  map,
  filter,
  reduce,
};
