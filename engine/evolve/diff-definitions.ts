import type { Column, FormDefinition, Sheet } from '../definition/generated/definition';
import type { ChangeEffect } from '../diagnostics/change-messages';
import type { Locale } from '../types';
import {
  type ChangeNotes,
  type DefinitionChange,
  inside,
  noteOrder,
  noteProperty,
  openNotes,
  type Pair,
  pointer,
} from './changes';
import { diffCells } from './diff-cells';
import { diffColumn } from './diff-columns';
import { diffLists } from './diff-lists';
import { demandsFilling, diffRows, type Forms } from './diff-rows';
import { diffRules } from './diff-rules';
import { matchById } from './match';
import { alike, renamesBetween } from './renames';

/** Everything that differs between two versions of a form, and what it does to answers that were given. */
export function diffDefinitions(
  from: FormDefinition,
  to: FormDefinition,
  locale: Locale = 'ru',
): readonly DefinitionChange[] {
  const notes = openNotes(locale, renamesBetween(from, to));
  const form = { from, to, at: { before: '', now: '' } };
  for (const property of ['title', 'hint'] as const)
    noteProperty(notes, form, property, 'text_changed', 'safe', { name: to.id });
  for (const property of ['id', 'excelTemplate'] as const)
    noteProperty(notes, form, property, 'setting_changed', 'safe', {});
  noteProperty(notes, form, 'previous', 'setting_changed', readsPrevious(to) ? 'tightens' : 'safe', {});
  diffLists(from, to, notes);
  diffSheets({ from, to }, notes);
  const rules = inside(form.at, 'rules', 'rules');
  diffRules(from.rules ?? [], to.rules ?? [], rules, to.id, notes);
  return notes.changes;
}

const readsPrevious = (form: FormDefinition): boolean => JSON.stringify(form).includes('"$previous');

function diffSheets(forms: Forms, notes: ChangeNotes): void {
  const { from, to } = forms;
  const { pairs, added, removed } = matchById(from.sheets, to.sheets);
  const sheets = { before: '/sheets', now: '/sheets' };
  for (const pair of pairs) {
    const at = inside(sheets, pair.fromIndex, pair.toIndex);
    diffSheet({ from: pair.from, to: pair.to, at }, forms, notes);
  }
  for (const { to: sheet, toIndex } of added) {
    // A sheet that must be filled makes finished reports unfinished.
    const effect = demandsRows(sheet) ? 'tightens' : 'safe';
    notes.add('sheet_added', effect, pointer('sheets', toIndex), { name: sheet.id });
  }
  for (const { from: sheet, fromIndex } of removed)
    notes.add('sheet_removed', 'loses', pointer('sheets', fromIndex), { name: sheet.id });
  noteOrder(pairs, '/sheets', to.id, notes);
}

function demandsRows(sheet: Sheet): boolean {
  const { rows, rules } = sheet;
  if (rows !== undefined && rows.kind !== 'open') return demandsFilling(sheet);
  return (rows?.min ?? 0) > 0 || (rules ?? []).some(({ each }) => each === 'sheet' || each === 'column');
}

function diffSheet(sheet: Pair<Sheet>, forms: Forms, notes: ChangeNotes): void {
  const { from, to, at } = sheet;
  const name = to.id;
  if (from.id !== name) notes.add('sheet_renamed', 'safe', at.now, { from: from.id, name });
  for (const property of ['title', 'hint'] as const)
    noteProperty(notes, sheet, property, 'text_changed', 'safe', { name });
  diffRows(sheet, forms, notes);
  diffColumns(sheet, notes);
  noteProperty(notes, sheet, 'key', 'key_changed', keyEffect(from, to, notes), { name });
  diffCells(from.cells ?? [], to.cells ?? [], inside(at, 'cells', 'cells'), name, notes);
  diffRules(from.rules ?? [], to.rules ?? [], inside(at, 'rules', 'rules'), name, notes);
}

function diffColumns({ from, to, at }: Pair<Sheet>, notes: ChangeNotes): void {
  const { pairs, added, removed } = matchById(from.columns, to.columns);
  const columns = inside(at, 'columns', 'columns');
  for (const pair of pairs)
    diffColumn({ from: pair.from, to: pair.to, at: inside(columns, pair.fromIndex, pair.toIndex) }, notes);
  for (const { to: column, toIndex } of added)
    notes.add('column_added', addedEffect(column), `${columns.now}/${toIndex}`, { name: column.id });
  for (const { from: column, fromIndex } of removed) {
    // What was computed was never entered.
    const effect = column.value === undefined ? 'loses' : 'safe';
    notes.add('column_removed', effect, `${columns.before}/${fromIndex}`, { name: column.id });
  }
  noteOrder(pairs, columns.now, to.id, notes);
}

/** A column that must be filled, or that computes what may be out of bounds. */
function addedEffect({ required, value, min, max, prefill }: Column): ChangeEffect {
  const isBounded = (value ?? prefill) !== undefined && (min ?? max) !== undefined;
  return (required ?? false) !== false || isBounded ? 'tightens' : 'safe';
}

/** Rows that differ in some columns differ in more of them. */
function keyEffect(from: Sheet, to: Sheet, notes: ChangeNotes): ChangeEffect {
  const now = to.key ?? [];
  const before = from.key ?? [];
  const isKept = before.every((id) => now.some((other) => alike(id, other, notes.renames)));
  return now.length === 0 || (before.length > 0 && isKept) ? 'safe' : 'tightens';
}
