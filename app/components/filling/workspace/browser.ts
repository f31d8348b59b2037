/** What the workspace needs from the browser. */
import type { Timers } from '../queue/save-queue';

/** The clock and chance of the real world. */
export const browserTimers: Timers = {
  now: () => Date.now(),
  random: () => Math.random(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));

/** A random UUID (RFC 9562, version 4); `crypto.randomUUID` does not exist where a page came without HTTPS. */
export function newClientId(): string {
  const bytes = [...randomBytes(16)].map((byte, index) =>
    index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte,
  );
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** An identifier of a row that no other tab will make: `r` and 13 characters of 32. */
export const newRowId = (): string =>
  `r${[...randomBytes(13)].map((byte) => '0123456789abcdefghjkmnpqrstvwxyz'[byte % 32] ?? '0').join('')}`;
