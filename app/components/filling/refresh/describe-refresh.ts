/** What «Сохранить черновик» changed of what is shown. Loaded when it is pressed. */
import type { Answers, CompiledForm, ValidationContext } from 'engine';
import { applyEdits, computeAnswers, prefillEdits } from 'engine';

interface Shown {
  readonly form: CompiledForm;
  readonly answers: Answers;
  readonly context: ValidationContext;
}

export interface RefreshedCells {
  /** Computed cells and footer totals with another value than before. */
  readonly recomputed: number;
  /** Cells that get a first value which was not shown before. */
  readonly filled: number;
}

type Values = Readonly<Record<string, unknown>>;

/** Compares what was shown with what the server says now; `after` is without first values that nobody has saved. */
export function describeRefresh(before: Shown, after: Shown): RefreshedCells {
  const edits = prefillEdits(after.form, after.answers, after.context);
  const answers = applyEdits(after.form, after.answers, edits).answers;
  const [old, fresh] = [
    computeAnswers(before.form, before.answers, before.context),
    computeAnswers(after.form, answers, after.context),
  ];
  let filled = 0;
  for (const edit of edits) {
    if (edit.kind !== 'set') continue;
    const row = before.answers.sheets[edit.sheet]?.find(({ id }) => id === edit.row);
    filled += Object.keys(edit.cells).filter((column) => !Object.hasOwn(row?.cells ?? {}, column)).length;
  }
  return {
    recomputed: differing(old.computed, fresh.computed) + differing(old.totals, fresh.totals),
    filled,
  };
}

/** Leaves of `fresh` that stand in `old` with another value. */
function differing(old: Values, fresh: Values): number {
  let count = 0;
  for (const [name, value] of Object.entries(fresh)) {
    const known = old[name];
    if (known === undefined) continue;
    if (isValues(value) && isValues(known)) count += differing(known, value);
    else if (JSON.stringify(value) !== JSON.stringify(known)) count += 1;
  }
  return count;
}

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('$raw' in value);
