import { columnOf, isDate, likeOf, visiting, whereOf } from './names';
import { operationOf } from '../../explain/json-logic';
import { clauseText, held, listed, plain, valueText } from './phrases';
import { codeName } from './titles';
import { LEVEL, type Like, type Order, type Phrase, type Read, type Reader } from './types';

const clause = (text: string): Phrase => plain(text, LEVEL.clause);

/** Sides of a comparison: each literal is shown like what it is compared with. */
function sides(args: readonly unknown[], reader: Reader): readonly Phrase[] {
  const like = likeAmong(args, reader);
  return args.map((arg) => held(reader.phrase(arg, { ...reader, like }), LEVEL.sum));
}

function likeAmong(args: readonly unknown[], reader: Reader): Like {
  const known = args.map((arg) => likeOf(arg, reader));
  return (
    known.find((like) => like.column !== undefined || like.isText === true || like.isWeekday === true) ?? {}
  );
}

const joined =
  (name: 'and' | 'or'): Read =>
  (args, reader) =>
    args.length === 1
      ? reader.clause(args[0], reader)
      : plain(args.map((arg) => clauseText(arg, reader, LEVEL.not)).join(reader.words[name]), LEVEL[name]);

const not: Read = ([inner], reader) => {
  const { words } = reader;
  const operation = operationOf(inner);
  const [first, second] = operation?.args ?? [];
  if (operation?.name === 'blank')
    return clause(words.isFilled(held(reader.phrase(first, reader), LEVEL.sum)));
  if (operation?.name === 'in' && isList(second)) {
    const [value = '', list = ''] = oneOfList(first, second, reader);
    return clause(words.noneOf(value, list));
  }
  return plain(words.not(clauseText(inner, reader)), LEVEL.not);
};

const equality =
  (isEqual: boolean): Read =>
  ([left, right], reader) => {
    const { words } = reader;
    const [a, b] = sides([left, right], reader);
    if (!a || !b) return clause('');
    const column = columnOf(left, reader);
    const isNamed = typeof right === 'boolean' || isWeekday(left, right);
    const isCode =
      typeof right === 'string' && column !== undefined && codeName(column, right, reader) !== null;
    if (isCode || isNamed) {
      return clause((isEqual ? words.isCode : words.isNotCode)(a.forms[0], b.forms[0]));
    }
    return clause((isEqual ? words.equal : words.unequal)(a, b));
  };

const isWeekday = (left: unknown, right: unknown): boolean =>
  operationOf(left)?.name === 'weekday' && typeof right === 'number';

const ordering =
  (name: Order): Read =>
  (args, reader) => {
    const { words } = reader;
    const texts = sides(args, reader).map(({ forms }) => forms[0]);
    const areDates = args.some((arg) => isDate(arg, reader));
    const say = (i: number): string => {
      const [left = '', right = ''] = texts.slice(i);
      return areDates
        ? words.orderDates[name](left, right)
        : words.order[name](left, right, typeof args[i + 1] === 'number');
    };
    return args.length < 3 ? clause(say(0)) : plain(`${say(0)}${words.chain}${say(1)}`, LEVEL.and);
  };

const near: Read = ([left, right, tolerance], reader) => {
  const [a, b] = sides([left, right], reader);
  return a && b ? clause(reader.words.near(a.forms[0], b, valueText(tolerance, reader))) : clause('');
};

const between: Read = (args, reader) => {
  const [value = '', low = '', high = ''] = sides(args, reader).map(({ forms }) => forms[0]);
  return clause(reader.words.between(value, low, high));
};

const isList = (logic: unknown): logic is readonly unknown[] => Array.isArray(logic);

const oneOfList = (value: unknown, list: readonly unknown[], reader: Reader): readonly string[] => [
  valueText(value, { ...reader, like: likeAmong(list, reader) }),
  listed(list, { ...reader, like: likeOf(value, reader) }),
];

const within: Read = ([part, whole], reader) => {
  if (isList(whole)) {
    const [value = '', list = ''] = oneOfList(part, whole, reader);
    return clause(reader.words.oneOf(value, list));
  }
  const [a, b] = sides([part, whole], reader);
  return clause(reader.words.contains(b?.forms[0] ?? '', a?.forms[0] ?? ''));
};

const quantifier =
  (name: 'all' | 'some' | 'none'): Read =>
  ([source, condition], reader) => {
    const test = reader.clause(condition, visiting(source, reader)).forms[0];
    const where = whereOf(source, reader);
    const { words } = reader;
    return clause(
      where === null
        ? words.eachOf[name](valueText(source, reader, LEVEL.atom), test)
        : words.each[name](where, test),
    );
  };

/** Operators that give a verdict. */
export const CLAUSES: Readonly<Record<string, Read>> = {
  and: joined('and'),
  or: joined('or'),
  '!': not,
  '!!': ([inner], reader) => plain(reader.words.truly(clauseText(inner, reader)), LEVEL.not),
  '==': equality(true),
  '===': equality(true),
  '!=': equality(false),
  '!==': equality(false),
  '<': ordering('<'),
  '<=': ordering('<='),
  '>': ordering('>'),
  '>=': ordering('>='),
  near,
  between,
  in: within,
  starts_with: ([text, start], reader) =>
    clause(
      reader.words.startsWith(
        valueText(text, reader),
        valueText(start, { ...reader, like: { isText: true } }),
      ),
    ),
  blank: ([value], reader) => clause(reader.words.isEmpty(held(reader.phrase(value, reader), LEVEL.sum))),
  all: quantifier('all'),
  some: quantifier('some'),
  none: quantifier('none'),
};
