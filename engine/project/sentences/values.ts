import { cellOf, cellTail, likeOf, readCell, readVariable } from './names';
import { operationOf } from '../../explain/json-logic';
import { held, inflected, listed, plain, valueText, withTail } from './phrases';
import { rowName } from './titles';
import { LEVEL, type Read, type Reader } from './types';

const infix =
  (sign: string, level: number): Read =>
  (args, reader) =>
    args.length === 0
      ? plain(reader.words.number(level === LEVEL.sum ? 0 : 1), LEVEL.atom)
      : plain(args.map((arg) => valueText(arg, reader, level + 1)).join(` ${sign} `), level);

/** A word before its operands in brackets. */
const call =
  (name: string): Read =>
  (args, reader) => {
    const [first] = args;
    const like = likeOf(args.find((arg) => operationOf(arg)) ?? first, reader);
    const forms = reader.words.calls[name] ?? reader.words.list;
    const isFeminine = name === 'length' || name === 'sum_filled' || name === 'abs';
    const head = { forms, level: LEVEL.atom, ...(isFeminine ? { isFeminine } : {}) };
    return { ...withTail(head, ` (${listed(args, { ...reader, like })})`), level: LEVEL.atom };
  };

/** Cells of one column and sheet are summed by their rows. */
const add: Read = (args, reader) => {
  if (args.length === 1) return call('+')(args, reader);
  const cells = args.flatMap((arg) => {
    const operation = operationOf(arg);
    const cell = operation?.name === 'cell' ? cellOf(operation.args, reader) : null;
    return cell ? [{ row: rowName(cell.sheet, cell.row, reader), tail: cellTail(cell, reader) }] : [];
  });
  const [first] = cells;
  const isOneColumn = cells.length > 1 && cells.every(({ tail }) => tail === first?.tail);
  if (!first || !isOneColumn || cells.length !== args.length) return infix('+', LEVEL.sum)(args, reader);
  const forms = reader.words.sumOfRows(cells.map(({ row }) => row).join(', '));
  return withTail({ forms, level: LEVEL.tail, isFeminine: true }, first.tail);
};

const subtract: Read = (args, reader) =>
  args.length === 1 ? call('-')(args, reader) : infix('−', LEVEL.sum)(args, reader);

const choose: Read = (args, reader) => {
  const { words } = reader;
  if (args.length < 2)
    return args.length === 0 ? plain(words.empty, LEVEL.atom) : reader.phrase(args[0], reader);
  const parts: string[] = [];
  const value = (logic: unknown): string => valueText(logic, reader, LEVEL.or);
  for (let i = 0; i + 1 < args.length; i += 2) {
    const condition = held(reader.clause(args[i], { ...reader, like: {} }), LEVEL.or).forms[0];
    parts.push((i === 0 ? words.ifThen : words.elseIf)(condition, value(args[i + 1])));
  }
  parts.push(words.otherwise(args.length % 2 === 1 ? value(args.at(-1)) : words.empty));
  return plain(parts.join(''), LEVEL.choice);
};

const round: Read = ([value, digits], reader) => {
  const forms = reader.words.rounded(digits === undefined ? null : valueText(digits, reader));
  return {
    ...withTail(inflected(forms, LEVEL.atom), ` (${valueText(value, reader, LEVEL.choice)})`),
    level: LEVEL.atom,
  };
};

const part: Read = ([text, from, length], reader) => {
  const count = length === undefined ? null : valueText(length, reader);
  return inflected(
    reader.words.part(valueText(text, reader, LEVEL.choice), valueText(from, reader), count),
    LEVEL.atom,
  );
};

const days: Read = ([from, to], reader) =>
  inflected(reader.words.days(valueText(from, reader), valueText(to, reader)), LEVEL.atom);

/** Names are plain texts here. */
const titles = (names: readonly unknown[], reader: Reader): string =>
  names.map((name) => valueText({ var: name }, reader)).join('; ');

const missing: Read = (args, reader) => {
  const names: readonly unknown[] = args.length === 1 && Array.isArray(args[0]) ? args[0] : args;
  return inflected(reader.words.missing(titles(names, reader), null), LEVEL.atom);
};

const missingSome: Read = ([least, names], reader) =>
  inflected(
    reader.words.missing(titles(Array.isArray(names) ? names : [], reader), valueText(least, reader)),
    LEVEL.atom,
  );

/** Operators that give a value, without those over rows. */
export const VALUES: Readonly<Record<string, Read>> = {
  var: readVariable,
  cell: readCell,
  '+': add,
  '-': subtract,
  '*': (args, reader) => infix('×', LEVEL.product)(args, reader),
  '/': (args, reader) => infix('÷', LEVEL.product)(args, reader),
  '%': (args, reader) => infix(reader.words.rest, LEVEL.product)(args, reader),
  if: choose,
  '?:': choose,
  round,
  substr: part,
  days_between: days,
  missing,
  missing_some: missingSome,
  ...Object.fromEntries(
    ['min', 'max', 'cat', 'merge', 'coalesce', 'sum_filled', 'abs', 'length', 'weekday', 'year'].map(
      (name) => [name, call(name)],
    ),
  ),
};
