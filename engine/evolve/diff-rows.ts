import type { FormDefinition, GivenRow, Rows, Sheet } from '../definition/generated/definition';
import type { ChangeEffect } from '../diagnostics/change-messages';
import { type ChangeNotes, inside, noteOrder, noteProperty, type Pair, type Place, pointer } from './changes';
import { boundEffect, shownBound } from './diff-columns';
import { matchById } from './match';
import { named } from './renames';

export interface Forms {
  readonly from: FormDefinition;
  readonly to: FormDefinition;
}

/** Differences of the rows that a sheet has. */
export function diffRows(sheet: Pair<Sheet>, forms: Forms, notes: ChangeNotes): void {
  const { from, to } = sheet;
  const before: Rows = from.rows ?? { kind: 'open' };
  const now: Rows = to.rows ?? { kind: 'open' };
  const at = { before: `${sheet.at.before}/rows`, now: `${sheet.at.now}/rows` };
  const name = to.id;
  if (before.kind === 'fixed' && now.kind === 'fixed') diffItems(before.items, now.items, to, at, notes);
  else if (before.kind === 'perCode' && now.kind === 'perCode') {
    const rows = { from: before, to: now, at };
    noteProperty(notes, rows, 'list', 'rows_changed', 'loses', { name });
    noteProperty(notes, rows, 'column', 'rows_changed', 'loses', { name });
    if (before.list === now.list) diffCodeRows(now.list, to, forms, notes);
  } else if (before.kind === 'open' && now.kind === 'open')
    diffCounts({ from: before, to: now, at }, name, notes);
  else {
    const place = to.rows === undefined ? at.before : at.now;
    notes.add('rows_changed', kindEffect(before, now), `${place}/kind`, { name, property: 'kind' });
  }
}

function kindEffect(before: Rows, now: Rows): ChangeEffect {
  if (now.kind !== 'open') return 'loses';
  const given = before.kind === 'fixed' ? before.items.length : 0;
  return (now.min ?? 0) > 0 || given > (now.max ?? MOST_ROWS) ? 'tightens' : 'safe';
}

const MOST_ROWS = 10_000;

type OpenRows = Extract<Rows, { kind: 'open' }>;

function diffCounts(rows: Pair<OpenRows>, name: string, notes: ChangeNotes): void {
  const { from, to } = rows;
  const count = (property: 'min' | 'max', effect: ChangeEffect): void => {
    const params = { name, from: shownBound(from[property]), to: shownBound(to[property]) };
    noteProperty(notes, rows, property, 'row_count_changed', effect, params);
  };
  count('min', boundEffect(from.min ?? 0, to.min ?? 0, 1));
  count('max', boundEffect(from.max ?? MOST_ROWS, to.max ?? MOST_ROWS, -1));
}

function diffItems(
  from: readonly GivenRow[],
  to: readonly GivenRow[],
  sheet: Sheet,
  rows: Place,
  notes: ChangeNotes,
): void {
  const { pairs, added, removed } = matchById(from, to);
  const items = inside(rows, 'items', 'items');
  for (const pair of pairs) {
    const row = { from: pair.from, to: pair.to, at: inside(items, pair.fromIndex, pair.toIndex) };
    const name = pair.to.id;
    if (pair.from.id !== name) notes.add('row_renamed', 'safe', row.at.now, { from: pair.from.id, name });
    noteProperty(notes, row, 'title', 'text_changed', 'safe', { name });
    noteProperty(notes, row, 'cells', 'cells_changed', givenEffect(row.from.cells, row.to.cells, notes), {
      name: sheet.id,
      row: name,
    });
  }
  for (const { to: row, toIndex } of added)
    notes.add('row_added', newRowEffect(sheet), `${items.now}/${toIndex}`, { name: row.id });
  for (const { from: row, fromIndex } of removed)
    notes.add('row_removed', 'loses', `${items.before}/${fromIndex}`, { name: row.id });
  noteOrder(pairs, items.now, sheet.id, notes);
}

/** Required cells of a new row are not filled yet, and rules may speak of it. */
const newRowEffect = (sheet: Sheet): ChangeEffect => (demandsFilling(sheet) ? 'tightens' : 'safe');

export function demandsFilling({ columns, cells, rules }: Sheet): boolean {
  const isRequired = ({ required }: { readonly required?: unknown }): boolean =>
    (required ?? false) !== false;
  return columns.some(isRequired) || (cells ?? []).some(isRequired) || (rules ?? []).length > 0;
}

/** Cells that the form gives now leave no place for what was entered there. */
function givenEffect(before: object | undefined, now: object | undefined, notes: ChangeNotes): ChangeEffect {
  const known = Object.keys(before ?? {});
  const isNew = (id: string): boolean => !known.some((other) => other === id || notes.renames(other, id));
  return Object.keys(now ?? {}).some(isNew) ? 'loses' : 'safe';
}

/** Rows for each code come and go with the codes. */
function diffCodeRows(list: string, sheet: Sheet, { from, to }: Forms, notes: ChangeNotes): void {
  const [before, now] = [from.lists?.[list], to.lists?.[list]];
  if (!Array.isArray(before) || !Array.isArray(now)) {
    const isSame = JSON.stringify(before) === JSON.stringify(now);
    if (!isSame)
      notes.add('rows_changed', 'loses', pointer('lists', list), { name: sheet.id, property: 'list' });
    return;
  }
  const { added, removed } = matchById(before.map(named), now.map(named));
  for (const { to: code, toIndex } of added)
    notes.add('row_added', newRowEffect(sheet), pointer('lists', list, toIndex), { name: code.id });
  for (const { from: code, fromIndex } of removed)
    notes.add('row_removed', 'loses', pointer('lists', list, fromIndex), { name: code.id });
}
