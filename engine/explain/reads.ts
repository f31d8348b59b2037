/** Which cells a rule saw. */
import type { CompiledColumn, CompiledForm } from '../compile/types';
import { keyOf } from '../rules/visits';
import type { RowData, Value } from '../rules/types';
import type { RowState } from '../validate/state';
import { type Bench, compilePart, type Focus, resolved, rowsAt, rowsWhere, runnerOf } from './bench';
import { branchOf } from './failing';
import { operationOf, ROW_OPERATORS, variableOf } from './json-logic';

/** A cell of this form's answers. */
export interface Seen {
  readonly row: RowState;
  readonly column: CompiledColumn;
  /** Read of rows visited, and not by its name in the rule's own row. */
  readonly isVisited: boolean;
  /** What a row operator folds: it skips blanks. */
  readonly isFolded: boolean;
}

const FOLDING: ReadonlySet<string> = new Set(['count_distinct', 'sum', 'avg', 'lowest', 'highest']);

/** The most cells that an explanation names. */
export const MOST_CELLS = 200;

/** Collects the cells that parts of a rule read, each once, in the order in which they are met. */
export class Reads {
  private readonly known = new Map<string, Seen>();
  private isFolding = false;

  constructor(private readonly bench: Bench) {}

  get cells(): readonly Seen[] {
    return [...this.known.values()];
  }

  /** What the logic reads where it stands; branches of `if` that are not taken are not read. */
  add(logic: unknown, focus: Focus): void {
    if (this.known.size >= MOST_CELLS) return;
    if (Array.isArray(logic)) {
      for (const part of logic) this.add(part, focus);
      return;
    }
    const operation = operationOf(logic);
    if (!operation) return;
    const { name, args } = operation;
    const path = variableOf(logic);
    if (path !== null) this.addVariable(path, focus);
    else if (name === 'cell') this.addCell(args);
    else if (name === 'missing' || name === 'missing_some') this.addNames(args, focus);
    else if (ROW_OPERATORS.has(name)) this.addRows(name, args, focus);
    else if (name === 'if' || name === '?:') {
      for (let i = 0; i + 1 < args.length; i += 2) this.add(args[i], focus);
      this.add(branchOf(this.bench, focus, args), focus);
    } else for (const arg of args) this.add(arg, focus);
  }

  note(row: RowData | null | undefined, column: CompiledColumn | undefined, isVisited: boolean): void {
    const own = row && ownRow(this.bench, row, column);
    if (!own || !column || this.known.size >= MOST_CELLS) return;
    const name = `${own.sheet.id}\n${own.id}\n${column.id}`;
    if (!this.known.has(name))
      this.known.set(name, { row: own, column, isVisited, isFolded: this.isFolding });
  }

  private addVariable(written: string, focus: Focus): void {
    const { bench } = this;
    const path = resolved(bench, written);
    const isJudged = path.startsWith('$row.');
    if (path.startsWith('$') && !isJudged) return;
    const id = isJudged ? path.slice('$row.'.length) : path;
    if (focus.visited && !isJudged) {
      this.note(focus.row, focus.visited.find(id)?.column, true);
      return;
    }
    this.note(bench.unit.row, ownColumn(bench, id), false);
  }

  private addCell(args: readonly unknown[]): void {
    const { bench } = this;
    const found = cellNamed(bench, args);
    if (found) this.note(bench.state.env.rowOf(found.column.sheet, found.row), found.column, false);
  }

  private addNames(args: readonly unknown[], focus: Focus): void {
    for (const name of args.flat()) if (typeof name === 'string') this.addVariable(name, focus);
  }

  private addRows(name: string, [source, ...asked]: readonly unknown[], focus: Focus): void {
    const { bench } = this;
    const found = rowsAt(bench, focus, source);
    if (!found) {
      this.add(source, focus);
      return;
    }
    // A filter tells itself what it reads of the rows that it keeps.
    if (operationOf(source)?.name === 'filter') this.add(source, focus);
    const [condition] = asked;
    const isAsked = (name === 'count' && asked.length > 0) || name === 'lookup' || name === 'filter';
    const rows = isAsked ? rowsWhere(bench, found.shape, found.rows, condition, true) : found.rows;
    for (const row of rows) {
      if (this.known.size >= MOST_CELLS) return;
      const inside: Focus = { visited: found.shape, row };
      this.isFolding = FOLDING.has(name);
      for (const part of asked) this.add(part, inside);
      this.isFolding = false;
      if (name === 'lookup') return;
    }
  }
}

const ownColumn = ({ form, rule }: Bench, id: string): CompiledColumn | undefined =>
  rule.sheet === undefined ? undefined : form.sheetById.get(rule.sheet)?.columnById.get(id);

/** The row itself where it is one of this form's answers, and not of an earlier collection. */
function ownRow({ state }: Bench, row: RowData, column: CompiledColumn | undefined): RowState | undefined {
  const known = state.sheets.get(column?.sheet ?? '')?.byId.get(row.id);
  return known === row ? known : undefined;
}

/** What `cell` names. */
export function cellNamed(
  { form, rule }: Pick<Bench, 'form' | 'rule'>,
  args: readonly unknown[],
): { readonly row: string; readonly column: CompiledColumn } | null {
  const own = rule.columns[0]?.id;
  const names = args.map((arg) => (arg === '$column' && own !== undefined ? own : String(arg)));
  const [sheet, row, id] = names.length === 3 ? names : [rule.sheet, ...names];
  const column = columnIn(form, sheet, id);
  return column && row !== undefined ? { row, column } : null;
}

const columnIn = (
  form: CompiledForm,
  sheet: string | undefined,
  column: string | undefined,
): CompiledColumn | undefined => form.sheetById.get(sheet ?? '')?.columnById.get(column ?? '');

/** Rows that an aggregate took for one, by the value they share. */
export interface Counted {
  /** By `count_distinct`; `count` has one group, and no value. */
  readonly isDistinct: boolean;
  readonly value: Value;
  readonly column: CompiledColumn | null;
  readonly rows: readonly RowState[];
}

/** What the first `count_distinct` or `count` within the logic saw. */
export function countedIn(bench: Bench, logic: unknown, focus: Focus): readonly Counted[] {
  const operation = operationOf(logic);
  if (!operation) return [];
  const { name, args } = operation;
  if (name !== 'count' && name !== 'count_distinct') {
    for (const arg of args) {
      const found = countedIn(bench, arg, focus);
      if (found.length > 0) return found;
    }
    return [];
  }
  const [source, asked] = args;
  const found = rowsAt(bench, focus, source);
  if (!found || found.shape.origin === 'previous') return [];
  const byKey = new Map<unknown, { value: Value; rows: RowState[] }>();
  const [first] = found.rows;
  const compiled =
    first && asked !== undefined ? compilePart(bench, { visited: found.shape, row: first }, asked) : null;
  const run = compiled ? runnerOf(bench, compiled) : () => true;
  for (const row of found.rows) {
    const own = bench.state.sheets.get(found.shape.sheet)?.byId.get(row.id);
    const value = run(row);
    if (!own || value === null || (name === 'count' && value !== true)) continue;
    const key = keyOf(value);
    const group = byKey.get(key) ?? { value: name === 'count' ? null : value, rows: [] };
    byKey.set(key, group);
    group.rows.push(own);
  }
  const path = variableOf(asked);
  const column =
    name === 'count' || path === null ? null : (found.shape.find(resolved(bench, path))?.column ?? null);
  return [...byKey.values()].map((group) => ({ ...group, column, isDistinct: name === 'count_distinct' }));
}
