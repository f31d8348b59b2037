import type { Column } from '../definition/generated/definition';
import type { ChangeEffect } from '../diagnostics/change-messages';
import { type ChangeNotes, noteProperty, type Pair } from './changes';
import { alike } from './renames';

/** Conversions after which every value says what it said. */
const WIDENING: ReadonlySet<string> = new Set(['integer number', 'choice choices']);

/** Differences of a column that lives on. */
export function diffColumn(column: Pair<Column>, notes: ChangeNotes): void {
  const { from, to, at } = column;
  const name = to.id;
  if (from.id !== name) notes.add('column_renamed', 'safe', at.now, { from: from.id, name });
  if (from.type !== to.type) {
    const isSafe = to.type === 'text' || WIDENING.has(`${from.type} ${to.type}`);
    notes.add('type_changed', isSafe ? 'safe' : 'tightens', `${at.now}/type`, {
      name,
      fromType: from.type,
      toType: to.type,
    });
  }
  for (const property of ['title', 'group', 'hint'] as const)
    noteProperty(notes, column, property, 'text_changed', 'safe', { name });
  for (const property of ['width', 'total', 'prefill'] as const)
    noteProperty(notes, column, property, 'property_changed', 'safe', { name });
  for (const property of ['pattern', 'format', 'list', 'filter'] as const)
    noteProperty(notes, column, property, KINDS[property], to[property] === undefined ? 'safe' : 'tightens', {
      name,
    });
  diffConditions(column, notes);
  diffValue(column, notes);
  for (const [property, sign] of BOUNDS) diffBound(column, property, sign, notes);
}

const KINDS = {
  pattern: 'pattern_changed',
  format: 'pattern_changed',
  list: 'choices_changed',
  filter: 'choices_changed',
} as const;

/** What a property says where it is not there. */
const UNSAID = { required: false, enabled: true, readOnly: false } as const;

function diffConditions({ from, to, at }: Pair<Column>, notes: ChangeNotes): void {
  const kinds = {
    required: 'required_changed',
    enabled: 'enabled_changed',
    readOnly: 'property_changed',
  } as const;
  for (const property of ['required', 'enabled', 'readOnly'] as const) {
    const unsaid = UNSAID[property];
    const [before, now] = [from[property] ?? unsaid, to[property] ?? unsaid];
    if (alike(before, now, notes.renames)) continue;
    const place = to[property] === undefined ? at.before : at.now;
    notes.add(kinds[property], now === unsaid ? 'safe' : 'tightens', `${place}/${property}`, {
      name: to.id,
      property,
    });
  }
}

/** What is computed was never entered; what was entered has no place where it is computed. */
function diffValue(column: Pair<Column>, notes: ChangeNotes): void {
  const { from, to } = column;
  const params = { name: to.id };
  if (from.value === undefined) noteProperty(notes, column, 'value', 'value_added', 'loses', params);
  else if (to.value === undefined) noteProperty(notes, column, 'value', 'value_removed', 'safe', params);
  else noteProperty(notes, column, 'value', 'value_changed', 'tightens', params);
}

/** Bounds, and which way they grow tighter. A bound that is not there allows everything. */
const BOUNDS = [
  ['min', 1],
  ['minLength', 1],
  ['max', -1],
  ['maxLength', -1],
  ['fractionDigits', -1],
] as const;

type Bound = number | string | undefined;

function diffBound(
  column: Pair<Column>,
  property: (typeof BOUNDS)[number][0],
  sign: 1 | -1,
  notes: ChangeNotes,
): void {
  const [before, after] = [column.from[property], column.to[property]];
  noteProperty(notes, column, property, 'bound_changed', boundEffect(before, after, sign), {
    name: column.to.id,
    from: shownBound(before),
    to: shownBound(after),
  });
}

export const shownBound = (value: Bound): string => (value === undefined ? '–' : String(value));

export function boundEffect(before: Bound, after: Bound, sign: 1 | -1): ChangeEffect {
  if (after === undefined) return 'safe';
  if (before === undefined || typeof before !== typeof after) return 'tightens';
  return (after > before ? 1 : -1) === sign ? 'tightens' : 'safe';
}
