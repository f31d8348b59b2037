import type { Progress, ProgressPoint, ProgressStep } from '~/protocol/monitoring';

/** What happened in one hour or day; `at` is its beginning, null for all before the first one shown. */
export interface Counted {
  readonly at: Date | null;
  readonly begun: number;
  readonly submitted: number;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Moscow has been three hours ahead of UTC since October 2014, without summer time (IANA tz database). */
const MOSCOW_MS = 3 * HOUR;
const HOURS_SHOWN = 48;
/** A year of days is enough for the eye; a longer window shows its end. */
const DAYS_SHOWN = 366;

const floorMoscow = (ms: number, step: number): number =>
  Math.floor((ms + MOSCOW_MS) / step) * step - MOSCOW_MS;
const lengthOf = (step: ProgressStep): number => (step === 'hour' ? HOUR : DAY);

export interface Span {
  readonly step: ProgressStep;
  /** Beginning of the first step shown. */
  readonly from: Date;
  /** End of the last one: of the window, or of now after it. */
  readonly to: Date;
}

/** Days of the window, or the last 48 hours of it as far as it has come. */
export function spanOf(
  step: ProgressStep,
  { opensAt, closesAt, now }: { readonly opensAt: Date; readonly closesAt: Date; readonly now: Date },
): Span {
  const length = lengthOf(step);
  const first = floorMoscow(opensAt.getTime(), length);
  const reached = Math.max(first, Math.min(now.getTime(), closesAt.getTime()));
  const end =
    step === 'hour'
      ? floorMoscow(reached, length) + length
      : floorMoscow(closesAt.getTime() - 1, length) + length;
  const shown = step === 'hour' ? HOURS_SHOWN : DAYS_SHOWN;
  return {
    step,
    from: new Date(Math.max(first, end - shown * length)),
    to: new Date(Math.max(end, first + length)),
  };
}

interface Sums {
  begun: number;
  submitted: number;
}

/** Sums of what was counted up to the end of each step that has begun by `now`; steps without anything keep the sum before. */
function sumsOf(
  counted: readonly Counted[],
  { step, from, to }: Span,
  now: Date,
): readonly (Sums & { start: Date; at: Date; added: number })[] {
  const length = lengthOf(step);
  const byStart = new Map(counted.map((one) => [one.at?.getTime() ?? null, one]));
  const sums: Sums = { begun: byStart.get(null)?.begun ?? 0, submitted: byStart.get(null)?.submitted ?? 0 };
  const all = [];
  for (let start = from.getTime(); start < to.getTime() && start <= now.getTime(); start += length) {
    const one = byStart.get(start);
    sums.begun += one?.begun ?? 0;
    sums.submitted += one?.submitted ?? 0;
    all.push({
      ...sums,
      start: new Date(start),
      at: new Date(Math.min(start + length, now.getTime())),
      added: one?.submitted ?? 0,
    });
  }
  // What came after the window, within the grace of saving, belongs to its last step.
  const last = all.at(-1);
  const late = counted.filter(({ at }) => at !== null && at.getTime() >= to.getTime());
  if (last) {
    for (const one of late) {
      last.begun += one.begun;
      last.submitted += one.submitted;
      last.added += one.submitted;
    }
  }
  return all;
}

export const shareOf = (part: number, total: number): number => (total === 0 ? 0 : (part / total) * 100);

/** The course of a collection, with the shares of the territory above beside it. */
export function progressOf(
  span: Span,
  now: Date,
  own: { readonly counted: readonly Counted[]; readonly total: number },
  parent: { readonly counted: readonly Counted[]; readonly total: number } | null,
): Progress {
  const parents = parent && sumsOf(parent.counted, span, now);
  const points = sumsOf(own.counted, span, now).map((sum, i): ProgressPoint => ({
    start: sum.start.toISOString(),
    at: sum.at.toISOString(),
    begun: sum.begun,
    submitted: sum.submitted,
    added: sum.added,
    share: shareOf(sum.submitted, own.total),
    parentShare: parent && parents ? shareOf(parents[i]?.submitted ?? 0, parent.total) : null,
  }));
  return { step: span.step, from: span.from.toISOString(), to: span.to.toISOString(), points };
}
