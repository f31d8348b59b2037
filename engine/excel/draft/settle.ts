import { checkDefinition } from '../../compile/check';
import type { FormDefinition } from '../../definition/generated/definition';
import { parseDefinition } from '../../definition/parse';
import type { Diagnostic, Locale } from '../../types';
import { type Json, Notes } from './types';

/** From where in the workbook a part of the definition came: by the beginning of its JSON Pointer. */
export type Origins = ReadonlyMap<string, { readonly sheet: string; readonly row: number }>;

/** Each round takes something out; definitions are finite. */
const MOST_ROUNDS = 200;

/**
 * A definition without errors: whatever the form language refuses is taken out, logic first, and noted with the row that it came
 * from. So a draft can always be opened, checked and filled.
 */
export function settle(draft: Json, origins: Origins, notes: Notes, locale: Locale): FormDefinition {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const parsed = parseDefinition(draft, locale);
    const problems = parsed.ok
      ? checkDefinition(parsed.value, {}, locale).filter(({ severity }) => severity === 'error')
      : parsed.error;
    const [first] = problems;
    if (parsed.ok && !first) return withoutDropped(parsed.value);
    if (!first || !takeOut(draft, first, origins, notes)) break;
  }
  throw new Error('a drafted definition could not be settled');
}

/** Rules that were taken out stand as harmless ones until the end, so that the others keep their numbers. */
function withoutDropped(definition: FormDefinition): FormDefinition {
  const isKept = ({ id }: { readonly id: string }): boolean => !id.startsWith(DROPPED);
  return {
    ...definition,
    sheets: definition.sheets.map((sheet) =>
      sheet.rules === undefined ? sheet : { ...sheet, rules: sheet.rules.filter(isKept) },
    ),
    ...(definition.rules === undefined ? {} : { rules: definition.rules.filter(isKept) }),
  };
}

const DROPPED = 'dropped_by_draft_';

/** Parts that may go without anything else. */
const REMOVABLE: ReadonlySet<string> = new Set([
  'enabled',
  'required',
  'value',
  'prefill',
  'filter',
  'min',
  'max',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'fractionDigits',
  'total',
  'hint',
  'group',
  'key',
  'readOnly',
  'list',
]);

function takeOut(draft: Json, { path, message }: Diagnostic, origins: Origins, notes: Notes): boolean {
  const steps = path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const at = cutAt(steps);
  if (at === 0) return false;
  const parent = walk(draft, steps.slice(0, at - 1));
  const last = steps[at - 1] ?? '';
  const place = originOf(steps, origins);
  notes.add(
    place.sheet,
    place.row,
    `«${last}» не перенесено: ${message}`,
    `"${last}" was not taken over: ${message}`,
  );
  if (Array.isArray(parent)) {
    const index = Number(last);
    // Places behind it must keep their numbers, so that other parts still know where they came from.
    if (!(index in parent)) return false;
    const isRule = steps[at - 2] === 'rules';
    parent.splice(index, 1, ...(isRule ? [HARMLESS(index)] : []));
    return true;
  }
  if (typeof parent !== 'object' || parent === null || !(last in parent)) return false;
  const record = parent as Json;
  Reflect.deleteProperty(record, last);
  if (last === 'list') record['type'] = 'text';
  return true;
}

const HARMLESS = (index: number): Json => ({
  id: `${DROPPED}${index + 1}`,
  severity: 'warning',
  when: false,
  assert: { '==': [{ var: '$today' }, { var: '$today' }] },
  message: '–',
});

/** Where a path is cut: at a part that may go alone, else at a whole rule, code or column. */
function cutAt(steps: readonly string[]): number {
  const removable = steps.findIndex((step, i) => i > 0 && REMOVABLE.has(step) && steps[i - 2] !== 'lists');
  if (removable >= 0) return removable + 1;
  const rules = steps.indexOf('rules');
  if (rules >= 0 && steps.length > rules + 1) return rules + 2;
  if (steps[0] === 'lists' && steps.length > 2) return 3;
  const columns = steps.indexOf('columns');
  return columns >= 0 && steps.length > columns + 1 ? columns + 2 : 0;
}

function walk(root: unknown, steps: readonly string[]): unknown {
  let found = root;
  for (const step of steps) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[step];
  }
  return found;
}

function originOf(
  steps: readonly string[],
  origins: Origins,
): { readonly sheet: string; readonly row: number } {
  for (let length = steps.length; length > 0; length--) {
    const found = origins.get(`/${steps.slice(0, length).join('/')}`);
    if (found) return found;
  }
  return { sheet: '', row: 0 };
}
