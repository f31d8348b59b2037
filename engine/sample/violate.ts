/** Answers that break just one rule: searched from answers that break none, then made as small as they can be. */
import { applyEdits } from '../edits/apply-edits';
import type { CompiledColumn, CompiledForm, CompiledRule, CompiledSheet } from '../compile/types';
import type { Answers, CellValue, Edit, Finding, Row, ValidationContext } from '../types';
import { openValidation } from '../validate/live/open-validation';
import { candidatesFor, literalsOf, type Literals } from './candidates';
import { writable } from './cells';

/** Trials of one search. */
const EFFORT = 4000;

interface Search {
  readonly form: CompiledForm;
  readonly rule: CompiledRule;
  readonly context: ValidationContext;
  readonly literals: Literals;
  readonly random: () => number;
}

interface Judged {
  readonly answers: Answers;
  readonly isBroken: boolean;
  /** Errors that are not the rule's own, and twice as little worth warnings. */
  readonly others: number;
}

/** Answers whose only findings of severity error, and warnings too where that can be, are those of the rule. Null where none were found. */
export function breakRule(
  form: CompiledForm,
  rule: CompiledRule,
  start: Answers,
  context: ValidationContext,
  random: () => number,
): Answers | null {
  const search: Search = { form, rule, context, literals: literalsOf(form), random };
  for (const first of [start, { sheets: {} }, ...crowded(search, start)]) {
    if (isStill(search, first) && hasNoWarnings(search, first)) return shrunk(search, first);
  }
  for (const first of [start, ...crowded(search, start).slice(-1)]) {
    const found = searched(search, first);
    if (found) return shrunk(search, found);
  }
  return null;
}

const isOwn = (finding: Finding, rule: CompiledRule): boolean => finding.rule === rule.id;

function judged(rule: CompiledRule, answers: Answers, findings: readonly Finding[]): Judged {
  let others = 0;
  let isBroken = false;
  for (const finding of findings) {
    if (isOwn(finding, rule)) isBroken ||= finding.code === 'rule';
    else others += finding.severity === 'error' ? 2 : 1;
  }
  return { answers, isBroken, others };
}

/** Steps that make things better or leave them; restarts where nothing helps for long. */
function searched(search: Search, start: Answers): Answers | null {
  const { form, rule, context, random } = search;
  let best: Judged | null = null;
  let left = EFFORT;
  while (left > 0) {
    const live = openValidation(form, start, context);
    let now = judged(rule, start, live.findings);
    for (let idle = 0; idle < 300 && left > 0; idle++) {
      const edits = moveFor(search, now);
      left--;
      if (edits.length === 0) continue;
      const before = live.answers;
      live.apply(edits);
      const next = judged(rule, live.answers, live.findings);
      if (costOf(next) < costOf(now)) idle = 0;
      // A step that changes nothing is taken now and then: it leads out of dead ends.
      if (costOf(next) < costOf(now) || (costOf(next) === costOf(now) && random() < 0.5)) now = next;
      else live.rebase(before);
      if (now.isBroken && now.others === 0) return now.answers;
    }
    if (now.isBroken && (!best || now.others < best.others)) best = now;
  }
  // Warnings beside it are allowed, errors are not.
  return best && hasNoErrors(search, best.answers) ? best.answers : null;
}

/** Many rows like one that differ in one cell which the rule reads: what rules about groups and whole sheets count. */
function crowded({ form, rule, literals, context }: Search, start: Answers): readonly Answers[] {
  const sheet = rule.sheet === undefined ? undefined : form.sheetById.get(rule.sheet);
  if (rule.each === 'row' || sheet?.rows.kind !== 'open') return [];
  const { max } = sheet.rows;
  const rows = start.sheets[sheet.id] ?? [];
  return sheet.columns.flatMap((column) => {
    const like = rows.find((row) => (row.cells[column.id] ?? null) !== null);
    if (!like || !isRead(rule, column) || rule.groupBy.includes(column)) return [];
    const values = [...new Set(candidatesFor(column, literals, context.today, 0))];
    return [2, 4, 6, 8, 12].flatMap((count) =>
      count > Math.min(values.length, max)
        ? []
        : [{ sheets: { ...start.sheets, [sheet.id]: rowsLike(like, column, values.slice(0, count)) } }],
    );
  });
}

const rowsLike = (like: Row, column: CompiledColumn, values: readonly CellValue[]): readonly Row[] =>
  values.map((value, i) => ({ id: `r${i + 1}`, cells: { ...like.cells, [column.id]: value } }));

function hasNoWarnings({ form, rule, context }: Search, answers: Answers): boolean {
  return openValidation(form, answers, context).findings.every((finding) => isOwn(finding, rule));
}

const costOf = ({ isBroken, others }: Judged): number => (isBroken ? 0 : 5) + others;

function hasNoErrors({ form, rule, context }: Search, answers: Answers): boolean {
  return openValidation(form, answers, context).findings.every(
    (finding) => finding.severity !== 'error' || isOwn(finding, rule),
  );
}

/** A cell of what the rule reads (or of what else is wrong) with another value, or a row like another. */
function moveFor(search: Search, now: Judged): readonly Edit[] {
  const { random } = search;
  const sheets = sheetsRead(search);
  const sheet = sheets[Math.floor(random() * sheets.length)];
  if (!sheet) return [];
  const rows = (now.answers.sheets[sheet.id] ?? []).filter((row) => !row.removed);
  const wantsRow = sheet.rows.kind === 'open' && rows.length < Math.min(sheet.rows.max, MOST_ROWS);
  const isAlone = search.rule.each === 'row';
  if (wantsRow && (rows.length === 0 || random() < (isAlone ? 0.03 : 0.25)))
    return copiedRow(search, sheet, rows);
  const row = rows[Math.floor(random() * rows.length)];
  return row ? changedCell(search, sheet, row, rows) : [];
}

const MOST_ROWS = 14;

function sheetsRead({ form, rule }: Search): readonly CompiledSheet[] {
  const logic = [rule.assert, rule.when];
  const names = logic.flatMap((one) => [
    ...(one?.dependencies ?? []),
    ...(one?.scoped ?? []),
    ...(one?.far ?? []),
  ]);
  const ids = new Set(names.map((name) => name.slice(0, name.indexOf('.'))));
  if (rule.sheet !== undefined) ids.add(rule.sheet);
  return form.sheets.filter((sheet) => ids.has(sheet.id));
}

function changedCell(search: Search, sheet: CompiledSheet, row: Row, rows: readonly Row[]): readonly Edit[] {
  const { random } = search;
  const read = sheet.columns.filter((column) => isRead(search.rule, column));
  // Mostly what the rule reads; now and then something else, such as what switches a cell on.
  const columns = read.length > 0 && random() < 0.75 ? read : sheet.columns;
  const free = columns.filter((column) => writable(sheet, row.id, column));
  const column = free[Math.floor(random() * free.length)];
  if (!column) return [];
  const value = anyValue(search, column, rows);
  return [{ kind: 'set', sheet: sheet.id, row: row.id, cells: { [column.id]: value } }];
}

function isRead({ assert, when, groupBy }: CompiledRule, column: CompiledColumn): boolean {
  const name = `${column.sheet}.${column.id}`;
  return assert.dependencies.has(name) || (when?.dependencies.has(name) ?? false) || groupBy.includes(column);
}

function anyValue(
  { literals, context, random }: Search,
  column: CompiledColumn,
  rows: readonly Row[],
): CellValue {
  const values = candidatesFor(column, literals, context.today, Math.floor(random() * 12)).slice(0, 60);
  if (random() < 0.12) return null;
  if (random() < 0.2) return rows[Math.floor(random() * rows.length)]?.cells[column.id] ?? null;
  return values[Math.floor(random() * values.length)] ?? null;
}

/** A row like another but for one cell that the rule reads, and for the key. */
function copiedRow(search: Search, sheet: CompiledSheet, rows: readonly Row[]): readonly Edit[] {
  const { random, rule } = search;
  const like = rows[Math.floor(random() * rows.length)];
  const cells: Record<string, CellValue> = { ...like?.cells };
  const varied = sheet.columns.filter(
    (column) => (isRead(rule, column) && !rule.groupBy.includes(column)) || sheet.key.includes(column),
  );
  const column = varied[Math.floor(random() * varied.length)];
  if (column && writable(sheet, '', column)) cells[column.id] = anyValue(search, column, rows);
  const ids = new Set(rows.map((row) => row.id));
  let number = rows.length + 1;
  while (ids.has(`r${number}`)) number++;
  return [
    {
      kind: 'insertRows',
      sheet: sheet.id,
      after: rows.at(-1)?.id ?? null,
      rows: [{ id: `r${number}`, cells }],
    },
  ];
}

/** Takes away whatever is not needed: rows first, then cells. */
function shrunk(search: Search, answers: Answers): Answers {
  const { form } = search;
  let now = withoutTombstones(answers);
  const attempt = (edits: readonly Edit[]): void => {
    const next = withoutTombstones(applyEdits(form, now, edits).answers);
    if (isStill(search, next)) now = next;
  };
  for (const sheet of form.sheets) {
    if (sheet.rows.kind !== 'open') continue;
    for (const { id } of [...(now.sheets[sheet.id] ?? [])].reverse()) {
      attempt([{ kind: 'removeRows', sheet: sheet.id, rows: [id] }]);
    }
  }
  for (const sheet of form.sheets) {
    for (const row of now.sheets[sheet.id] ?? []) {
      for (const [column, value] of Object.entries(row.cells)) {
        if (value !== null)
          attempt([{ kind: 'set', sheet: sheet.id, row: row.id, cells: { [column]: null } }]);
      }
    }
  }
  return tidy(now);
}

function isStill({ form, rule, context }: Search, answers: Answers): boolean {
  const { findings } = openValidation(form, answers, context);
  const { isBroken } = judged(rule, answers, findings);
  return isBroken && findings.every((finding) => finding.severity !== 'error' || isOwn(finding, rule));
}

const withoutTombstones = (answers: Answers): Answers => ({
  sheets: Object.fromEntries(
    Object.entries(answers.sheets).map(([id, rows]) => [id, rows.filter((row) => !row.removed)]),
  ),
});

/** Without blank cells, and without given rows in which nothing stands. */
const tidy = (answers: Answers): Answers => ({
  sheets: Object.fromEntries(
    Object.entries(answers.sheets).map(([id, rows]) => [
      id,
      rows.flatMap((row) => {
        const cells = Object.fromEntries(Object.entries(row.cells).filter(([, value]) => value !== null));
        return Object.keys(cells).length > 0 ? [{ id: row.id, cells }] : [];
      }),
    ]),
  ),
});
