/** The form as a data grid of Form.io, judged by its headless core: conditions and rules are its JsonLogic. */
import type { Addressed } from '../agreement';
import { type Column, COLUMNS } from '../definition';
import { SHEET } from '../workload';
import { checksOf, isOfType, OPERATORS, readsOf, rowRules, variable } from './logic';
import type { Load, Peer, PeerForm } from './peer';
import { doGroupsHold, plainRows, repeatedCodes } from './plain-rows';

interface FieldError {
  readonly context: { readonly path: string };
}
interface Scope {
  readonly errors?: readonly FieldError[];
}
interface Process {
  processSync(context: unknown): Scope;
  readonly ProcessorMap: Readonly<Record<string, unknown>>;
}
interface Utils {
  readonly jsonLogic: { add_operation(name: string, run: unknown): void };
}

/** The form's names as Form.io gives them: cells of the row under `row`. */
function inRow(logic: unknown, own: string): unknown {
  if (Array.isArray(logic)) return logic.map((part) => inRow(part, own));
  if (typeof logic !== 'object' || logic === null) return logic;
  return Object.fromEntries(
    Object.entries(logic as Record<string, unknown>).map(([name, args]) =>
      name === 'var' ? [name, `row.${args === 'value' ? own : String(args)}`] : [name, inRow(args, own)],
    ),
  );
}

const isFilled = (name: string): unknown => ({ is_filled: [variable(`row.${name}`)] });

/** True where something read is blank, or where the logic holds. */
const unlessBlank = (reads: readonly string[], logic: unknown): unknown => ({
  if: [{ and: reads.map(isFilled) }, logic, true],
});

/** The first complaint of a cell, or true. */
function jsonOf(column: Column): unknown {
  const { id, title, type } = column;
  const complaints: unknown[] = [];
  const add = (logic: unknown, message: string): void => void complaints.push({ '!': [logic] }, message);
  if (column.required !== undefined && column.required !== true) {
    const mustBe = { and: [...readsOf(column.required).map(isFilled), inRow(column.required, id)] };
    add({ or: [isFilled(id), { '!': [mustBe] }] }, `Заполните «${title}».`);
  }
  add(unlessBlank([id], { is_of_type: [variable(`row.${id}`), type] }), 'Не то, что нужно.');
  for (const { logic, message } of checksOf(column)) add(unlessBlank([id], inRow(logic, id)), message);
  for (const { rule, column: at, reads, assert } of rowRules()) {
    if (at !== id) continue;
    const logic = rule.when === undefined ? assert : { if: [rule.when, assert, true] };
    add(unlessBlank(reads, inRow(logic, id)), rule.message);
  }
  return { if: [...complaints, true] };
}

const componentOf = (column: Column): unknown => ({
  type: 'textfield',
  input: true,
  key: column.id,
  label: column.title,
  validate: { required: column.required === true, json: jsonOf(column) },
  ...(column.enabled === undefined
    ? {}
    : {
        conditional: {
          json: { and: [...readsOf(column.enabled).map(isFilled), inRow(column.enabled, column.id)] },
        },
      }),
});

function open({ processSync, ProcessorMap }: Process): PeerForm {
  const components = [{ type: 'datagrid', input: true, key: SHEET, components: COLUMNS.map(componentOf) }];
  // Conditions are judged on the way: judged beforehand, they are searched for one by one.
  const processors = [ProcessorMap['validate']];
  return (answers) => {
    const rows = plainRows(answers);
    const data = { [SHEET]: rows };
    const form = { components };
    const scope = processSync({ form, components, data, processors, scope: { errors: [] }, config: {} });
    const at = (index: number, column: string): Addressed => ({
      code: 'rule',
      row: answers.sheets[SHEET][index]?.id ?? '',
      column,
    });
    const found = (scope.errors ?? []).map(({ context: { path } }) => {
      const [, index = '', column = ''] = /\[(\d+)\]\.(\w+)$/.exec(path) ?? [];
      return at(Number(index), column);
    });
    if (!doGroupsHold(rows)) found.push({ code: 'rule' });
    for (const index of repeatedCodes(rows)) found.push(at(index, 'code'));
    return found;
  };
}

export function formio(load: Load): Peer {
  const { jsonLogic } = load('@formio/core/utils') as Utils;
  for (const [name, run] of Object.entries(OPERATORS)) jsonLogic.add_operation(name, run);
  jsonLogic.add_operation('is_of_type', isOfType);
  jsonLogic.add_operation(
    'is_filled',
    (value: unknown) => value !== null && value !== undefined && value !== '',
  );
  const library = load('@formio/core/process') as Process;
  return {
    name: '@formio/core',
    sizes: [1000, 10_000],
    finds: 'rows',
    note: 'rules of groups and keys by code',
    open: () => open(library),
  };
}
