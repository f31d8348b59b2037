import { randomUUID } from 'node:crypto';
import type { Answers, Cells, CellValue, Row } from 'engine';
import type { Random } from './random';

const DAY = 86_400_000;

const rowOf = (cells: Cells): Row => ({ id: randomUUID(), cells });

/** At most `count` different items. */
const some = (items: readonly string[], count: number, random: Random): readonly string[] => [
  ...new Set(Array.from({ length: count }, () => random.pick(items))),
];

/** Professions with numbers that agree with each other; all rules of the form hold. */
export function professionAnswers(
  professions: readonly string[],
  subjects: readonly string[],
  random: Random,
): Answers {
  const rows = [...some(professions, random.between(2, 9), random)].sort().map((profession) => {
    const budget = random.pick([0, 15, 20, 24, 25, 25, 50]);
    const paid = random.pick(budget === 0 ? [8, 12, 25] : [0, 0, 3, 7, 12, 25]);
    const places = budget === 0 ? 0 : budget + random.pick([0, 0, 0, 1, 5]);
    const cells: Record<string, CellValue> = {
      profession,
      profile1: random.pick(subjects),
      course: random.pick([1, 1, 1, 2]),
      students: budget + paid,
      budget,
      paid,
      places,
      applications: places + random.between(4, 60),
      exams: random.next() < 0.15,
    };
    if (random.next() < 0.6) cells['profile2'] = random.pick(subjects);
    return rowOf(cells);
  });
  return { sheets: { professions: rows } };
}

/** Codes that each sheet of the schedule offers, without the one for not taking part. */
export interface ScheduleSubjects {
  readonly paper: readonly string[];
  readonly meta: readonly string[];
  readonly computer: readonly string[];
}

/** Days of tests on all three sheets, or that the college takes no part in one; all rules of the form hold. */
export function scheduleAnswers(subjects: ScheduleSubjects, from: Date, random: Random): Answers {
  const none = [rowOf({ subject: 'none' })];
  const days = (codes: readonly string[], firstDay: number): readonly Row[] =>
    codes.flatMap((subject, i) =>
      Array.from({ length: random.between(1, 3) }, (_, j) =>
        scheduleRow(subject, from, firstDay + i + j * 3, random),
      ),
    );
  const { paper, meta, computer } = subjects;
  return {
    sheets: {
      paper: days(some(paper, random.between(1, 4), random), 16),
      meta: random.next() < 0.5 ? none : days(meta, 24),
      computer: random.next() < 0.4 ? none : days(some(computer, random.between(1, 2), random), 28),
    },
  };
}

function scheduleRow(subject: string, from: Date, day: number, random: Random): Row {
  const first = random.between(12, 90);
  const second = random.next() < 0.4 ? 0 : random.between(10, 60);
  return rowOf({
    subject,
    date1: workday(from, day),
    rooms1: Math.ceil(first / 15),
    participants1: first,
    ...(second === 0 ? {} : { date2: workday(from, day + 1), rooms2: Math.ceil(second / 15) }),
    participants2: second,
  });
}

/** A date some days later that is no Sunday, `YYYY-MM-DD`. */
function workday(from: Date, days: number): string {
  const date = new Date(from.getTime() + days * DAY);
  const shifted = date.getUTCDay() === 0 ? new Date(date.getTime() + DAY) : date;
  return shifted.toISOString().slice(0, 10);
}
