/** Finds the few rows that may have findings at a glance, and judges them as any row is judged. */
import type { CompiledRule } from '../../compile/types';
import type { Finding } from '../../types';
import { cellFindings } from '../cells';
import { keyFindings, keyGroupFindings, rowCountFindings } from '../rows';
import { type Judging, judgeUnit, ruleFindings, type Unit } from '../rules';
import { aggregate } from './aggregates';
import { type Grouping, groupRows, membersOf, oneGroup } from './grouping';
import type { LazySheet } from './lazy-sheet';
import { evaluateVerdict, type VectorScope } from './logic';
import { contextValue, type SheetBlock } from './sheet-block';
import { NO, type TextVector, UNKNOWN, type Vector, YES } from './vectors';

/** All findings of one sheet, in no order. */
export function batchFindings(judging: Judging, sheet: LazySheet): readonly Finding[] {
  const { state, locale } = judging;
  const { block } = sheet;
  const found: Finding[] = [...rowCountFindings(sheet, block.rows.length, locale)];
  for (let i = 0; i < block.rows.length; i++) {
    if (block.suspects[i] === 1) found.push(...cellFindings(state, sheet.rowAt(i), locale));
  }
  for (const finding of repeatedKeys(judging, sheet)) found.push(finding);
  for (const rule of sheet.sheet.rules) {
    for (const finding of ruleFindingsOf(judging, sheet, rule)) found.push(finding);
  }
  return found;
}

function repeatedKeys({ locale }: Judging, sheet: LazySheet): readonly Finding[] {
  const { key } = sheet.sheet;
  if (key.length === 0) return [];
  const grouping = groupBy(sheet.block, key);
  if (!grouping) return keyFindings(sheet, locale);
  const sizes = new Int32Array(grouping.size);
  for (const group of grouping.groupOf) if (group !== -1) sizes[group] = (sizes[group] ?? 0) + 1;
  if (sizes.every((size) => size === 1)) return [];
  return [...membersOf(grouping, (group) => (sizes[group] ?? 0) > 1).values()].flatMap((rows) =>
    keyGroupFindings(
      rows.map((row) => sheet.rowAt(row)),
      locale,
    ),
  );
}

function groupBy(block: SheetBlock, columns: CompiledRule['groupBy']): Grouping | null {
  const vectors: Vector[] = [];
  for (const column of columns) {
    const vector = block.vectors[column.index];
    if (!vector) return null;
    vectors.push(vector);
  }
  return groupRows(vectors, block.rows.length);
}

function ruleFindingsOf(judging: Judging, sheet: LazySheet, rule: CompiledRule): readonly Finding[] {
  const units = rule.each === 'row' ? suspectRows(judging, sheet, rule) : suspectGroups(judging, sheet, rule);
  return units ? units.flatMap((unit) => judgeUnit(judging, rule, unit)) : ruleFindings(judging, rule);
}

interface WrittenRule {
  readonly assert: unknown;
  readonly when?: unknown;
}

/** The rule as it is written: `/sheets/0/rules/3`. */
function writtenRule({ state }: Judging, rule: CompiledRule): WrittenRule | null {
  const [, , sheet, , index] = rule.path.split('/');
  return state.form.definition.sheets[Number(sheet)]?.rules?.[Number(index)] ?? null;
}

/** Where the rule may fail; null where that must be found row by row. */
function failing(written: WrittenRule, scope: VectorScope): readonly number[] | null {
  const assert = evaluateVerdict(written.assert, scope);
  if (!assert) return null;
  const found: number[] = [];
  const verdicts = assert.data;
  for (let i = 0; i < verdicts.length; i++) {
    const verdict = verdicts[i];
    if (verdict === NO || verdict === UNKNOWN) found.push(i);
  }
  if (found.length === 0 || written.when === undefined) return found;
  const when = evaluateVerdict(written.when, scope);
  return when && found.filter((i) => when.data[i] === YES || when.data[i] === UNKNOWN);
}

function suspectRows(judging: Judging, sheet: LazySheet, rule: CompiledRule): readonly Unit[] | null {
  const { block } = sheet;
  const written = writtenRule(judging, rule);
  if (!written || rule.reads.some((read) => read.row !== undefined)) return null;
  const rows = failing(written, block.scope);
  if (!rows) return null;
  return rows.map((row) => ({
    row: sheet.rowAt(row),
    get rows() {
      return sheet.rows;
    },
  }));
}

function suspectGroups(judging: Judging, sheet: LazySheet, rule: CompiledRule): readonly Unit[] | null {
  const { block } = sheet;
  const written = writtenRule(judging, rule);
  if (!written || rule.reads.some((read) => read.row !== undefined)) return null;
  const isGroup = rule.each === 'group';
  const grouping = isGroup ? groupBy(block, rule.groupBy) : oneGroup(block.rows.length);
  if (!grouping) return null;
  const groups = failing(written, groupScope(judging, block, rule, grouping));
  if (!groups) return null;
  if (!isGroup) return groups.length === 0 ? [] : [{ row: null, rows: sheet.rows }];
  const wanted = new Set(groups);
  return [...membersOf(grouping, (group) => wanted.has(group)).values()].map((members) => {
    const rows = members.map((row) => sheet.rowAt(row));
    return { row: rows[0] ?? null, rows };
  });
}

/** Names in a rule of groups are those of its key; of a whole sheet there are none. */
function groupScope(
  { state }: Judging,
  block: SheetBlock,
  rule: CompiledRule,
  grouping: Grouping,
): VectorScope {
  const [column] = rule.columns;
  const inner: VectorScope = { ...block.scope, ...(column ? { column: column.id } : {}) };
  // `$row` in an operator over rows is the group, not the row.
  const visited: VectorScope = {
    ...inner,
    variable: (name) => (name.startsWith('$row.') ? null : inner.variable(name)),
  };
  return {
    size: grouping.size,
    ...(column ? { column: column.id } : {}),
    aggregate: (name, args) => aggregate(name, args, visited, grouping),
    variable(name) {
      const known = contextValue(name, state.context, grouping.size);
      if (known) return known;
      const own = rule.groupBy.find((one) => one.id === (name.startsWith('$row.') ? name.slice(5) : name));
      const vector = own && block.vectors[own.index];
      return vector ? gathered(vector, grouping.first) : null;
    },
  };
}

/** The value of the first row of each group. */
function gathered(vector: Vector, first: Int32Array): Vector {
  switch (vector.kind) {
    case 'literal':
    case 'blank':
      return vector;
    case 'text': {
      const { dictionary }: TextVector = vector;
      return { kind: 'text', dictionary, data: first.map((row) => vector.data[row] ?? -1) };
    }
    case 'boolean':
      return { kind: 'boolean', data: Int8Array.from(first, (row) => vector.data[row] ?? UNKNOWN) };
    default:
      return { ...vector, data: Float64Array.from(first, (row) => vector.data[row] ?? NaN) };
  }
}
