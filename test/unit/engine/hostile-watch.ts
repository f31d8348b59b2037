/** Watches what hostile input must not touch: prototypes, and the power to run code. */
import { expect, vi } from 'vitest';

const WATCHED: readonly object[] = [
  Object, Array, Function, String, Number, Boolean, RegExp, Map, Set, WeakMap, Promise, Date, JSON, Math, Reflect, globalThis,
  ...[Object, Array, Function, String, Number, Boolean, RegExp, Map, Set, WeakMap, Promise, Date, Error].map((one) => one.prototype as object),
]; // prettier-ignore

const snapshot = (): ReadonlyMap<object, ReadonlyMap<PropertyKey, unknown>> =>
  new Map(
    WATCHED.map((one) => [
      one,
      new Map(
        Reflect.ownKeys(one).map((key) => {
          const found = Reflect.getOwnPropertyDescriptor(one, key);
          return [key, found && 'value' in found ? (found.value as unknown) : found?.get];
        }),
      ),
    ]),
  );

/** Runs `work`; fails where it changed a prototype or a global, or compiled code from text. */
export function watched(work: () => void): void {
  const ran = vi.fn();
  const construct = (): object => {
    ran();
    return {};
  };
  const trap = new Proxy<object>(Function, { apply: ran, construct });
  vi.stubGlobal('Function', trap);
  vi.stubGlobal('eval', ran);
  const before = snapshot();
  try {
    work();
  } finally {
    const after = snapshot();
    vi.unstubAllGlobals();
    expect(ran).not.toHaveBeenCalled();
    for (const [one, properties] of before) {
      const found = after.get(one) ?? new Map<PropertyKey, unknown>();
      expect([...found.keys()]).toEqual([...properties.keys()]);
      for (const [key, value] of properties) expect(Object.is(found.get(key), value), String(key)).toBe(true);
    }
    expect('polluted' in {}).toBe(false);
  }
}

/** Far above what any case takes on a busy machine: it tells work without a bound. */
const LONGEST_MS = 20_000;

/** Runs one case; tells where it throws or hangs, else null. Time is that of the processor, not of the wall. */
export function failureOf(work: () => void): string | null {
  const since = process.cpuUsage();
  try {
    work();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message).slice(0, 600) : 'threw no error';
  }
  const { user, system } = process.cpuUsage(since);
  const spent = (user + system) / 1000;
  return spent > LONGEST_MS ? `took ${spent} ms` : null;
}

/** Whether a JSON Pointer is well formed and leads to something, or to a part that something there could have. */
export function leadsSomewhere(json: unknown, pointer: string): boolean {
  if (pointer === '') return true;
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return false;
  const steps = pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  let value = json;
  for (const step of steps.slice(0, -1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return false;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return true;
}
