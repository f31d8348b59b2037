/** Random logic whose meaning is the same in every JsonLogic: no blanks, no mixing of types, numbers that doubles hold. */
import fc from 'fast-check';

type Logic = fc.Arbitrary<unknown>;

/** Logic by what it gives. */
interface Kinds {
  readonly number: unknown;
  readonly text: unknown;
  readonly verdict: unknown;
  readonly numbers: unknown;
  readonly texts: unknown;
}

/** What can be read where logic stands. */
interface Names {
  readonly number: readonly string[];
  readonly text: readonly string[];
  readonly verdict: readonly string[];
}

const read = (name: string): unknown => ({ var: name });
const call = (name: string, ...args: readonly Logic[]): Logic =>
  fc.tuple(...args).map((values) => ({ [name]: values }));
const callOf = (names: readonly string[], ...args: readonly Logic[]): Logic =>
  fc.oneof(...names.map((name) => call(name, ...args)));

const whole = fc.integer({ min: -20, max: 20 });
const quarters = fc.integer({ min: -80, max: 80 }).map((value) => value / 4);
const small = fc.oneof(whole, quarters);
/** Few digits more at each step, so that no double rounds. */
const factor = fc.constantFrom<unknown>(-3, -2, -1, 0, 1, 2, 3, 0.5);
const divisor = fc.constantFrom<unknown>(-4, -2, -1, 1, 2, 4, 0.5);
const modulus = fc.constantFrom<unknown>(-7, -3, 1, 2, 5, 10, 2.5);
const word = fc.oneof(
  fc.constantFrom('', 'а', 'план', 'план работ', 'Spring', '007', ' ', 'ё', 'x,y'),
  fc.string({ unit: fc.constantFrom('a', 'b', 'Ж', ' ', '1'), maxLength: 6 }),
);
const position = fc.integer({ min: -7, max: 7 });

const leaf = (names: readonly string[], literal: Logic): Logic =>
  names.length > 0 ? fc.oneof(fc.constantFrom(...names.map(read)), literal) : literal;
const both = { depthSize: 'small', withCrossShrink: true } as const;

/** Operators whose operands are read where the logic itself stands. */
function plainLogic(names: Names, tie: fc.LetrecTypedTie<Kinds>): { [K in keyof Kinds]: Logic[] } {
  const [number, text, verdict] = [tie('number'), tie('text'), tie('verdict')];
  const [numbers, texts] = [tie('numbers'), tie('texts')];
  const choice = (value: Logic): Logic =>
    fc.oneof(callOf(['if', '?:'], verdict, value, value), call('if', verdict, value, verdict, value, value));
  return {
    number: [
      leaf(names.number, small),
      call('var', fc.constantFrom('absent', 'n', 'deep.absent'), small),
      call('+', number),
      callOf(['+', '-', 'min', 'max'], number, number),
      callOf(['+', 'min', 'max'], number, number, number),
      call('-', number),
      call('*', number, factor),
      call('*', factor, number, factor),
      call('*', number),
      call('/', number, divisor),
      call('%', number, modulus),
      choice(number),
    ],
    text: [
      leaf(names.text, word),
      call('cat', text, leaf(names.text, small), text),
      call('cat', verdict, text),
      call('cat', texts),
      call('substr', text, position),
      call('substr', text, position, position),
      choice(text),
    ],
    verdict: [
      leaf(names.verdict, fc.boolean()),
      callOf(['<', '<=', '>', '>=', '==', '===', '!=', '!=='], number, number),
      callOf(['<', '<=', '>', '>=', '==', '===', '!=', '!=='], text, text),
      callOf(['==', '===', '!=', '!=='], verdict, verdict),
      callOf(['<', '<='], number, number, number),
      callOf(['and', 'or'], verdict, verdict),
      callOf(['and', 'or'], verdict, verdict, verdict),
      callOf(['!', '!!'], verdict),
      callOf(['!', '!!'], fc.oneof(numbers, texts)),
      // An empty text holds an empty one here and holds nothing there.
      call('in', text, call('cat', text, fc.constant('.'))),
      call('in', number, numbers),
      call('in', text, texts),
      choice(verdict),
    ],
    numbers: [
      fc.array(small, { maxLength: 4 }),
      fc.array(number, { maxLength: 3 }),
      call('merge', numbers, number),
      call('merge', numbers, numbers),
      choice(numbers),
    ],
    texts: [
      fc.array(word, { maxLength: 4 }),
      call('merge', texts, texts),
      call('merge', text, text),
      choice(texts),
    ],
  };
}

const logicOver = (names: Names): fc.LetrecValue<Kinds> =>
  fc.letrec<Kinds>((tie) => {
    const own = plainLogic(names, tie);
    return {
      number: fc.oneof(both, ...own.number),
      text: fc.oneof(both, ...own.text),
      verdict: fc.oneof(both, ...own.verdict),
      numbers: fc.oneof(both, ...own.numbers),
      texts: fc.oneof(both, ...own.texts),
    };
  });

const NO_NAMES: Names = { number: [], text: [], verdict: [] };
const ofNumber = logicOver({ ...NO_NAMES, number: [''] });
const ofText = logicOver({ ...NO_NAMES, text: [''] });
/** Elements are objects; names in them may have steps. */
const ofRow = logicOver({ number: ['n', 'deep.n'], text: ['t'], verdict: ['b'] });

interface Elements {
  readonly source: Logic;
  readonly inside: fc.LetrecValue<Kinds>;
}

/** `all` over nothing differs by decision: it is asked of lists that hold something. */
const guarded = (source: Logic, test: Logic): Logic =>
  fc.tuple(source, test).map(([list, asked]) => ({ and: [{ '!!': [list] }, { all: [list, asked] }] }));

const quantified = ({ source, inside }: Elements): Logic =>
  fc.oneof(callOf(['some', 'none'], source, inside.verdict), guarded(source, inside.verdict));

const row = read('current.n');
const FOLDS: readonly unknown[] = [
  { '+': [read('accumulator'), read('current')] },
  { max: [read('current'), read('accumulator')] },
  { '-': [read('current'), read('accumulator')] },
  { if: [{ '>': [read('current'), 0] }, { '+': [read('accumulator'), 1] }, read('accumulator')] },
];
const ROW_FOLDS: readonly unknown[] = [
  { '+': [read('accumulator'), row] },
  { min: [row, read('accumulator')] },
  { '+': [read('accumulator'), { if: [read('current.b'), 1, read('current.deep.n')] }] },
];
const TEXT_FOLD = { cat: [read('accumulator'), '|', read('current')] };

const rows = fc.constant(read('rows'));
const keptRows = fc.oneof(rows, call('filter', rows, ofRow.verdict));

/** Logic over `data`, walks included. */
export const anyLogic = fc.letrec<Kinds>((tie) => {
  const names: Names = {
    number: ['n', 'm', 'deep.er.n', 'numbers.0'],
    text: ['t', 'deep.t'],
    verdict: ['b'],
  };
  const own = plainLogic(names, tie);
  const numbers: Elements = {
    source: fc.oneof(fc.constant(read('numbers')), tie('numbers')),
    inside: ofNumber,
  };
  const texts: Elements = { source: fc.oneof(fc.constant(read('texts')), tie('texts')), inside: ofText };
  const objects: Elements = { source: keptRows, inside: ofRow };
  const every = [numbers, texts, objects];
  const maps = (kind: 'number' | 'text'): readonly Logic[] =>
    every.map(({ source, inside }) => call('map', source, inside[kind]));
  const reduce = (source: Logic, folds: readonly unknown[], start: Logic): Logic =>
    call('reduce', source, fc.constantFrom(...folds), start);
  return {
    number: fc.oneof(
      both,
      ...own.number,
      reduce(numbers.source, FOLDS, tie('number')),
      reduce(keptRows, ROW_FOLDS, small),
    ),
    text: fc.oneof(both, ...own.text, reduce(texts.source, [TEXT_FOLD], word)),
    verdict: fc.oneof(both, ...own.verdict, ...every.map(quantified)),
    numbers: fc.oneof(
      both,
      ...own.numbers,
      ...maps('number'),
      call('filter', numbers.source, ofNumber.verdict),
    ),
    texts: fc.oneof(both, ...own.texts, ...maps('text'), call('filter', texts.source, ofText.verdict)),
  };
});

const anyRow = fc.record({ n: small, t: word, b: fc.boolean(), deep: fc.record({ n: whole }) });

export const anyData = fc.record({
  n: small,
  m: whole,
  t: word,
  b: fc.boolean(),
  deep: fc.record({ t: word, er: fc.record({ n: whole }) }),
  numbers: fc.array(small, { minLength: 1, maxLength: 5 }),
  texts: fc.array(word, { maxLength: 4 }),
  rows: fc.array(anyRow, { maxLength: 4 }),
});
