import type { Column } from '../definition/generated/definition';
import type { ChangeEffect } from '../diagnostics/change-messages';
import { type ChangeNotes, same } from './changes';

/** Conversions after which every value says what it said. */
const WIDENING: ReadonlySet<string> = new Set(['integer number', 'choice choices']);

/** Differences of a column that lives on. */
export function diffColumn(from: Column, to: Column, path: string, notes: ChangeNotes): void {
  const name = to.id;
  if (from.id !== to.id) notes.add('column_renamed', 'safe', path, { from: from.id, name });
  if (from.type !== to.type) {
    const isSafe = to.type === 'text' || WIDENING.has(`${from.type} ${to.type}`);
    notes.add('type_changed', isSafe ? 'safe' : 'tightens', `${path}/type`, {
      name,
      from: from.type,
      to: to.type,
    });
  }
  for (const property of ['title', 'group', 'hint'] as const) {
    if (!same(from[property], to[property]))
      notes.add('text_changed', 'safe', `${path}/${property}`, { name });
  }
  for (const property of ['width', 'total', 'prefill'] as const) {
    if (!same(from[property], to[property]))
      notes.add('setting_changed', 'safe', `${path}/${property}`, { name: property });
  }
  if ((from.readOnly ?? false) !== (to.readOnly ?? false)) {
    notes.add('setting_changed', to.readOnly ? 'tightens' : 'safe', `${path}/readOnly`, { name: 'readOnly' });
  }
  diffConditions(from, to, path, notes);
  diffValue(from, to, path, notes);
  diffBounds(from, to, path, notes);
  for (const property of ['pattern', 'format'] as const) {
    if (from[property] === to[property]) continue;
    const effect = to[property] === undefined ? 'safe' : 'tightens';
    notes.add('pattern_changed', effect, `${path}/${property}`, { name, property });
  }
  for (const property of ['list', 'filter'] as const) {
    if (same(from[property], to[property])) continue;
    const effect = to[property] === undefined ? 'safe' : 'tightens';
    notes.add('choices_changed', effect, `${path}/${property}`, { name, property });
  }
}

function diffConditions(from: Column, to: Column, path: string, notes: ChangeNotes): void {
  const name = to.id;
  const required = [from.required ?? false, to.required ?? false];
  if (!same(required[0], required[1])) {
    notes.add('required_changed', required[1] === false ? 'safe' : 'tightens', `${path}/required`, { name });
  }
  const enabled = [from.enabled ?? true, to.enabled ?? true];
  if (!same(enabled[0], enabled[1])) {
    notes.add('enabled_changed', enabled[1] === true ? 'safe' : 'tightens', `${path}/enabled`, { name });
  }
}

function diffValue(from: Column, to: Column, path: string, notes: ChangeNotes): void {
  if (same(from.value, to.value)) return;
  const at = `${path}/value`;
  const name = to.id;
  if (from.value === undefined) notes.add('value_added', 'loses', at, { name });
  else if (to.value === undefined) notes.add('value_removed', 'safe', path, { name });
  else notes.add('value_changed', 'tightens', at, { name });
}

/** Bounds, and which way they grow tighter. A bound that is not there allows everything. */
const BOUNDS = [
  ['min', 1],
  ['minLength', 1],
  ['max', -1],
  ['maxLength', -1],
  ['fractionDigits', -1],
] as const;

function diffBounds(from: Column, to: Column, path: string, notes: ChangeNotes): void {
  for (const [property, sign] of BOUNDS) {
    const [before, after] = [from[property], to[property]];
    if (before === after) continue;
    const shown = (value: number | string | undefined): string => (value === undefined ? '–' : String(value));
    const at = after === undefined ? path : `${path}/${property}`;
    const params = { name: to.id, property, from: shown(before), to: shown(after) };
    notes.add('bound_changed', boundEffect(before, after, sign), at, params);
  }
}

function boundEffect(
  before: number | string | undefined,
  after: number | string | undefined,
  sign: 1 | -1,
): ChangeEffect {
  if (after === undefined) return 'safe';
  if (before === undefined || typeof before !== typeof after) return 'tightens';
  return (after > before ? 1 : -1) === sign ? 'tightens' : 'safe';
}
