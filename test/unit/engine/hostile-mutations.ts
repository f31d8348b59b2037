/** Damage to JSON, the same for the same seed. */

export type Random = (below: number) => number;

/** A generator of whole numbers below a bound (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

export const pick = <T>(random: Random, all: readonly T[]): T => all[random(all.length)] as T;

type Holder = Record<string | number, unknown>;
interface Place {
  readonly holder: Holder;
  readonly key: string | number;
}

/** Sets an own property, whatever its name. */
export function setOwn(holder: object, key: string | number, value: unknown): void {
  if (Array.isArray(holder) && key === 'length') return;
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

const fromJson = (text: string): unknown => JSON.parse(text) as unknown;

/** Names that mean something to JavaScript. */
export const NAMES: readonly string[] = [
  '__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__',
  'constructor.name', '__proto__.polluted', 'length', 'then', 'toJSON', 'isPrototypeOf', 'name', 'get', 'size',
]; // prettier-ignore

const TEXTS: readonly string[] = [
  ...NAMES,
  '', ' ', '\u0000', '\ud800', '\udfff\ud800', 'e\u0301', '\u200b', '\ufeff', '\u202e', 'ﬁ', 'İ', '𝟙', '\u2028',
  '{n}', '{__proto__}', '{constructor}', '{$column}', '{', '}', '${globalThis.hostile = 1}', '$&$1$$',
  'globalThis.hostile = 1', 'constructor.constructor("globalThis.hostile = 1")()', '=1+1', '<script>', '~0~1/', '/',
  '$rows', '$row.', '$sheets.', '$sheets.__proto__', '$code.attributes.__proto__', '$previous.constructor', '$column',
  '$org.constructor', 'accumulator.constructor', 'current.__proto__', 'a..b', '.', '2023-02-30', '0000-00-00', '9999-12-31',
  '(a+)+$', '(a|a)*b', '([a-z]+)*\\d', '(?=a)', '\\1', '[', '(', 'a{1000000000}', '(a{1,99}){1,99}', '.*.*.*.*.*x', '\\u{110000}', '[z-a]', '\\p{L}+',
  'x'.repeat(101), 'я'.repeat(20_000), '('.repeat(900), 'a?'.repeat(400), 'row', 'open', 'fixed', 'perCode', 'main', 'subjects', 'n',
]; // prettier-ignore

const NUMBERS: readonly number[] = [
  0, -0, 1, -1, 0.1, 1e308, -1e308, 5e-324, Number('1e-400'), 1e21, 1e15, 2 ** 53, 1e400, NaN, 10_000, 999, 0.5,
  123456789.123456789,
]; // prettier-ignore

/** `{"not": {"not": …}}`, or lists within lists. */
function nested(random: Random, depth: number): unknown {
  let value: unknown = pick(random, [true, null, 1, 'n']);
  const name = pick(random, ['!', '+', 'if', 'cat', 'merge', 'x', 'and']);
  const isListed = random(2) === 0;
  for (let i = 0; i < depth; i++) value = isListed ? [value] : { [name]: [value] };
  return value;
}

const OPERATORS = (
  'var missing missing_some if ?: == === != !== ! !! or and > >= < <= max min + - * / % map reduce filter all none ' +
  'some merge in cat substr count count_distinct sum avg lowest highest lookup blank coalesce sum_filled abs round near ' +
  'between length days_between weekday year starts_with cell log method throw try val __proto__ constructor toString'
).split(' ');
const PATHS = [...NAMES, '$rows', '$today', 'n', 'subject', 'from', 'marks', '$row.n', '$sheets.staff', '$sheets.main', '$previous.main', '$code.value', 'current', 'accumulator', '', 'code']; // prettier-ignore

/** Random logic: mostly wrong, sometimes right. */
export function randomLogic(random: Random, depth: number): unknown {
  if (depth === 0 || random(5) === 0) {
    return pick<() => unknown>(random, [
      () => ({ var: pick(random, PATHS) }),
      () => pick(random, NUMBERS),
      () => pick(random, TEXTS),
      () => null,
      () => random(2) === 0,
      () => [1, 'x'],
    ])();
  }
  const args = Array.from({ length: random(4) }, () => randomLogic(random, depth - 1));
  const logic = {};
  setOwn(logic, pick(random, OPERATORS), args.length === 1 && random(2) === 0 ? args[0] : args);
  return logic;
}

function hostileValue(random: Random): unknown {
  return pick<() => unknown>(random, [
    () => pick(random, TEXTS),
    () => pick(random, TEXTS),
    () => pick(random, NUMBERS),
    () => pick<unknown>(random, [null, true, false, [], {}, [[]], [null], undefined]),
    () => randomLogic(random, 4),
    () => randomLogic(random, 3),
    () => nested(random, pick(random, [3, 62, 63, 64, 65, 70, 155, 170, 400])),
    () => fromJson('{"__proto__": {"polluted": true}}'),
    () => fromJson('{"constructor": {"prototype": {"polluted": true}}}'),
    () => ({ '': 1, '~/~': { '/': 1 } }),
  ])();
}

function placesIn(json: unknown): Place[] {
  const places: Place[] = [];
  const queue: unknown[] = [json];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const holder = next as Holder;
    const keys = Array.isArray(next) ? [...next.keys()] : Object.keys(next);
    for (const key of keys) {
      places.push({ holder, key });
      queue.push(holder[key] ?? null);
    }
    if (places.length > 20_000) break;
  }
  return places;
}

const own = ({ holder, key }: Place): unknown => (Object.hasOwn(holder, key) ? holder[key] : undefined);

/** Repeats an element of a list, with ids made different half of the time. */
function repeat(random: Random, places: readonly Place[]): void {
  const lists = places
    .map(own)
    .filter((value): value is unknown[] => Array.isArray(value) && value.length > 0);
  if (lists.length === 0) return;
  const list = pick(random, lists);
  const element = pick(random, list);
  const isRenamed = random(2) === 0;
  for (let i = pick(random, [1, 2, 60, 510, 3000]); i > 0; i--) {
    const copy: unknown = structuredClone(element);
    if (isRenamed && typeof copy === 'object' && copy !== null && 'id' in copy) copy.id = `id${i}`;
    list.push(copy);
  }
}

/** Gives everything of one name another: definitions stay whole. */
function renameEverywhere(random: Random, places: readonly Place[], names: readonly string[]): void {
  const ids = places.filter(({ key }) => key === 'id' || key === 'value' || key === 'column');
  const old = ids.length > 0 ? own(pick(random, ids)) : undefined;
  if (typeof old !== 'string') return;
  const name = pick(random, names);
  for (const place of places) {
    const value = own(place);
    if (value === old) setOwn(place.holder, place.key, name);
    else if (typeof value === 'string' && value.startsWith('$') && value.endsWith(`.${old}`)) {
      setOwn(place.holder, place.key, value.slice(0, -old.length) + name);
    }
    if (place.key === old) {
      setOwn(place.holder, name, value);
      Reflect.deleteProperty(place.holder, old);
    }
  }
}

const OPERATOR_NAMES: ReadonlySet<string> = new Set(OPERATORS);

/** An operand of logic that is there gives way to other logic or to an operand from elsewhere: types often still fit. */
function damageLogic(random: Random, places: readonly Place[]): void {
  const operations = places.filter(({ key }) => OPERATOR_NAMES.has(String(key)));
  if (operations.length === 0) return;
  const { holder, key } = pick(random, operations);
  const found = own({ holder, key });
  const other = structuredClone(own(pick(random, operations)));
  if (Array.isArray(found) && found.length > 0 && random(3) > 0) {
    found[random(found.length)] = random(2) === 0 ? randomLogic(random, 2) : other;
  } else {
    setOwn(holder, pick(random, OPERATORS), found);
    Reflect.deleteProperty(holder, key);
  }
}

/** Two `var` read what the other read: cycles, and operands of other types. */
function swapNames(random: Random, places: readonly Place[]): void {
  const names = places.filter((place) => place.key === 'var' && typeof own(place) === 'string');
  if (names.length === 0) return;
  const [first, second] = [pick(random, names), pick(random, names)];
  const [a, b] = [own(first), own(second)];
  setOwn(first.holder, first.key, b);
  setOwn(second.holder, second.key, a);
}

/** Logic of computed columns, conditions and rules becomes other logic. */
function replaceLogic(random: Random, places: readonly Place[]): void {
  const logic = places.filter(({ key }) =>
    ['assert', 'when', 'value', 'enabled', 'filter', 'required', 'prefill'].includes(String(key)),
  );
  if (logic.length === 0) return;
  const { holder, key } = pick(random, logic);
  setOwn(holder, key, randomLogic(random, 2 + random(4)));
}

function mutateOnce(random: Random, root: Holder): void {
  const places = placesIn(root);
  const place = pick(random, places);
  const other = pick(random, places);
  switch (random(16)) {
    case 0:
    case 1:
      return setOwn(place.holder, place.key, hostileValue(random));
    case 2:
      return setOwn(place.holder, place.key, structuredClone(own(other)));
    case 3:
      if (Array.isArray(place.holder)) place.holder.splice(Number(place.key), 1);
      else Reflect.deleteProperty(place.holder, place.key);
      return;
    case 4:
      return setOwn(place.holder, pick(random, [...NAMES, '', 'zzz', '~/']), hostileValue(random));
    case 5:
      return repeat(random, places);
    case 6:
    case 7:
      return renameEverywhere(random, places, [...NAMES, 'K', 'İd', 'e\u0301', '\ud800']);
    case 8:
    case 9:
    case 10:
    case 11:
    case 12:
      return replaceLogic(random, places);
    case 13:
      return damageLogic(random, places);
    case 14:
      return swapNames(random, places);
    default:
      return setOwn(place.holder, place.key, typeof own(place) === 'string' ? pick(random, TEXTS) : pick(random, NUMBERS)); // prettier-ignore
  }
}

/** Names of JavaScript that identifiers may be. */
const ALLOWED_NAMES = ['toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'toJSON', 'then', 'length'];

/** Changes after which a form often still works: odd names, other operands, odd texts and numbers. */
function bend(random: Random, root: Holder): void {
  const places = placesIn(root);
  const change = pick<() => void>(random, [
    () => renameEverywhere(random, places, ALLOWED_NAMES),
    () => renameEverywhere(random, places, ALLOWED_NAMES),
    () => swapNames(random, places),
    () => damageLogic(random, places),
    () => {
      const titles = places.filter(({ key }) => ['title', 'label', 'message', 'hint'].includes(String(key)));
      if (titles.length > 0) setOwn(pick(random, titles).holder, 'title', pick(random, TEXTS));
    },
  ]);
  change();
}

/** A damaged copy: bent a little, or changed up to three times in any way. */
export function damaged(json: unknown, random: Random): unknown {
  const root = { root: structuredClone(json) };
  const [change, most] = random(3) === 0 ? [bend, 2] : [mutateOnce, 3];
  for (let i = 1 + random(most); i > 0; i--) change(random, root);
  return root.root;
}

/** A cell value, right or wrong. */
export function hostileCell(random: Random): unknown {
  return pick<() => unknown>(random, [
    () => pick(random, TEXTS),
    () => pick(random, NUMBERS),
    () => ({ $raw: pick(random, TEXTS) }),
    () =>
      pick<unknown>(random, ['math', 'none', '2023-05-05', 'AB-1', true, 3, ['math'], ['__proto__'], null]),
    () => hostileValue(random) ?? null,
  ])();
}
