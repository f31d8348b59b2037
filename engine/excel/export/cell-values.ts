/** Excel refuses longer cells. */
const LONGEST_TEXT = 32_767;
const MOSCOW_OFFSET_MS = 3 * 3_600_000;
const DAY_MS = 86_400_000;
/** 1970-01-01 as Excel counts days. */
const EPOCH_SERIAL = 25_569;

/** Text for a string cell: it holds nothing that XML forbids, and no more than Excel takes. */
export function textCell(text: string): string {
  const clean = text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/\r\n?/g, '\n');
  return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT - 1)}…` : clean;
}

/** The number of a stored day, or null for what is not one and for days that Excel does not know. */
export function dateSerial(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900-03-01') return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) ? null : ms / DAY_MS + EPOCH_SERIAL;
}

/** An instant as the wall clock in Moscow shows it; cells of Excel know no time zones. Null for what is no instant. */
export function moscowSerial(instant: string): number | null {
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? null : (ms + MOSCOW_OFFSET_MS) / DAY_MS + EPOCH_SERIAL;
}
