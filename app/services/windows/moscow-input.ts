const shape = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;
const LAST_YEAR = 2100;

/** The instant of a day and time of Moscow as a browser's field gives it, `2026-11-30T18:00`; null for anything else. */
export function fromMoscowInput(text: string): Date | null {
  const [, year] = shape.exec(text) ?? [];
  if (year === undefined || Number(year) > LAST_YEAR) return null;
  const instant = new Date(`${text}:00+03:00`);
  // 31 February is no day.
  return !Number.isNaN(instant.getTime()) && toMoscowInput(instant) === text ? instant : null;
}

/** The other way round. Moscow has been three hours ahead of UTC since 2014. */
export const toMoscowInput = (instant: Date): string =>
  new Date(instant.getTime() + 3 * 3_600_000).toISOString().slice(0, 16);
