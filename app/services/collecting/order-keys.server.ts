/**
 * Fractional order keys of table rows: texts of base-62 digits that compare byte by byte. The first six digits count whole steps,
 * so that rows added at either end get short keys; what follows them is a fraction without trailing zeros. All keys are
 * therefore different numbers, and between any two there is always another.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
const WHOLE_DIGITS = 6;
const LAST_WHOLE = BASE ** WHOLE_DIGITS - 1;
const FIRST_KEY = Math.floor(LAST_WHOLE / 2);
/** Left free between rows that are added one after another, so that rows between them get short keys too. */
const STEP = 2 ** 16;

/**
 * `count` new keys in ascending order, all after `before` and before `after`; `null` leaves that side open. Both must be keys
 * made here, the first less than the second.
 */
export function orderKeysBetween(before: string | null, after: string | null, count: number): string[] {
  if (before !== null && after !== null && before >= after) {
    throw new RangeError(`no key fits between ${before} and ${after}`);
  }
  return wholeKeys(before, after, count) ?? divide(before, after, count);
}

/** Keys without fractions, where there are enough of them. */
function wholeKeys(before: string | null, after: string | null, count: number): string[] | null {
  const low = before === null ? null : wholeOf(before);
  const high = after === null ? null : wholeOf(after);
  const keys = (at: (place: number) => number): string[] =>
    Array.from({ length: count }, (_, place) => encodeWhole(at(place)));
  if (low !== null && high !== null) {
    const gap = high - low;
    return gap > count ? keys((place) => low + Math.floor((gap * (place + 1)) / (count + 1))) : null;
  }
  if (high !== null) {
    // Nothing stands before the key of zeros, so it is never given.
    const first = high - STEP * count;
    return first > 0 ? keys((place) => first + STEP * place) : null;
  }
  const start = low === null ? FIRST_KEY : low + STEP;
  return start + STEP * count <= LAST_WHOLE ? keys((place) => start + STEP * place) : null;
}

/** The middle first, then both halves: keys grow with the logarithm of their number. */
function divide(before: string | null, after: string | null, count: number): string[] {
  if (count === 0) return [];
  const middle = middleOf(before ?? '', after);
  const left = Math.floor((count - 1) / 2);
  return [
    ...orderKeysBetween(before, middle, left),
    middle,
    ...orderKeysBetween(middle, after, count - 1 - left),
  ];
}

/** A key strictly between two, read as digits behind a point; `null` is one, the end of all. */
function middleOf(low: string, high: string | null): string {
  let digits = '';
  let isBounded = high !== null;
  for (let place = 0; ; place++) {
    const from = digitAt(low, place);
    const to = isBounded ? digitAt(high ?? '', place) : BASE;
    if (to - from > 1) return pad(digits + DIGITS.charAt((from + to) >> 1));
    digits += DIGITS.charAt(from);
    // With the same digits so far and a smaller one here, anything that follows stays below the upper bound.
    if (to > from) isBounded = false;
  }
}

const digitAt = (key: string, place: number): number =>
  place < key.length ? DIGITS.indexOf(key.charAt(place)) : 0;

const pad = (digits: string): string => digits.padEnd(WHOLE_DIGITS, '0');

function wholeOf(key: string): number {
  let whole = 0;
  for (let place = 0; place < WHOLE_DIGITS; place++) whole = whole * BASE + digitAt(key, place);
  return whole;
}

function encodeWhole(whole: number): string {
  let digits = '';
  for (let rest = whole; digits.length < WHOLE_DIGITS; rest = Math.floor(rest / BASE)) {
    digits = DIGITS.charAt(rest % BASE) + digits;
  }
  return digits;
}
