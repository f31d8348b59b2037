import type { CompiledForm } from '../compile/types';
import type { Answers } from '../types';
import { bridgeBack } from './bridge';
import { type CarriedAnswers, lostValues, renamedParts } from './carry-answers';
import { type Pocket, type PocketCell, toPocket } from './pocket';
import type { Unplaced } from './move';
import { comeBack } from './way-back';
import { sameValue } from '../edits/lapse';

/**
 * Takes `carryAnswers(from, to, …)` back: answers to `to` as answers to `from` again. Without edits in between exactly the
 * former answers, with the pocket they had; edits made since survive: in place, or in `report.lost` and the pocket where
 * `from` has no place for them.
 */
export function restoreAnswers(
  from: CompiledForm,
  to: CompiledForm,
  answers: Answers,
  pocket: Pocket,
): CarriedAnswers {
  const bridge = bridgeBack(from, to);
  const back = comeBack(bridge, answers, pocket.cells, pocket.back);
  return {
    answers: back.answers,
    report: {
      lost: lostValues(back.unplaced, back.lostJustifications),
      converted: back.converted.filter(({ from: was, to: now }) => !sameValue(was, now)),
      renamed: renamedParts(bridge, answers),
    },
    pocket: pocketBefore(to, pocket.earlier, back.unplaced, back.cells),
  };
}

/** The pocket as it was, with what was written since into cells that `from` has not. */
function pocketBefore(
  to: CompiledForm,
  earlier: Pocket | undefined,
  unplaced: readonly Unplaced[],
  left: readonly PocketCell[],
): Pocket {
  const before = earlier ?? { cells: [] };
  const known = new Map(before.cells.map((cell) => [nameOf(cell), cell]));
  for (const cell of left) if (!known.has(nameOf(cell))) known.set(nameOf(cell), cell);
  for (const one of unplaced) {
    const [cell] = toPocket([one]);
    if (!cell) continue;
    const sheet = to.sheetById.get(one.sheet);
    const was = sheet && to.definition.sheets[sheet.index]?.columns.find(({ id }) => id === one.column)?.was;
    const former = [cell.column, was ?? cell.column].map((name) => nameOf({ ...cell, column: name }));
    const name = former.find((each) => known.has(each)) ?? nameOf(cell);
    const kept = known.get(name);
    known.set(name, kept ? { ...cell, column: kept.column } : cell);
  }
  return { ...before, cells: [...known.values()] };
}

const nameOf = ({ sheet, row, column }: PocketCell): string => JSON.stringify([sheet, row, column]);
