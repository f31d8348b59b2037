/** A Monday at least a week from now and the days after it, without Sundays, as people write them. */
export function workdays(count: number): string[] {
  const day = new Date(Date.now() + 7 * 86_400_000);
  const days: string[] = [];
  while (days.length < count) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCDay() === 0) continue;
    const [year, month, date] = day.toISOString().slice(0, 10).split('-');
    days.push(`${date}.${month}.${year}`);
  }
  return days;
}
