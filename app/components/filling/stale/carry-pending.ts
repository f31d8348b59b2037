/** What was entered into an older version of the form, as edits of the newer one. Loaded when a form has changed under the page. */
import type { Answers, CarryReport, CompiledForm, Edit } from 'engine';
import { applyEdits, carryAnswers, restoreEdits } from 'engine';

interface Pending {
  readonly from: CompiledForm;
  readonly to: CompiledForm;
  /** What the server has, as the page knows it: in the older version. */
  readonly confirmed: Answers;
  /** Unacknowledged edits in the order in which they apply. */
  readonly edits: readonly Edit[];
}

/**
 * Edits that do to carried answers what `edits` did to the old ones. What finds no place in the newer version stands at the end at
 * its old address: the server refuses it there, says so, and keeps it in its log.
 */
export function carryPending({ from, to, confirmed, edits }: Pending): readonly Edit[] {
  const entered = applyEdits(from, confirmed, edits).answers;
  const before = carryAnswers(from, to, confirmed);
  const after = carryAnswers(from, to, entered);
  const known = new Set(before.report.lost.map((lost) => JSON.stringify(lost)));
  const lost = after.report.lost.filter((one) => !known.has(JSON.stringify(one)));
  return [
    ...restoreEdits(to, before.answers, after.answers),
    ...lost.flatMap(atOldAddress),
    ...lostTexts(edits, to),
  ];
}

type LostValue = CarryReport['lost'][number];

const atOldAddress = ({ sheet, row, column, value }: LostValue): Edit[] =>
  row === undefined || column === undefined || value === undefined || value === null
    ? []
    : [{ kind: 'set', sheet, row, cells: { [column]: value } }];

/** Explanations of rules that the newer version does not have. */
const lostTexts = (edits: readonly Edit[], to: CompiledForm): Edit[] =>
  edits.filter((edit) => edit.kind === 'justify' && !to.ruleById.has(edit.rule));
