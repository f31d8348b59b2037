/**
 * The form judged by an engine of JsonLogic: every condition, check and rule is evaluated by it. The host around it walks rows
 * and columns, tells types, leaves out what is blank and gathers groups: JsonLogic has nothing of that.
 */
import type { HandFinding } from '../by-hand-row';
import { type Column, COLUMNS, type RowRule } from '../definition';
import { SHEET, type WorkloadRow } from '../workload';
import { checksOf, isOfType, OPERATORS, readsOf, rowRules, variable } from './logic';
import type { Load, Peer, PeerForm } from './peer';

type Data = Record<string, unknown>;
type Test = (data: Data) => unknown;
type Compile = (logic: unknown) => Test;

interface CompiledCheck {
  readonly code: string;
  readonly message: string;
  readonly holds: Test;
}

interface CompiledColumn {
  readonly column: Column;
  readonly enabled: Test | null;
  readonly required: Test | null;
  readonly checks: readonly CompiledCheck[];
}

interface CompiledRule {
  readonly rule: RowRule;
  readonly column: string;
  readonly reads: readonly string[];
  readonly when: Test | null;
  readonly assert: Test;
}

interface Judge {
  readonly columns: readonly CompiledColumn[];
  readonly rules: readonly CompiledRule[];
  readonly found: HandFinding[];
}

const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

const areFilled = (data: Data, names: readonly string[]): boolean =>
  names.every((name) => data[name] !== null && data[name] !== undefined);

/** A condition of a column; with a blank operand it does not hold. */
function conditionOf(logic: unknown, compile: Compile): Test | null {
  if (logic === undefined) return null;
  if (logic === true) return () => true;
  const [test, reads] = [compile(logic), readsOf(logic)];
  return (data) => areFilled(data, reads) && test(data);
}

function compileColumn(column: Column, compile: Compile): CompiledColumn {
  return {
    column,
    enabled: conditionOf(column.enabled, compile),
    required: conditionOf(column.required, compile),
    checks: checksOf(column).map(({ code, message, logic }) => ({ code, message, holds: compile(logic) })),
  };
}

function judgeCells({ columns, found }: Judge, { id, cells }: WorkloadRow): Data {
  const data: Data = {};
  for (const { column, enabled, required, checks } of columns) {
    const value = cells[column.id];
    data[column.id] = null;
    if (enabled && !enabled(data)) continue;
    const note = (code: string, message: string): void =>
      void found.push({ code, row: id, column: column.id, message });
    if (isBlank(value)) {
      if (required?.(data)) note('required', `Заполните «${column.title}».`);
      continue;
    }
    if (!isOfType(value, column.type)) {
      note(column.type === 'choice' ? 'list' : 'type', 'Не то, что нужно.');
      continue;
    }
    data[column.id] = value;
    const about = { value };
    for (const check of checks) if (!check.holds(about)) note(check.code, check.message);
  }
  return data;
}

function judgeRules({ rules, found }: Judge, row: string, data: Data): void {
  for (const { rule, column, reads, when, assert } of rules) {
    if (!areFilled(data, reads)) continue;
    if (when && !when(data)) continue;
    if (assert(data)) continue;
    const message = rule.message.replace('{code}', String(data['code']));
    found.push({ code: 'rule', rule: rule.id, row, column, message });
  }
}

interface GroupRule {
  readonly id: string;
  readonly groupBy: string;
  readonly column: string;
  readonly message: string;
  readonly assert: Test;
}

const rows = variable('rows');
const total = (of: unknown): unknown => ({
  reduce: [
    { filter: [of, variable('people')] },
    { '+': [variable('accumulator'), variable('current.people')] },
    0,
  ],
});

const groupRules = (compile: Compile): readonly GroupRule[] => [
  {
    id: 'dates',
    groupBy: 'team',
    column: 'start',
    message: 'В отделении больше пяти дней начала.',
    assert: compile({ '<=': [{ count_distinct: [{ map: [rows, variable('start')] }] }, 5] }),
  },
  {
    id: 'share',
    groupBy: 'region',
    column: 'people',
    message: 'В регионе больше 60 % учатся дистанционно.',
    // As a difference, because json-logic-engine 5.0.7 throws where both sides of a comparison reduce rows.
    assert: compile({
      '>=': [
        {
          '-': [
            { '*': [total(rows), 60] },
            { '*': [total({ filter: [rows, { '==': [variable('kind'), 'remote'] }] }), 100] },
          ],
        },
        0,
      ],
    }),
  },
];

interface Member {
  readonly id: string;
  readonly data: Data;
}

function judgeGroup(
  { id, groupBy, column, message, assert }: GroupRule,
  all: readonly Member[],
): HandFinding[] {
  const groups = new Map<unknown, Member[]>();
  for (const member of all) {
    const key = member.data[groupBy];
    if (isBlank(key)) continue;
    const group = groups.get(key);
    if (group) group.push(member);
    else groups.set(key, [member]);
  }
  const found: HandFinding[] = [];
  for (const group of groups.values()) {
    const [first] = group;
    if (!first || assert({ rows: group.map(({ data }) => data) })) continue;
    found.push({ code: 'rule', rule: id, row: first.id, column, message });
  }
  return found;
}

function judgeKey(all: readonly Member[], found: HandFinding[]): void {
  const known = new Set<unknown>();
  for (const { id, data } of all) {
    const { code } = data;
    if (isBlank(code)) continue;
    if (known.has(code))
      found.push({ code: 'key', row: id, column: 'code', message: 'Такая строка уже есть.' });
    else known.add(code);
  }
}

function openWith(compile: Compile): PeerForm {
  const columns = COLUMNS.map((column) => compileColumn(column, compile));
  const rules = rowRules().map(({ rule, column, reads, assert }): CompiledRule => {
    const when = rule.when === undefined ? null : compile(rule.when);
    return { rule, column, reads, when, assert: compile(assert) };
  });
  const ofGroups = groupRules(compile);
  return (answers) => {
    const judge: Judge = { columns, rules, found: [] };
    const members = answers.sheets[SHEET].map((row): Member => {
      const data = judgeCells(judge, row);
      judgeRules(judge, row.id, data);
      return { id: row.id, data };
    });
    judgeKey(members, judge.found);
    for (const rule of ofGroups) judge.found.push(...judgeGroup(rule, members));
    return judge.found;
  };
}

interface JsonLogicJs {
  add_operation(name: string, run: unknown): void;
  apply(logic: unknown, data: unknown): unknown;
}

export function jsonLogicJs(load: Load): Peer {
  const library = load('json-logic-js') as JsonLogicJs;
  for (const [name, run] of Object.entries(OPERATORS)) library.add_operation(name, run);
  return {
    name: 'json-logic-js',
    sizes: [1000, 10_000],
    finds: 'all',
    open: () => openWith((logic) => (data) => library.apply(logic, data)),
  };
}

interface LogicEngine {
  addMethod(
    name: string,
    run: unknown,
    options: { readonly sync: boolean; readonly deterministic: boolean },
  ): void;
  build(logic: unknown): Test;
}

export function jsonLogicEngine(load: Load): Peer {
  const { LogicEngine } = load('json-logic-engine') as { readonly LogicEngine: new () => LogicEngine };
  return {
    name: 'json-logic-engine',
    sizes: [1000, 10_000],
    finds: 'all',
    note: 'compiled',
    open() {
      const engine = new LogicEngine();
      for (const [name, run] of Object.entries(OPERATORS)) {
        const call = run as (...args: readonly unknown[]) => unknown;
        engine.addMethod(name, (args: readonly unknown[]) => call(...args), {
          sync: true,
          deterministic: true,
        });
      }
      return openWith((logic) => engine.build(logic));
    },
  };
}
