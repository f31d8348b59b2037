import { type ChangeEffect, type ChangeKind, changeMessage } from '../diagnostics/change-messages';
import type { Locale } from '../types';

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

/** Where changes are written down. */
export class ChangeNotes {
  readonly changes: DefinitionChange[] = [];

  constructor(private readonly locale: Locale) {}

  add(kind: ChangeKind, effect: ChangeEffect, path: string, params: Readonly<Record<string, string>>): void {
    this.changes.push({ kind, path, effect, message: changeMessage(kind, params, this.locale) });
  }
}

/** Whether two pieces of a definition say the same; the order of properties says nothing. */
export const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

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
