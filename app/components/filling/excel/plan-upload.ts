import { applyEdits, type Finding, type MergePlan, planMerge, validateAnswers } from 'engine';
import type { WorkbookMark, WorkbookReadReply } from '~/protocol/workbook';
import type { FillingSession } from '../session/filling-session';

export interface UploadChoices {
  readonly mode: 'merge' | 'replace';
  readonly removeAbsent: boolean;
  /** Cells that were changed in the draft as well are taken from the file. */
  readonly fileWins: boolean;
}

/** A finding as the draft would have it, with its cell in the file where it has one. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly worksheet: string | null;
  /** `C14`. */
  readonly address: string | null;
}

export interface UploadPlan {
  readonly merge: MergePlan;
  /** Cells and rows that change. */
  readonly changes: number;
  readonly findings: readonly PlacedFinding[];
  readonly errors: number;
  readonly warnings: number;
}

/** What a file would do to the draft as it is shown now, and what would then be wrong. Changes nothing. */
export function planUpload(
  session: FillingSession,
  reply: WorkbookReadReply,
  choices: UploadChoices,
): UploadPlan {
  const { form, live } = session;
  const merge = planMerge(form, live.answers, reply.sheets, {
    ...choices,
    newRowId: session.newRowId,
    ...(reply.base ? { base: reply.base } : {}),
  });
  const { answers } = applyEdits(form, live.answers, merge.edits);
  const findings = validateAnswers(form, answers, session.context()).map((finding) =>
    placed(finding, merge, reply),
  );
  const removed = choices.removeAbsent ? merge.sheets.reduce((sum, one) => sum + one.absent.length, 0) : 0;
  return {
    merge,
    changes: merge.sheets.reduce((sum, one) => sum + one.added.length + cellCount(one.changed), removed),
    findings,
    errors: findings.filter(({ finding }) => finding.severity === 'error').length,
    warnings: findings.filter(({ finding }) => finding.severity === 'warning').length,
  };
}

const cellCount = (rows: readonly { readonly cells: readonly unknown[] }[]): number =>
  rows.reduce((sum, { cells }) => sum + cells.length, 0);

function placed(finding: Finding, { places }: MergePlan, reply: WorkbookReadReply): PlacedFinding {
  const sheet = reply.sheets.find((one) => one.sheet === finding.sheet);
  const number = places.get(finding.sheet ?? '')?.get(finding.row ?? '');
  const letter = sheet?.letters[finding.column ?? ''];
  const isCell = number !== undefined && number > 0 && letter !== undefined;
  return {
    finding,
    worksheet: sheet?.worksheet ?? null,
    address: isCell ? `${letter}${number}` : null,
  };
}

/** More than anybody corrects in one go. */
const MOST_MARKS = 20_000;

/** What is to be marked in a copy of the file. */
export const marksOf = ({ findings }: UploadPlan): readonly WorkbookMark[] =>
  findings
    .flatMap(({ finding, worksheet, address }): readonly WorkbookMark[] =>
      worksheet === null || worksheet === ''
        ? []
        : [{ worksheet, address, severity: finding.severity, message: finding.message }],
    )
    .slice(0, MOST_MARKS);
