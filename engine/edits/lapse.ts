/**
 * Justifications lapse when a cell that their rule reads changes: what was explained is no longer what stands there.
 */
import type { CompiledColumn, CompiledForm, CompiledRule, Condition } from '../compile/types';
import type { Cells, CellValue, Justification } from '../types';

/** Cells of one row before and after an edit, by column id. */
export interface RowChange {
  readonly sheet: string;
  readonly row: string;
  readonly before: Cells;
  readonly after: Cells;
}

interface Reading {
  /** Columns that the rule's verdict depends on, through computed and enabled cells too, as `sheet.column`. */
  readonly columns: ReadonlySet<string>;
  /** The verdict about one row or group depends on that row or group alone. */
  readonly ownOnly: boolean;
}

const readings = new WeakMap<CompiledRule, Reading>();

/** The justifications that still hold after a change; `cellsOf` gives the cells of a row of the rule's sheet. */
export function withoutLapsed(
  form: CompiledForm,
  justifications: readonly Justification[],
  change: RowChange,
  cellsOf: (sheet: string, row: string) => Cells,
): readonly Justification[] {
  const names = [...new Set([...Object.keys(change.before), ...Object.keys(change.after)])].filter(
    (id) => !sameValue(cellIn(change.before, id), cellIn(change.after, id)),
  );
  if (names.length === 0) return justifications;
  const kept = justifications.filter((justification) => {
    const rule = form.ruleById.get(justification.rule);
    if (!rule) return true;
    const reading = readingOf(form, rule);
    if (!names.some((id) => reading.columns.has(`${change.sheet}.${id}`))) return true;
    return reading.ownOnly && isElsewhere(rule, justification, change, cellsOf);
  });
  return kept.length === justifications.length ? justifications : kept;
}

const cellIn = (cells: Cells, id: string): CellValue =>
  Object.hasOwn(cells, id) ? (cells[id] ?? null) : null;

export const sameValue = (a: CellValue, b: CellValue): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

/** Whether the change is in a row or group other than the justified one. */
function isElsewhere(
  rule: CompiledRule,
  justification: Justification,
  change: RowChange,
  cellsOf: (sheet: string, row: string) => Cells,
): boolean {
  const { row } = justification;
  if (row === undefined || change.sheet !== rule.sheet || row === change.row) return false;
  if (rule.each === 'row') return true;
  if (rule.each !== 'group') return false;
  const key = keyOf(rule, cellsOf(change.sheet, row));
  return key !== keyOf(rule, change.before) && key !== keyOf(rule, change.after);
}

const keyOf = (rule: CompiledRule, cells: Cells): string =>
  JSON.stringify(rule.groupBy.map((column) => cellIn(cells, column.id)));

function readingOf(form: CompiledForm, rule: CompiledRule): Reading {
  const known = readings.get(rule);
  if (known) return known;
  const columns = new Set<string>();
  let ownOnly = true;
  const visit = (names: Iterable<string>): void => {
    for (const name of names) {
      if (columns.has(name)) continue;
      columns.add(name);
      const [sheet = '', id = ''] = name.split('.');
      const column = form.sheetById.get(sheet)?.columnById.get(id);
      if (sheet !== rule.sheet) ownOnly = false;
      if (column) visitColumn(column);
    }
  };
  const visitColumn = (column: CompiledColumn): void => {
    for (const logic of [column.value, column.enabled, column.filter]) {
      visit(dependenciesOf(logic));
    }
    if (column.value ?? (typeof column.enabled === 'object' || column.filter)) {
      ownOnly &&= !readsOtherRows(sourceOf(form, column));
    }
  };
  visit(rule.groupBy.map((column) => `${column.sheet}.${column.id}`));
  visit(rule.assert.dependencies);
  visit(dependenciesOf(rule.when));
  const source = definitionAt(form, rule.path);
  // In a rule about groups, $rows are the rows of the group.
  ownOnly &&= rule.each === 'group' ? !mentions(source, ['$sheets']) : !readsOtherRows(source);
  const reading = { columns, ownOnly };
  readings.set(rule, reading);
  return reading;
}

const dependenciesOf = (logic: Condition | undefined): Iterable<string> =>
  typeof logic === 'object' ? logic.dependencies : [];

const readsOtherRows = (source: unknown): boolean => mentions(source, ['$rows', '$sheets', 'cell']);

/** Whether the logic reads rows or cells by one of these names. */
function mentions(source: unknown, names: readonly string[]): boolean {
  if (typeof source === 'string')
    return names.some((name) => name.startsWith('$') && source.startsWith(name));
  if (typeof source !== 'object' || source === null) return false;
  return Object.entries(source).some(([key, part]) => names.includes(key) || mentions(part, names));
}

function sourceOf(form: CompiledForm, column: CompiledColumn): unknown {
  const sheet = form.definition.sheets.find((other) => other.id === column.sheet);
  const source = sheet?.columns[column.index];
  return [source?.value, source?.enabled, source?.filter];
}

/** The rule's source by its JSON Pointer, which holds no escapes: only names of the format and indexes. */
function definitionAt(form: CompiledForm, pointer: string): unknown {
  const [, first = '', second = '', , fourth = ''] = pointer.split('/');
  const rules = first === 'rules' ? form.definition.rules : form.definition.sheets[Number(second)]?.rules;
  const rule = rules?.[Number(first === 'rules' ? second : fourth)];
  return rule ? [rule.assert, rule.when] : null;
}
