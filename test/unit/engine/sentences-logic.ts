/** Random logic of every operator, well formed though not always typed: sentences do not need types. */
import fc from 'fast-check';

type Logic = unknown;

const names = fc.constantFrom('num', 'other', 'day', 'subject', 'flag', 'note', 'twin1', 'twin2');
const variable = names.map((name) => ({ var: name }));
const special = fc
  .constantFrom(
    '$today',
    '$collection.opensAt',
    '$collection.closesAt',
    '$org.code',
    '$org.kind',
    '$org.region',
    '$org.municipality',
  )
  .map((name) => ({ var: name }));
const joined = names.map((name) => ({ var: `$row.${name}` }));
const defaulted = fc.tuple(names, fc.integer({ min: 0, max: 9 })).map((args) => ({ var: args }));
const cell = fc.oneof(
  fc
    .tuple(fc.constantFrom('01', '02', 'x'), fc.constantFrom('all', 'girls'))
    .map((at) => ({ cell: ['fixed', ...at] })),
);
const literal = fc.constantFrom<Logic>(5, -3, 0.5, true, false, null, '2023-05-05', 'слово', 'math', 'none');

const rows = (condition: fc.Arbitrary<Logic>): fc.Arbitrary<Logic> => {
  const plain = fc
    .constantFrom('$rows', '$sheets.fixed', '$sheets.main', '$previous.main')
    .map((name) => ({ var: name }));
  return fc.oneof(
    { weight: 3, arbitrary: plain },
    { weight: 1, arbitrary: fc.tuple(plain, condition).map((args) => ({ filter: args })) },
  );
};

const operation = (name: string, ...args: readonly fc.Arbitrary<Logic>[]): fc.Arbitrary<Logic> =>
  fc.tuple(...args).map((operands) => ({ [name]: operands }));
const several = (name: string, arg: fc.Arbitrary<Logic>, minLength = 2): fc.Arbitrary<Logic> =>
  fc.array(arg, { minLength, maxLength: 3 }).map((operands) => ({ [name]: operands }));

export const OPERATORS = {
  values: ['+', '*', '/', '%', 'min', 'max', 'cat', 'merge', 'coalesce', 'sum_filled'],
  single: ['-', 'abs', 'length', 'weekday', 'year', 'round', '+'],
  pairs: ['-', 'round', 'days_between', 'substr'],
  compared: ['==', '!=', '<', '<=', '>', '>=', 'starts_with', 'in'],
  triples: ['near', 'between', '<', '<='],
  folds: ['sum', 'avg', 'lowest', 'highest', 'count_distinct', 'map'],
  quantifiers: ['all', 'some', 'none'],
};

export const { value, verdict } = fc.letrec<{ value: Logic; verdict: Logic }>((tie) => {
  const part = tie('value');
  const test = tie('verdict');
  const list = fc.array(literal, { minLength: 1, maxLength: 3 });
  const source = rows(test);
  return {
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(variable, literal, special, joined, defaulted, cell),
      ...OPERATORS.values.map((name) => several(name, part)),
      ...OPERATORS.single.map((name) => operation(name, part)),
      ...OPERATORS.pairs.map((name) => operation(name, part, part)),
      operation('substr', part, part, part),
      ...OPERATORS.folds.map((name) => operation(name, source, part)),
      operation('count', source),
      operation('count', source, test),
      operation('lookup', source, test, part),
      operation(
        'reduce',
        source,
        operation('+', fc.constantFrom({ var: 'accumulator' }, { var: 'current.num' }), part),
        part,
      ),
      operation('map', list, fc.constant({ var: '' })),
      operation('filter', list, operation('>', fc.constant({ var: '' }), part)),
      fc.array(names, { minLength: 1, maxLength: 3 }).map((list) => ({ missing: list })),
      fc
        .tuple(fc.integer({ min: 1, max: 3 }), fc.array(names, { minLength: 1, maxLength: 3 }))
        .map((args) => ({ missing_some: args })),
      operation('if', test, part, part),
      operation('if', test, part, test, part, part),
    ),
    verdict: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      operation('blank', part),
      ...OPERATORS.compared.map((name) => operation(name, part, part)),
      ...OPERATORS.triples.map((name) => operation(name, part, part, part)),
      operation('in', part, list),
      ...['and', 'or'].map((name) => several(name, test)),
      operation('!', test),
      operation('!!', test),
      operation('if', test, test, test),
      ...OPERATORS.quantifiers.map((name) => operation(name, source, test)),
    ),
  };
});

const KINDRED: readonly (readonly string[])[] = [
  [...OPERATORS.values, 'and', 'or'],
  ['blank', '!', '!!', ...OPERATORS.single],
  OPERATORS.pairs,
  OPERATORS.compared,
  OPERATORS.triples,
  [...OPERATORS.folds, ...OPERATORS.quantifiers, 'filter'],
];

/** The logic with one operator exchanged for another, or two operands exchanged, or one grouped with its neighbour. */
export function mutants(logic: unknown): readonly unknown[] {
  if (typeof logic !== 'object' || logic === null || Array.isArray(logic)) return [];
  const [entry] = Object.entries(logic as Record<string, unknown>);
  if (!entry || !Array.isArray(entry[1])) return [];
  const [name, args] = entry as [string, readonly unknown[]];
  if (['var', 'cell', 'missing', 'missing_some'].includes(name)) return [];
  const kindred = KINDRED.filter((all) => all.includes(name) && args.length === arityOf(all, args.length));
  const renamed = kindred.flatMap((all) =>
    all.filter((other) => other !== name).map((other) => ({ [other]: args })),
  );
  const swapped = args.slice(1).map((_, i) => ({
    [name]: args.map((arg, j) => (j === i ? args[i + 1] : j === i + 1 ? args[i] : arg)),
  }));
  const grouped =
    args.length > 2 && kindred[0] === KINDRED[0]
      ? [{ [name]: [{ [name]: args.slice(0, 2) }, ...args.slice(2)] }]
      : [];
  const deeper = args.flatMap((arg, i) =>
    mutants(arg).map((other) => ({ [name]: args.map((one, j) => (j === i ? other : one)) })),
  );
  return [...renamed, ...swapped, ...grouped, ...deeper];
}

const arityOf = (all: readonly string[], length: number): number =>
  all === KINDRED[0] ? Math.max(2, length) : all === KINDRED[1] ? 1 : all === KINDRED[4] ? 3 : 2;
