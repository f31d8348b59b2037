import type { CompiledForm } from '../compile/types';
import type { Answers, CellValue, Justification } from '../types';
import { type Bridge, bridgeBack, bridgeForward } from './bridge';
import { type ConvertedValue, moveJustification, moveSheets, type Unplaced } from './move';
import { emptyPocket, type Pocket, toPocket } from './pocket';
import { noteWayBack } from './way-back';

/** A value that found no place in the new version, at its old address. The text of a justification has no column. */
export interface LostValue {
  readonly sheet: string;
  readonly row?: string;
  readonly column?: string;
  readonly value?: CellValue;
}

export interface RenamedPart {
  readonly kind: 'sheet' | 'column' | 'row';
  /** The sheet's new name; absent where the sheet itself was renamed. */
  readonly sheet?: string;
  readonly from: string;
  readonly to: string;
}

export interface CarryReport {
  readonly lost: readonly LostValue[];
  readonly converted: readonly ConvertedValue[];
  readonly renamed: readonly RenamedPart[];
}

/** Answers in another version, what happened to them, and what the way back needs. */
export interface CarriedAnswers {
  readonly answers: Answers;
  readonly report: CarryReport;
  /** To be kept beside the answers as it is. */
  readonly pocket: Pocket;
}

/**
 * Answers to one version of a form as answers to another. Follows `was`, converts types where no value is lost, keeps what
 * cannot be read as it was typed. What finds no place stands in `report.lost` and, with all that `restoreAnswers` needs, in
 * `pocket`. Values of the pocket of an earlier carrying over are put where the new version has a place for them again.
 */
export function carryAnswers(
  from: CompiledForm,
  to: CompiledForm,
  answers: Answers,
  earlier?: Pocket,
): CarriedAnswers {
  const bridge = bridgeForward(from, to);
  const moved = moveSheets(bridge, answers.sheets);
  const { sheets, cells: kept } = emptyPocket(bridge, moved.sheets, earlier?.cells ?? []);
  const { justifications } = answers;
  const carried: Answers = {
    sheets,
    ...(justifications
      ? { justifications: justifications.flatMap((one) => moveJustification(bridge, one) ?? []) }
      : {}),
  };
  const lostTexts = (justifications ?? []).filter((one) => !moveJustification(bridge, one));
  const cells = [...kept, ...toPocket(moved.unplaced)];
  const back = noteWayBack(bridgeBack(from, to), answers, carried, cells);
  return {
    answers: carried,
    report: {
      lost: lostValues(moved.unplaced, lostTexts),
      converted: moved.converted,
      renamed: renamedParts(bridge, answers),
    },
    pocket: { cells, back, ...(earlier ? { earlier } : {}) },
  };
}

/** Removed rows were lost before: what they hold is kept in the pocket, and nobody is told. */
export function lostValues(
  unplaced: readonly Unplaced[],
  justifications: readonly Justification[],
): readonly LostValue[] {
  return [
    ...unplaced
      .filter(({ removed }) => !removed)
      .map(({ sheet, row, column, value }) => ({ sheet, row, column, value })),
    ...justifications.map(({ sheet = '', row, text }) => ({
      sheet,
      ...(row === undefined ? {} : { row }),
      value: text,
    })),
  ];
}

/** Parts with another name, of sheets that there are answers to. */
export function renamedParts(bridge: Bridge, answers: Answers): readonly RenamedPart[] {
  return Object.keys(answers.sheets).flatMap((id): readonly RenamedPart[] => {
    const over = bridge.sheets.get(id);
    if (!over) return [];
    const sheet = over.target.id;
    const renamed = (kind: 'column' | 'row', names: ReadonlyMap<string, string>): readonly RenamedPart[] =>
      [...names].flatMap(([was, now]) => (was === now ? [] : [{ kind, sheet, from: was, to: now }]));
    return [
      ...(sheet === id ? [] : [{ kind: 'sheet' as const, from: id, to: sheet }]),
      ...renamed('column', over.columns),
      ...renamed('row', over.rows),
    ];
  });
}
