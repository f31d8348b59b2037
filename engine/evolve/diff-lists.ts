import type { Code, FormDefinition } from '../definition/generated/definition';
import { type ChangeNotes, noteOrder, pointer, same } from './changes';
import { matchById } from './match';

/** Differences of the lists of a form. */
export function diffLists(from: FormDefinition, to: FormDefinition, notes: ChangeNotes): void {
  const [before, after] = [from.lists ?? {}, to.lists ?? {}];
  for (const [id, list] of Object.entries(after)) {
    const path = pointer('lists', id);
    const old = Object.hasOwn(before, id) ? before[id] : undefined;
    if (!old) notes.add('list_added', 'safe', path, { name: id });
    else if (Array.isArray(old) && Array.isArray(list)) diffCodes(old, list, id, notes);
    else if (!same(old, list)) notes.add('list_changed', 'tightens', path, { name: id });
  }
  for (const id of Object.keys(before)) {
    if (!Object.hasOwn(after, id)) notes.add('list_removed', 'safe', pointer('lists', id), { name: id });
  }
}

function diffCodes(from: readonly Code[], to: readonly Code[], list: string, notes: ChangeNotes): void {
  const named = (codes: readonly Code[]): readonly { id: string; was: string | undefined; code: Code }[] =>
    codes.map((code) => ({ id: code.value, was: code.was, code }));
  const { pairs, added, removed } = matchById(named(from), named(to));
  const path = (index: number): string => pointer('lists', list, index);
  for (const pair of pairs) {
    const name = pair.to.id;
    const at = path(pair.toIndex);
    if (pair.from.id !== name) notes.add('code_renamed', 'safe', at, { list, from: pair.from.id, name });
    if (!same(pair.from.code.label, pair.to.code.label))
      notes.add('text_changed', 'safe', `${at}/label`, { name });
    if (!same(pair.from.code.attributes, pair.to.code.attributes)) {
      // Filters and rules may read them.
      notes.add('code_changed', 'tightens', at, { list, name });
    }
  }
  for (const { to: one, toIndex } of added)
    notes.add('code_added', 'safe', path(toIndex), { list, name: one.id });
  for (const { from: one, fromIndex } of removed) {
    notes.add('code_removed', 'tightens', path(fromIndex), { list, name: one.id });
  }
  noteOrder(pairs, pointer('lists', list), list, notes);
}
