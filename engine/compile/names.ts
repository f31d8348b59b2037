/** Names over time: what was called otherwise, and lists that nobody uses or whose labels say the same. */
import type { FormDefinition } from '../definition/generated/definition';
import { localize } from '../diagnostics/localize';
import type { LogicProblem } from '../rules/scope';
import type { CompiledForm, CompiledList } from './types';

interface Named {
  readonly id: string;
  readonly was?: string | undefined;
}

/** `was` may not name what is still there, and two things cannot have been the same one. */
export function wasProblems(definition: FormDefinition): readonly LogicProblem[] {
  const inLists = Object.entries(definition.lists ?? {}).flatMap(([id, list]) =>
    Array.isArray(list)
      ? wasAmong(
          list.map((code) => ({ id: code.value, was: code.was })),
          `/lists/${id}`,
        )
      : [],
  );
  const inSheets = definition.sheets.flatMap((sheet, i) => [
    ...wasAmong(sheet.columns, `/sheets/${i}/columns`),
    ...(sheet.rows?.kind === 'fixed' ? wasAmong(sheet.rows.items, `/sheets/${i}/rows/items`) : []),
  ]);
  return [...inLists, ...wasAmong(definition.sheets, '/sheets'), ...inSheets];
}

function wasAmong(things: readonly Named[], path: string): readonly LogicProblem[] {
  const living = new Set(things.map((thing) => thing.id));
  const claimed = new Set<string>();
  return things.flatMap((thing, i) => {
    if (thing.was === undefined) return [];
    const isTaken = living.has(thing.was) || claimed.has(thing.was);
    claimed.add(thing.was);
    return isTaken ? [{ code: 'was_living', path: `${path}/${i}/was`, params: { id: thing.was } }] : [];
  });
}

/** Lists that nobody uses, and labels by which nothing can be chosen. */
export function listProblems(form: CompiledForm): readonly LogicProblem[] {
  const used = new Set(
    form.sheets.flatMap((sheet) => [
      ...sheet.columns.map((column) => column.list?.id),
      ...(sheet.rows.kind === 'perCode' ? [sheet.rows.list] : []),
    ]),
  );
  return [...form.lists.values()].flatMap((list) => [
    ...(used.has(list.id)
      ? []
      : [{ code: 'unused_list', path: `/lists/${list.id}`, params: { list: list.id } }]),
    ...labelProblems(list, Array.isArray(form.definition.lists?.[list.id])),
  ]);
}

function labelProblems(list: CompiledList, isOwn: boolean): readonly LogicProblem[] {
  const labels = new Set<string>();
  return list.codes.flatMap((code, i) => {
    const label = localize(code.label, 'ru').trim();
    const name = label.toLowerCase();
    if (!labels.has(name)) {
      labels.add(name);
      return [];
    }
    const path = isOwn ? `/lists/${list.id}/${i}/label` : `/lists/${list.id}`;
    return [{ code: 'colliding_labels', path, params: { label } }];
  });
}
