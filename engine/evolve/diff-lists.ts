import type { Code, FormDefinition } from '../definition/generated/definition';
import { type ChangeNotes, inside, noteOrder, noteProperty, pointer } from './changes';
import { matchById } from './match';
import { named } from './renames';

/** Differences of the lists of a form. */
export function diffLists(from: FormDefinition, to: FormDefinition, notes: ChangeNotes): void {
  const [before, after] = [from.lists ?? {}, to.lists ?? {}];
  for (const [id, list] of Object.entries(after)) {
    const path = pointer('lists', id);
    const old = Object.hasOwn(before, id) ? before[id] : undefined;
    if (!old) notes.add('list_added', 'safe', path, { name: id });
    else if (Array.isArray(old) && Array.isArray(list)) diffCodes(old, list, id, notes);
    else if (JSON.stringify(old) !== JSON.stringify(list))
      notes.add('list_changed', 'tightens', path, { name: id });
  }
  for (const id of Object.keys(before)) {
    if (!Object.hasOwn(after, id)) notes.add('list_removed', 'safe', pointer('lists', id), { name: id });
  }
}

function diffCodes(from: readonly Code[], to: readonly Code[], list: string, notes: ChangeNotes): void {
  const { pairs, added, removed } = matchById(from.map(named), to.map(named));
  const codes = pointer('lists', list);
  for (const { from: before, to: now, fromIndex, toIndex } of pairs) {
    const at = inside({ before: codes, now: codes }, fromIndex, toIndex);
    const name = now.id;
    if (before.id !== name) notes.add('code_renamed', 'safe', at.now, { list, from: before.id, name });
    const code = { from: before.code, to: now.code, at };
    noteProperty(notes, code, 'label', 'text_changed', 'safe', { name });
    // Filters and rules may read them.
    noteProperty(notes, code, 'attributes', 'code_changed', 'tightens', { list, name });
  }
  for (const { to: one, toIndex } of added)
    notes.add('code_added', 'safe', `${codes}/${toIndex}`, { list, name: one.id });
  for (const { from: one, fromIndex } of removed)
    notes.add('code_removed', 'tightens', `${codes}/${fromIndex}`, { list, name: one.id });
  noteOrder(pairs, codes, list, notes);
}
