import { createHash } from 'node:crypto';

/** PostgreSQL cuts names after 63 bytes without a word; ids are ASCII. */
const LONGEST_NAME = 63;
const HASH_DIGITS = 10;
const HASHED = new RegExp(`_[0-9a-f]{${HASH_DIGITS}}$`);
/** An id that loses nothing when `-` becomes `_`. */
const PLAIN_ID = /^[a-z][a-z0-9-]*$/;
const VERSION_PART = /_v\d+(?=_)/g;

/**
 * The name of the view of a sheet, `<form>_v<version>_<sheet>`, in small letters without `-`, so that SQL needs no quotes.
 * Where that would be too long, or could also be the name of another sheet, a hash of the exact ids follows: the same ids give the
 * same name always, different ids different names.
 */
export function viewName(formId: string, version: number, sheetId: string): string {
  const name = [formId, `v${version}`, sheetId].join('_').toLowerCase().replaceAll('-', '_');
  const isPlain =
    PLAIN_ID.test(formId) &&
    PLAIN_ID.test(sheetId) &&
    name.length <= LONGEST_NAME &&
    name.match(VERSION_PART)?.length === 1 &&
    !HASHED.test(name);
  return isPlain ? name : withHash(name, JSON.stringify([formId, version, sheetId]));
}

/** Names of columns: the ids as they are, labels of codes beside them as `<id>_label`; a name that is taken or too long gives way. */
export function columnNames(
  columns: readonly { readonly id: string; readonly hasLabel: boolean }[],
): ReadonlyMap<string, { readonly name: string; readonly label: string | null }> {
  const taken = new Set<string>();
  const take = (wanted: string): string => {
    let name = wanted.length <= LONGEST_NAME ? wanted : withHash(wanted, wanted);
    while (taken.has(name)) name = withHash(wanted, name);
    taken.add(name);
    return name;
  };
  // Ids first: a label never takes the name of a column.
  const own = columns.map(({ id, hasLabel }) => ({ id, hasLabel, name: take(id) }));
  return new Map(
    own.map(({ id, hasLabel, name }) => [id, { name, label: hasLabel ? take(`${id}_label`) : null }]),
  );
}

function withHash(name: string, exact: string): string {
  const hash = createHash('sha256').update(exact).digest('hex').slice(0, HASH_DIGITS);
  return `${name.slice(0, LONGEST_NAME - HASH_DIGITS - 1)}_${hash}`;
}
