/**
 * Why a published case is left out: each reason is a predicate over the case and what became of it, so that nothing else
 * hides under it. The first one that holds is the reason of a case.
 */
import type { Case, Outcome } from './corpus';
import { isObject, type Operation, operationsIn } from './operations';

interface Judged {
  readonly one: Case;
  readonly operations: readonly Operation[];
  readonly outcome: Exclude<Outcome, { kind: 'passed' }>;
}

export interface Reason {
  readonly text: string;
  readonly holds: (judged: Judged) => boolean;
}

/** The operators of JsonLogic but `log` and `method`, as jsonlogic.com lists them. */
const ORIGINAL = new Set(
  (
    'var missing missing_some if ?: == === != !== ! !! or and > >= < <= max min + - * / % ' +
    'map reduce filter all none some merge in cat substr'
  ).split(' '),
);
const ARITHMETIC = new Set(['+', '-', '*', '/', '%']);
const ORDER = new Set(['<', '<=', '>', '>=']);
const EQUALITY = new Set(['==', '===', '!=', '!==']);
const CONNECTIVES = new Set(['and', 'or']);
const NEGATIONS = new Set(['!', '!!']);
const WALKS = new Set(['map', 'filter', 'reduce', 'all', 'some', 'none']);

const isRefusedFor =
  (code: string, holds: (operation: Operation) => boolean) =>
  ({ outcome, operations }: Judged): boolean =>
    outcome.kind === 'refused' && outcome.codes.every((one) => one === code) && operations.some(holds);

/** Found `value` at the outermost operation. */
const isFound =
  (value: unknown, holds: (outer: Operation, one: Case) => boolean) =>
  ({ outcome, operations, one }: Judged): boolean => {
    const [outer] = operations;
    return (
      outcome.kind === 'other' &&
      JSON.stringify(outcome.value) === JSON.stringify(value) &&
      outer !== undefined &&
      holds(outer, one)
    );
  };

const typesIn = (args: readonly unknown[]): ReadonlySet<string> =>
  new Set(args.filter((arg) => arg !== null && typeof arg !== 'object').map((arg) => typeof arg));

/** Operands that are asked for truth. */
function conditionsOf({ name, args }: Operation): readonly unknown[] {
  if (CONNECTIVES.has(name) || NEGATIONS.has(name)) return args;
  if (name === 'if') return args.filter((_, i) => i % 2 === 0 && i < args.length - 1);
  return ['filter', 'all', 'some', 'none'].includes(name) ? args.slice(1) : [];
}
const isNumberOrText = (logic: unknown): boolean =>
  ['number', 'string'].includes(typeof logic) ||
  operationsIn(logic)
    .slice(0, 1)
    .some(({ name }) => ARITHMETIC.has(name));

/** What a `var` of one step reads, or a literal is. */
function valueOf(logic: unknown, data: unknown): unknown {
  const [outer] = operationsIn(logic);
  if (outer?.name !== 'var') return logic;
  const [name] = outer.args;
  return isObject(data) && typeof name === 'string' ? (data as Record<string, unknown>)[name] : undefined;
}
const isNothing = (value: unknown): boolean => value === undefined || value === null;
const isTrue = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

function hasBadCount({ name, args }: Operation): boolean {
  if (EQUALITY.has(name)) return args.length !== 2;
  if (name === '/') return args.length === 1;
  return (CONNECTIVES.has(name) || NEGATIONS.has(name)) && args.length === 0;
}

/** A verdict where the original hands on the deciding operand. */
function isVerdictOfOperand({ outcome, operations, one }: Judged): boolean {
  return (
    outcome.kind === 'other' &&
    CONNECTIVES.has(operations[0]?.name ?? '') &&
    !one.isError &&
    typeof one.result !== 'boolean' &&
    outcome.value === isTrue(one.result)
  );
}

const REFUSED: Readonly<Record<string, Reason>> = {
  foreign_operator: {
    text: 'The operator is none of JsonLogic, or is `log` or `method`.',
    // Whatever else is refused: without its operators the case says nothing.
    holds: ({ outcome, operations }) =>
      outcome.kind === 'refused' &&
      outcome.codes.includes('unknown_operator') &&
      operations.some(({ name }) => !ORIGINAL.has(name)),
  },
  number_of_operands: {
    text: 'Equality takes two operands, division two or more, `and`, `or`, `!` and `!!` at least one: nothing is guessed for them.',
    holds: isRefusedFor('arity', hasBadCount),
  },
  comparison_with_null: {
    text: 'Comparison with null is refused: `blank` asks for it.',
    holds: isRefusedFor(
      'compare_with_null',
      ({ name, args }) => (EQUALITY.has(name) || ORDER.has(name)) && args.includes(null),
    ),
  },
  comparison_of_types: {
    text: 'Values of different types are compared: there are no coercions.',
    holds: isRefusedFor(
      'kinds_differ',
      ({ name, args }) => (EQUALITY.has(name) || ORDER.has(name)) && typesIn(args).size > 1,
    ),
  },
  order_of_verdicts: {
    text: 'Verdicts have no order.',
    holds: isRefusedFor('wrong_kind', ({ name, args }) => ORDER.has(name) && typesIn(args).has('boolean')),
  },
  arithmetic_of_texts: {
    text: 'Texts and verdicts are no numbers: arithmetic takes none.',
    holds: isRefusedFor(
      'wrong_kind',
      ({ name, args }) =>
        ARITHMETIC.has(name) && args.some((arg) => ['string', 'boolean'].includes(typeof arg)),
    ),
  },
  text_of_number: {
    text: 'A number is no text: `cat` makes one of it.',
    holds: isRefusedFor('wrong_kind', ({ name, args }) => name === 'substr' && typeof args[0] === 'number'),
  },
  truth_of_values: {
    text: 'Numbers and texts are no conditions.',
    holds: isRefusedFor('wrong_kind', (operation) => conditionsOf(operation).some(isNumberOrText)),
  },
  truth_of_object: {
    text: 'An object without an operation is no logic, and objects are no values.',
    holds: ({ outcome, one }) =>
      outcome.kind === 'refused' &&
      outcome.codes.includes('not_logic') &&
      JSON.stringify(one.rule).includes('{}'),
  },
  branches_of_types: {
    text: 'The branches of `if` give values of one type, so that it is known what comes out.',
    holds: isRefusedFor(
      'kinds_differ',
      ({ name, args }) => name === 'if' && args.some(Array.isArray) && typesIn(args).size > 0,
    ),
  },
  computed_name: {
    text: 'Names are literal, so that it is known what logic reads; computed ones are refused.',
    holds: isRefusedFor(
      'var_path',
      ({ name, args }) => ['var', 'missing', 'missing_some'].includes(name) && args.some(isObject),
    ),
  },
  index_or_no_name: {
    text: '`var` takes names: an index, null or nothing is none.',
    holds: isRefusedFor('var_path', ({ name, args }) => name === 'var' && typeof args[0] !== 'string'),
  },
};

const EVALUATED: Readonly<Record<string, Reason>> = {
  division_by_zero: {
    text: 'Division by zero is blank, not an error.',
    holds: isFound(
      null,
      ({ name, args }, { isError }) => isError && name === '/' && args.slice(1).includes(0),
    ),
  },
  arithmetic_on_blank: {
    text: 'Arithmetic on blank is blank, not zero.',
    holds: isFound(null, ({ name, args }) => ARITHMETIC.has(name) && args.includes(null)),
  },
  truth_of_blank: {
    text: 'Blank is neither true nor false: what is asked of it is blank.',
    holds: isFound(
      null,
      ({ name, args }, { data }) => NEGATIONS.has(name) && isNothing(valueOf(args[0], data)),
    ),
  },
  walk_over_blank: {
    text: 'One element of which the condition is blank leaves `none` undecided.',
    holds: isFound(null, ({ name, args }, { data }) => {
      const list = valueOf(args[0], data);
      return name === 'none' && Array.isArray(list) && list.includes(null);
    }),
  },
  walk_with_null: {
    text: 'Null in place of logic is blank for each element: no error, no verdict, nothing kept.',
    holds: ({ outcome, operations: [outer], one }) =>
      outcome.kind === 'other' &&
      WALKS.has(outer?.name ?? '') &&
      outer?.args[1] === null &&
      [null, [], (valueOf(outer.args[0], one.data) as readonly unknown[]).map(() => null)].some(
        (value) => JSON.stringify(value) === JSON.stringify(outcome.value),
      ),
  },
  walk_over_missing_list: {
    text: 'A list that is not there is one without elements, not an error.',
    holds: ({ outcome, operations: [outer], one }) =>
      outcome.kind === 'other' &&
      one.isError &&
      outer !== undefined &&
      outcome.value === { all: true, some: false, none: true }[outer.name] &&
      valueOf(outer.args[0], one.data) === undefined,
  },
  all_of_nothing: {
    text: 'Over nothing `all` is true: there is no element that is otherwise.',
    holds: isFound(true, ({ name, args }, { data, result }) => {
      const list = valueOf(args[0], data);
      return name === 'all' && result === false && Array.isArray(list) && list.length === 0;
    }),
  },
  arithmetic_on_text_data: {
    text: 'Data of another type than the operator takes is blank to it.',
    holds: ({ outcome, operations: [outer], one }) => {
      const list = valueOf(outer?.args[0], one.data);
      return (
        outcome.kind === 'other' &&
        outer?.name === 'map' &&
        Array.isArray(list) &&
        JSON.stringify(outcome.value) ===
          JSON.stringify(
            (one.result as readonly unknown[]).map((value, i) =>
              typeof list[i] === 'number' ? value : null,
            ),
          )
      );
    },
  },
  fold_without_start: {
    text: 'A fold begins with its start: without one with blank, which spreads.',
    holds: isFound(null, ({ name, args }) => name === 'reduce' && args.length === 2),
  },
  operands_from_list: {
    text: 'A computed list is one operand, as in the original, and not all of them.',
    holds: ({ outcome, operations: [outer], one }) =>
      outcome.kind === 'other' &&
      outer?.name === 'cat' &&
      !outer.isListed &&
      isObject(outer.args[0]) &&
      outcome.value !== one.result,
  },
  operand_without_list: {
    text: 'A single operand may stand without its list, with `and`, `or` and `if` too.',
    holds: ({ outcome, operations: [outer], one }) =>
      outcome.kind === 'other' &&
      one.isError &&
      outer !== undefined &&
      (CONNECTIVES.has(outer.name) || outer.name === 'if') &&
      !outer.isListed &&
      outcome.value === outer.args[0],
  },
  equality_of_lists: {
    text: 'Lists are equal where their elements are, not an error.',
    holds: ({ outcome, operations: [outer], one }) =>
      outcome.kind === 'other' &&
      one.isError &&
      outer !== undefined &&
      EQUALITY.has(outer.name) &&
      outer.args.every(Array.isArray) &&
      outcome.value ===
        ((JSON.stringify(outer.args[0]) === JSON.stringify(outer.args[1])) === !outer.name.startsWith('!')),
  },
  verdict_not_operand: {
    text: '`and` and `or` give verdicts, not the operand that decided.',
    holds: isVerdictOfOperand,
  },
};

export const REASONS: Readonly<Record<string, Reason>> = { ...REFUSED, ...EVALUATED };

/** The reason why a case does not pass, or `unexplained`. */
export function reasonFor(one: Case, outcome: Judged['outcome']): string {
  const judged: Judged = { one, outcome, operations: operationsIn(one.rule) };
  const found = Object.entries(REASONS).find(([, reason]) => reason.holds(judged));
  return found?.[0] ?? 'unexplained';
}
