import { randomUUID } from 'node:crypto';
import type { Answers, Edit, Row } from 'engine';
import type { DemoUnit } from './country';
import type { Random } from './random';

/** One entry of the log. */
export interface DemoChange {
  readonly at: Date;
  readonly edits: readonly Edit[];
}

/** What one organisation has done in a collection. */
export interface DemoSubmission {
  readonly id: string;
  readonly unit: DemoUnit;
  readonly status: 'not_started' | 'in_progress' | 'submitted';
  /** In order; applied to nothing they give the answers. */
  readonly changes: readonly DemoChange[];
  readonly answers: Answers;
  readonly submittedAt: Date | null;
}

export interface Spread {
  /** Shares from 0 to 1; the rest has not begun. */
  readonly submitted: number;
  readonly inProgress: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const nothing: Answers = { sheets: {} };

/** Who has done what so far, between the opening and `until`. */
export function demoSubmission(
  unit: DemoUnit,
  spread: Spread,
  window: { readonly opensAt: Date; readonly until: Date },
  makeAnswers: () => Answers,
  random: Random,
): DemoSubmission {
  const base = { id: randomUUID(), unit };
  const chance = random.next();
  if (chance >= spread.submitted + spread.inProgress) {
    return { ...base, status: 'not_started', changes: [], answers: nothing, submittedAt: null };
  }
  const isSubmitted = chance < spread.submitted;
  const answers = isSubmitted ? makeAnswers() : unfinished(makeAnswers(), random);
  // The last half hour is for checking and submitting.
  const end = window.until.getTime() - HOUR / 2;
  const startedAt = window.opensAt.getTime() + random.next() * (end - window.opensAt.getTime()) * 0.8;
  const changedAt = Math.min(end, startedAt + MINUTE + random.next() * 48 * HOUR);
  return {
    ...base,
    status: isSubmitted ? 'submitted' : 'in_progress',
    changes: historyOf(answers, new Date(startedAt), new Date(changedAt)),
    answers,
    submittedAt: isSubmitted ? new Date(changedAt + random.between(2, 25) * MINUTE) : null,
  };
}

/** Of the first sheet a part of the rows, the last of them half filled; nothing of the others. */
function unfinished(answers: Answers, random: Random): Answers {
  const [first] = Object.entries(answers.sheets);
  if (!first) return answers;
  const [sheet, rows] = first;
  const kept = rows.slice(0, random.between(1, rows.length));
  const last = kept.pop();
  if (last) kept.push({ id: last.id, cells: Object.fromEntries(Object.entries(last.cells).slice(0, 2)) });
  return { sheets: { [sheet]: kept } };
}

/** First the rows with their first column, chosen from a list; then everything else. */
function historyOf(answers: Answers, startedAt: Date, changedAt: Date): readonly DemoChange[] {
  const sheets = Object.entries(answers.sheets);
  const begun = (rows: readonly Row[]) =>
    rows.map(({ id, cells }) => ({ id, cells: Object.fromEntries(Object.entries(cells).slice(0, 1)) }));
  const inserted = sheets.map(([sheet, rows]): Edit => ({
    kind: 'insertRows',
    sheet,
    after: null,
    rows: begun(rows),
  }));
  const filled = sheets.flatMap(([sheet, rows]) =>
    rows.flatMap(({ id, cells }): Edit[] => {
      const rest = Object.entries(cells).slice(1);
      return rest.length === 0 ? [] : [{ kind: 'set', sheet, row: id, cells: Object.fromEntries(rest) }];
    }),
  );
  return [
    { at: startedAt, edits: inserted },
    ...(filled.length === 0 ? [] : [{ at: changedAt, edits: filled }]),
  ];
}
