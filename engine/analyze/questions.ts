/** Questions about rules, each asked of all rows without other errors. */
import type { CompiledForm, CompiledRule, CompiledSheet } from '../compile/types';
import { domainsOf } from './domains';
import { and, filled, type Formula } from './formula';
import { type Answer, type Budget, solve } from './solve';
import { type Goal, when } from './translate';
import { Vocabulary } from './vocabulary';

/** A rule as it is written; `$column` replaced. */
export interface Asked {
  readonly rule: CompiledRule;
  readonly assert: unknown;
  readonly when: unknown;
}

export interface Asker {
  readonly form: CompiledForm;
  readonly budget: Budget;
}

export interface Reply {
  readonly answer: Answer;
  readonly words: Vocabulary;
}

/** Asks whether a row without other errors can be as `build` says. */
export function ask(
  asker: Asker,
  sheet: CompiledSheet | null,
  build: (words: Vocabulary) => readonly Formula[],
): Reply {
  const words = new Vocabulary(asker.form, sheet);
  const goal = and(build(words));
  const answer = solve(and([goal, domainsOf(words)]), words, asker.budget);
  return { answer, words };
}

/** Where the rule is judged: its `when`, or all cells filled that it reads directly. */
export function judged({ rule, when: condition }: Asked, words: Vocabulary): Formula {
  if (rule.when) return when(condition, 'true', words);
  return and(
    rule.reads.flatMap(({ column, row }) => {
      const own = row === undefined && column.sheet === words.sheet?.id;
      const cell = own || row !== undefined ? words.cell(column, row) : undefined;
      return cell ? [filled(cell.name)] : [];
    }),
  );
}

/** The verdict about a row in which the rule is judged. */
export const verdict = (asked: Asked, goal: Goal, words: Vocabulary): Formula =>
  and([judged(asked, words), when(asked.assert, goal, words)]);

/** The rules of a form as they are written, by what they judge. */
export function askedOf(form: CompiledForm): readonly Asked[] {
  const all = [...form.sheets.flatMap((sheet) => sheet.rules), ...form.rules];
  return all.flatMap((rule) => {
    const written = writtenAt(form, rule.path);
    if (!written) return [];
    const [column] = rule.columns;
    const put = (logic: unknown): unknown => (column ? withColumn(logic, column.id) : logic);
    return [{ rule, assert: put(written.assert), when: put(written.when) }];
  });
}

function writtenAt(form: CompiledForm, pointer: string): { assert: unknown; when?: unknown } | undefined {
  const [, first = '', second = '', , fourth = ''] = pointer.split('/');
  const rules = first === 'rules' ? form.definition.rules : form.definition.sheets[Number(second)]?.rules;
  return rules?.[Number(first === 'rules' ? second : fourth)];
}

/** `$column` stands for the column that is judged, bare or inside `var`. */
function withColumn(logic: unknown, id: string): unknown {
  if (typeof logic === 'string') return logic.replaceAll('$column', id);
  if (Array.isArray(logic)) return logic.map((part) => withColumn(part, id));
  if (typeof logic !== 'object' || logic === null) return logic;
  return Object.fromEntries(Object.entries(logic).map(([name, part]) => [name, withColumn(part, id)]));
}
