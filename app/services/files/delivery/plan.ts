import { cleanFileName, freeName, refusedName } from '../file-names';

/** A file in a zip, as its directory tells of it. */
export interface Listed {
  /** In the zip, from 0. */
  readonly position: number;
  /** As the zip spells it, decoded. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly packedBytes: number;
  /** Why it cannot be read at all. */
  readonly unreadable: 'encrypted' | 'method' | null;
}

export const refusalReasons = [
  'path',
  'type',
  'empty',
  'too_large',
  'too_much',
  'bomb',
  'encrypted',
  'method',
  'damaged',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** What is to be done with one file, or why nothing is. */
export type Planned =
  | { readonly kind: 'deliver'; readonly entry: Listed; readonly login: string; readonly name: string }
  | {
      readonly kind: 'leave';
      readonly entry: Listed;
      readonly login: string | null;
      readonly outcome: 'unmatched' | 'not_addressed' | 'refused' | 'ignored';
      readonly reason: RefusalReason | null;
    };

export interface Limits {
  /** Of one file, unpacked. */
  readonly fileBytes: number;
  /** Of all files together, unpacked. */
  readonly totalBytes: number;
}

/** Unpacked to packed, of files over a megabyte: text packs 20 times, a bomb a thousand. */
const MOST_RATIO = 250;
const RATIO_FROM = 1024 * 1024;

const junkNames = new Set(['.ds_store', 'thumbs.db', 'desktop.ini']);

/** What operating systems put beside people's files. */
const isJunk = (segments: readonly string[]): boolean =>
  segments.includes('__MACOSX') ||
  junkNames.has(segments.at(-1)?.toLowerCase() ?? '') ||
  (segments.at(-1)?.startsWith('._') ?? false);

/** Windows writes `\`; nothing is ever written under such a path, and one that leads out is a lie about something. */
const segmentsOf = (path: string): readonly string[] => path.replaceAll('\\', '/').split('/');
const leadsOut = (segments: readonly string[]): boolean =>
  segments.includes('..') || segments[0] === '' || /^[A-Za-z]:/.test(segments[0] ?? '');

/**
 * The logins that a path may begin with: of its file name, then of its folders from the innermost out. All Latin letters and digits
 * at the beginning count: `edu9900012023.pdf` is nobody's, because a file in the wrong hands is worse than one that is reported.
 */
function candidatesOf(
  segments: readonly string[],
): readonly { readonly login: string; readonly from: number }[] {
  return segments
    .map((segment, from) => ({ login: /^[A-Za-z0-9]+/.exec(segment)?.[0] ?? '', from }))
    .filter(({ login }) => login !== '')
    .reverse();
}

/** Everything that may be a login in these paths, to look all of them up at once; spelled as found and in lower case. */
export function possibleLogins(entries: readonly Listed[]): readonly string[] {
  const found = entries.flatMap(({ path }) => candidatesOf(segmentsOf(path)).map(({ login }) => login));
  return [...new Set(found.flatMap((login) => [login, login.toLowerCase()]))];
}

/**
 * Who gets what: each file in the order of the zip, none left out. `addressees`: logins of organisations, and whether the publication is
 * addressed to them. The same zip is planned in the same way each time.
 */
export function planDelivery(
  entries: readonly Listed[],
  addressees: ReadonlyMap<string, boolean>,
  limits: Limits,
): readonly Planned[] {
  const given = new Map<string, Set<string>>();
  let totalBytes = 0;
  return entries.map((entry): Planned => {
    const leave = (
      outcome: Extract<Planned, { kind: 'leave' }>['outcome'],
      reason: RefusalReason | null = null,
      login: string | null = null,
    ): Planned => ({ kind: 'leave', entry, login, outcome, reason });
    const segments = segmentsOf(entry.path);
    if (isJunk(segments)) return leave('ignored');
    if (leadsOut(segments)) return leave('refused', 'path');
    const match = matchOf(segments, addressees);
    if (!match) return leave('unmatched');
    if (addressees.get(match.login) !== true) return leave('not_addressed', null, match.login);
    const clean = cleanFileName(match.name);
    const reason = refusalOf(entry, clean, limits);
    if (reason !== null) return leave('refused', reason, match.login);
    if (totalBytes + entry.sizeBytes > limits.totalBytes) return leave('refused', 'too_much', match.login);
    totalBytes += entry.sizeBytes;
    const names = given.get(match.login) ?? new Set();
    const name = freeName(clean, (candidate) => names.has(candidate));
    given.set(match.login, names.add(name));
    return { kind: 'deliver', entry, login: match.login, name };
  });
}

/** A file named after a login keeps its name; in a folder named after one it is called by what follows the folder. */
function matchOf(
  segments: readonly string[],
  addressees: ReadonlyMap<string, boolean>,
): { readonly login: string; readonly name: string } | null {
  for (const { login, from } of candidatesOf(segments)) {
    const known = [login, login.toLowerCase()].find((spelled) => addressees.has(spelled));
    if (known === undefined) continue;
    const isFile = from === segments.length - 1;
    const name = segments
      .slice(isFile ? from : from + 1)
      .filter((segment) => segment !== '' && segment !== '.');
    return { login: known, name: name.join(' – ') };
  }
  return null;
}

function refusalOf(entry: Listed, name: string, limits: Limits): RefusalReason | null {
  const { sizeBytes, packedBytes, unreadable } = entry;
  if (unreadable !== null) return unreadable;
  const refused = refusedName(name);
  if (refused !== null) return refused === 'name' ? 'path' : refused;
  if (sizeBytes === 0) return 'empty';
  if (sizeBytes > limits.fileBytes) return 'too_large';
  return sizeBytes > RATIO_FROM && sizeBytes > packedBytes * MOST_RATIO ? 'bomb' : null;
}
