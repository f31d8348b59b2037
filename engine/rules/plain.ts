/** Logic over plain JSON, without a form: for the published tests of JsonLogic. */
import { err, ok, type Result } from '../types';
import { compileLogic, sharedScope } from './compile-logic';
import type { LogicProblem } from './scope';
import type { Env, Value } from './types';

const NO_ROW = { id: '', values: [] };

/** The value of logic where `var` reads the data, or why the logic is refused. Exact numbers are given as they are. */
export function evaluatePlain(logic: unknown, data: unknown): Result<Value, readonly LogicProblem[]> {
  const problems: LogicProblem[] = [];
  const compiled = compileLogic(
    logic,
    {
      mode: 'data',
      own: null,
      visited: null,
      element: null,
      groupBy: [],
      column: null,
      shielded: false,
      accumulator: null,
      depth: 0,
      factor: 1,
      shared: sharedScope({
        sheets: new Map(),
        previous: () => undefined,
        attributes: new Map(),
        problems,
      }),
    },
    '',
    null,
  );
  return problems.length > 0 ? err(problems) : ok(compiled.run(NO_ROW, environment(data)));
}

function environment(data: unknown): Env {
  return {
    rowsOf: () => [],
    rowOf: () => undefined,
    previousRowsOf: () => [],
    org: {},
    opensOn: null,
    closesOn: null,
    today: '',
    judged: NO_ROW,
    scope: [],
    code: null,
    accumulator: null,
    element: null,
    data,
    tracker: null,
    tallies: null,
    visits: 1e6,
    joins: new WeakMap(),
    memo: new Map(),
  };
}
