/** Comparing pieces of two versions: what only follows a renaming says the same. */
import type { Code, FormDefinition, GivenRow, Sheet } from '../definition/generated/definition';
import { matchById } from './match';

/** Whether the second name is what the first one is called now. */
export type Renames = (before: string, now: string) => boolean;

interface Named {
  readonly id: string;
  readonly was?: string | undefined;
}

/** All names of sheets, columns, given rows and codes that `was` leads from. */
export function renamesBetween(from: FormDefinition, to: FormDefinition): Renames {
  const names = new Map<string, Set<string>>();
  const note = (before: readonly Named[], now: readonly Named[]): void => {
    for (const pair of matchById(before, now).pairs) {
      if (pair.from.id === pair.to.id) continue;
      const known = names.get(pair.from.id) ?? new Set();
      names.set(pair.from.id, known.add(pair.to.id));
    }
  };
  note(from.sheets, to.sheets);
  for (const { from: before, to: now } of matchById(from.sheets, to.sheets).pairs) {
    note(before.columns, now.columns);
    note(itemsOf(before), itemsOf(now));
  }
  for (const [id, list] of Object.entries(to.lists ?? {})) {
    const before = Object.hasOwn(from.lists ?? {}, id) ? from.lists?.[id] : undefined;
    if (Array.isArray(list) && Array.isArray(before)) note(before.map(named), list.map(named));
  }
  return (before, now) => names.get(before)?.has(now) ?? false;
}

export const named = (code: Code): Named & { readonly code: Code } => ({
  id: code.value,
  was: code.was,
  code,
});

const itemsOf = ({ rows }: Sheet): readonly GivenRow[] => (rows?.kind === 'fixed' ? rows.items : []);

/** Whether two pieces of a definition say the same, names apart; the order of properties says nothing. */
export function alike(before: unknown, now: unknown, renames: Renames): boolean {
  if (typeof before === 'string' && typeof now === 'string') return alikeText(before, now, renames);
  if (Array.isArray(before) && Array.isArray(now)) {
    return before.length === now.length && before.every((part, i) => alike(part, now[i], renames));
  }
  if (!isObject(before) || !isObject(now)) return before === now;
  const keys = Object.keys(now);
  return (
    keys.length === Object.keys(before).length &&
    Object.entries(before).every(([key, part]) => {
      const name = Object.hasOwn(now, key) ? key : keys.find((other) => renames(key, other));
      return name !== undefined && alike(part, now[name], renames);
    })
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A name, a path of names (`$sheets.staff`, `$row.name`), or a message with names as placeholders. */
function alikeText(before: string, now: string, renames: Renames): boolean {
  if (before === now || renames(before, now)) return true;
  const split = (text: string): readonly string[] => text.split(/(?<=\{)|(?=\})|\./);
  const [parts, others] = [split(before), split(now)];
  return (
    parts.length === others.length &&
    parts.every((part, i) => part === others[i] || (isInner(before) && renames(part, others[i] ?? '')))
  );
}

const isInner = (text: string): boolean => text.startsWith('$') || text.includes('{');
