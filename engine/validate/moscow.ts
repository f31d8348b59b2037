const MOSCOW_OFFSET_MINUTES = 180;

/** The date in Moscow (UTC+3 the year round since 2014) of an instant, or a date as it stands. */
export function moscowDate(instant: string | undefined): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.exec(
    instant ?? '',
  );
  if (!match) return null;
  const [, date = '', hours, minutes = '0', zone = 'Z'] = match;
  if (hours === undefined) return date;
  const offset =
    zone === 'Z'
      ? 0
      : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  const minutesInMoscow = Number(hours) * 60 + Number(minutes) - offset + MOSCOW_OFFSET_MINUTES;
  return shiftDate(date, Math.floor(minutesInMoscow / 1440));
}

function shiftDate(iso: string, days: number): string {
  if (days === 0) return iso;
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  const lengths = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  const text = (y: number, m: number, d: number): string =>
    `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  if (days > 0) {
    if (day < (lengths[month - 1] ?? 31)) return text(year, month, day + 1);
    return month < 12 ? text(year, month + 1, 1) : text(year + 1, 1, 1);
  }
  if (day > 1) return text(year, month, day - 1);
  return month > 1 ? text(year, month - 1, lengths[month - 2] ?? 31) : text(year - 1, 12, 31);
}
