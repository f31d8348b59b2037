/** The year of a day number (H. Hinnant, "chrono-compatible date algorithms", civil_from_days). */
export function yearOf(day: number): number {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const isAfterFebruary = Math.floor((5 * dayOfYear + 2) / 153) >= 10;
  return yearOfEra + era * 400 + (isAfterFebruary ? 1 : 0);
}
