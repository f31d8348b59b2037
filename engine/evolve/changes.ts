import { type ChangeEffect, type ChangeKind, changeMessage } from '../diagnostics/change-messages';
import type { Locale } from '../types';
import { alike, type Renames } from './renames';

/** One difference between two versions of a definition. */
export interface DefinitionChange {
  readonly kind: ChangeKind;
  /** JSON Pointer into the new definition, or into the old one for what was removed. */
  readonly path: string;
  readonly effect: ChangeEffect;
  readonly message: string;
}

/** The same part in the old definition and in the new one, as JSON Pointers. */
export interface Place {
  readonly before: string;
  readonly now: string;
}

type Params = Readonly<Record<string, string>>;

/** Where changes are written down. */
export interface ChangeNotes {
  readonly changes: readonly DefinitionChange[];
  readonly renames: Renames;
  readonly add: (kind: ChangeKind, effect: ChangeEffect, path: string, params: Params) => void;
}

export function openNotes(locale: Locale, renames: Renames): ChangeNotes {
  const changes: DefinitionChange[] = [];
  const add: ChangeNotes['add'] = (kind, effect, path, params) =>
    changes.push({ kind, path, effect, message: changeMessage(kind, params, locale) });
  return { changes, renames, add };
}

/** The same part of two versions, with its properties. */
export interface Pair<T> {
  readonly from: T;
  readonly to: T;
  readonly at: Place;
}

/** Notes that a property differs; where the new version has it no longer, the path is that of the old one. */
export function noteProperty<T extends object>(
  notes: ChangeNotes,
  { from, to, at }: Pair<T>,
  property: keyof T & string,
  kind: ChangeKind,
  effect: ChangeEffect,
  params: Params,
): void {
  if (alike(from[property], to[property], notes.renames)) return;
  const place = to[property] === undefined ? at.before : at.now;
  notes.add(kind, effect, `${place}/${property}`, { ...params, property });
}

/** A part inside another, in both versions. */
export const inside = (
  { before, now }: Place,
  fromName: string | number,
  toName: string | number,
): Place => ({
  before: before + pointer(fromName),
  now: now + pointer(toName),
});

export const pointer = (...parts: readonly (string | number)[]): string =>
  parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Notes that members that lived on stand in another order. */
export function noteOrder(
  pairs: readonly { readonly fromIndex: number }[],
  path: string,
  name: string,
  notes: ChangeNotes,
): void {
  const isMoved = pairs.some(({ fromIndex }, i) => i > 0 && fromIndex < (pairs[i - 1]?.fromIndex ?? 0));
  if (isMoved) notes.add('order_changed', 'safe', path, { name });
}
