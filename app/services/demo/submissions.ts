import { randomUUID } from 'node:crypto';
import type { Answers, CellValue } from 'engine';
import type { DemoUnit } from './country';
import type { Random } from './random';

/** What one organisation has done in a collection, as rows of the database. */
export interface DemoSubmission {
  readonly id: string;
  readonly unit: DemoUnit;
  readonly status: 'not_started' | 'in_progress' | 'submitted';
  readonly startedAt: Date | null;
  readonly changedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly answers: Answers;
}

export interface Spread {
  /** Shares from 0 to 1; the rest has not begun. */
  readonly submitted: number;
  readonly inProgress: number;
}

const HOUR = 3_600_000;

/** Who has done what so far, between the opening and `until`. */
export function demoSubmission(
  unit: DemoUnit,
  spread: Spread,
  window: { readonly opensAt: Date; readonly until: Date },
  makeAnswers: () => Answers,
  random: Random,
): DemoSubmission {
  const chance = random.next();
  const status =
    chance < spread.submitted
      ? 'submitted'
      : chance < spread.submitted + spread.inProgress
        ? 'in_progress'
        : 'not_started';
  const base = { id: randomUUID(), unit, status } as const;
  if (status === 'not_started') {
    return { ...base, startedAt: null, changedAt: null, submittedAt: null, answers: { sheets: {} } };
  }
  const length = window.until.getTime() - window.opensAt.getTime();
  const startedAt = new Date(window.opensAt.getTime() + random.next() * length * 0.8);
  const changedAt = new Date(
    Math.min(window.until.getTime(), startedAt.getTime() + random.next() * 48 * HOUR),
  );
  return {
    ...base,
    startedAt,
    changedAt,
    submittedAt: status === 'submitted' ? changedAt : null,
    answers: makeAnswers(),
  };
}

/** Professions with numbers that agree with each other; all rules of the form hold. */
export function professionAnswers(
  professions: readonly string[],
  subjects: readonly string[],
  random: Random,
): Answers {
  const chosen = new Set(Array.from({ length: random.between(2, 9) }, () => random.pick(professions)));
  const rows = [...chosen].sort().map((profession) => {
    const budget = random.pick([0, 15, 20, 24, 25, 25, 50]);
    const paid = random.pick([0, 0, 3, 7, 12, 25]);
    const places = random.pick([0, 20, 25, 25, 50]);
    const cells: Record<string, CellValue> = {
      profession,
      profile1: random.pick(subjects),
      course: random.pick([1, 1, 1, 2]),
      students: budget + paid,
      budget,
      paid,
      places,
      applications: places + random.between(1, 40),
      exams: random.next() < 0.15,
    };
    if (random.next() < 0.6) cells['profile2'] = random.pick(subjects);
    return { id: randomUUID(), cells };
  });
  return { sheets: { professions: rows } };
}

/** Some days of tests for some subjects; all rules of the form hold. */
export function scheduleAnswers(subjects: readonly string[], from: Date, random: Random): Answers {
  const chosen = [...new Set(Array.from({ length: random.between(1, 4) }, () => random.pick(subjects)))];
  const rows = chosen.flatMap((subject) =>
    Array.from({ length: random.between(1, 3) }, (_, i) => {
      const participants = random.between(12, 90);
      return {
        id: randomUUID(),
        cells: {
          subject,
          date1: workday(from, 20 + i * 2 + random.between(0, 1)),
          rooms1: Math.ceil(participants / 15),
          participants1: participants,
          participants2: 0,
        },
      };
    }),
  );
  return { sheets: { paper: rows } };
}

/** A date some days later that is no Sunday, `YYYY-MM-DD`. */
function workday(from: Date, days: number): string {
  const date = new Date(from.getTime() + days * 24 * HOUR);
  const shifted = date.getUTCDay() === 0 ? new Date(date.getTime() + 24 * HOUR) : date;
  return shifted.toISOString().slice(0, 10);
}
