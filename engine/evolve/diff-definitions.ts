import type { FormDefinition, Rows, Sheet } from '../definition/generated/definition';
import type { Locale } from '../types';
import type { ChangeEffect } from '../diagnostics/change-messages';
import { ChangeNotes, type DefinitionChange, noteOrder, type Place, pointer, same } from './changes';
import { diffColumn } from './diff-columns';
import { diffLists } from './diff-lists';
import { diffRules } from './diff-rules';
import { matchById } from './match';

/** Everything that differs between two versions of a form, and what it does to answers that were given. */
export function diffDefinitions(
  from: FormDefinition,
  to: FormDefinition,
  locale: Locale = 'ru',
): readonly DefinitionChange[] {
  const notes = new ChangeNotes(locale);
  for (const property of ['title', 'hint'] as const) {
    if (!same(from[property], to[property]))
      notes.add('text_changed', 'safe', pointer(property), { name: to.id });
  }
  for (const property of ['id', 'excelTemplate', 'previous'] as const) {
    if (!same(from[property], to[property]))
      notes.add('setting_changed', 'safe', pointer(property), { name: property });
  }
  diffLists(from, to, notes);
  const { pairs, added, removed } = matchById(from.sheets, to.sheets);
  for (const pair of pairs) {
    const at = { before: pointer('sheets', pair.fromIndex), now: pointer('sheets', pair.toIndex) };
    diffSheet(pair.from, pair.to, at, notes);
  }
  for (const { to: sheet, toIndex } of added) {
    // A sheet that must be filled makes finished reports unfinished.
    const effect = demandsRows(sheet) ? 'tightens' : 'safe';
    notes.add('sheet_added', effect, pointer('sheets', toIndex), { name: sheet.id });
  }
  for (const { from: sheet, fromIndex } of removed) {
    notes.add('sheet_removed', 'loses', pointer('sheets', fromIndex), { name: sheet.id });
  }
  noteOrder(pairs, '/sheets', to.id, notes);
  diffRules(from.rules ?? [], to.rules ?? [], { before: '/rules', now: '/rules' }, notes);
  return notes.changes;
}

function demandsRows({ rows, columns, rules }: Sheet): boolean {
  if (rows === undefined || rows.kind === 'open') return (rows?.min ?? 0) > 0;
  return columns.some((column) => (column.required ?? false) !== false) || (rules ?? []).length > 0;
}

function diffSheet(from: Sheet, to: Sheet, at: Place, notes: ChangeNotes): void {
  const name = to.id;
  if (from.id !== to.id) notes.add('sheet_renamed', 'safe', at.now, { from: from.id, name });
  for (const property of ['title', 'hint'] as const) {
    if (!same(from[property], to[property]))
      notes.add('text_changed', 'safe', `${at.now}/${property}`, { name });
  }
  diffRows(from, to, at, notes);
  const { pairs, added, removed } = matchById(from.columns, to.columns);
  const columns = `${at.now}/columns`;
  for (const pair of pairs) diffColumn(pair.from, pair.to, `${columns}/${pair.toIndex}`, notes);
  for (const { to: column, toIndex } of added) {
    const effect = (column.required ?? false) === false ? 'safe' : 'tightens';
    notes.add('column_added', effect, `${columns}/${toIndex}`, { name: column.id });
  }
  for (const { from: column, fromIndex } of removed) {
    // What was computed was never entered.
    const effect = column.value === undefined ? 'loses' : 'safe';
    notes.add('column_removed', effect, `${at.before}/columns/${fromIndex}`, { name: column.id });
  }
  noteOrder(pairs, columns, name, notes);
  if (!same(from.key ?? [], to.key ?? [])) {
    notes.add('key_changed', (to.key ?? []).length === 0 ? 'safe' : 'tightens', `${at.now}/key`, { name });
  }
  if (!same(from.cells ?? [], to.cells ?? []))
    notes.add('cells_changed', 'tightens', `${at.now}/cells`, { name });
  const rules = { before: `${at.before}/rules`, now: `${at.now}/rules` };
  diffRules(from.rules ?? [], to.rules ?? [], rules, notes);
}

function diffRows(from: Sheet, to: Sheet, at: Place, notes: ChangeNotes): void {
  const before: Rows = from.rows ?? { kind: 'open' };
  const now: Rows = to.rows ?? { kind: 'open' };
  const path = `${at.now}/rows`;
  if (before.kind === 'fixed' && now.kind === 'fixed') {
    const { pairs, added, removed } = matchById(before.items, now.items);
    for (const { from: row, to: next, toIndex } of pairs) {
      const place = `${path}/items/${toIndex}`;
      const name = next.id;
      if (row.id !== name) notes.add('row_renamed', 'safe', place, { from: row.id, name });
      if (!same(row.title, next.title)) notes.add('text_changed', 'safe', `${place}/title`, { name });
      if (!same(row.cells ?? {}, next.cells ?? {}))
        notes.add('cells_changed', givenEffect(row.cells, next.cells), place, { name: to.id });
    }
    // Required cells of a new row are not filled yet.
    for (const { to: row, toIndex } of added)
      notes.add('row_added', 'tightens', `${path}/items/${toIndex}`, { name: row.id });
    for (const { from: row, fromIndex } of removed) {
      notes.add('row_removed', 'loses', `${at.before}/rows/items/${fromIndex}`, { name: row.id });
    }
    noteOrder(pairs, `${path}/items`, to.id, notes);
  } else if (!same(before, now)) notes.add('rows_changed', rowsEffect(before, now), path, { name: to.id });
}

/** Cells that the form gives now leave no place for what was entered there. */
function givenEffect(before: object | undefined, now: object | undefined): ChangeEffect {
  return Object.keys(now ?? {}).some((id) => !Object.hasOwn(before ?? {}, id)) ? 'loses' : 'safe';
}

const MOST_ROWS = 10_000;

function rowsEffect(before: Rows, now: Rows): ChangeEffect {
  if (now.kind !== 'open') return 'loses';
  if (before.kind !== 'open') return 'safe';
  const isTighter = (now.min ?? 0) > (before.min ?? 0) || (now.max ?? MOST_ROWS) < (before.max ?? MOST_ROWS);
  return isTighter ? 'tightens' : 'safe';
}
