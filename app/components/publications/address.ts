/**
 * What is unfolded on a page of publications stands in its address, so that it can be shared, survives a reload and needs no scripts:
 * `open` names publications by slug, `files` storages by block id, `q-ID` and `page-ID` say what is sought in a storage and which page of
 * it is shown.
 */
export function isUnfolded(search: URLSearchParams, name: 'open' | 'files', value: string): boolean {
  return search.getAll(name).includes(value);
}

/** The query of an address with these values folded or unfolded, beginning with `?` or empty. */
export function withUnfolded(
  search: URLSearchParams,
  name: 'open' | 'files',
  values: readonly string[],
  unfolded: boolean,
): string {
  const next = new URLSearchParams(search);
  const others = next.getAll(name).filter((value) => !values.includes(value));
  next.delete(name);
  for (const value of unfolded ? [...others, ...values] : others) next.append(name, value);
  const query = next.toString();
  return query === '' ? '' : `?${query}`;
}

const longestSearch = 200;

/** What an address says of one storage; what is not understood counts as not said. */
export function readStorageQuery(
  search: URLSearchParams,
  blockId: string,
): { readonly unfolded: boolean; readonly text: string; readonly page: number } {
  const page = Number(search.get(`page-${blockId}`));
  return {
    unfolded: isUnfolded(search, 'files', blockId),
    text: search.get(`q-${blockId}`)?.trim().slice(0, longestSearch) ?? '',
    page: Number.isSafeInteger(page) && page > 0 && page < 1_000_000 ? page : 1,
  };
}

/** The query of an address with another search or page of one storage. */
export function withStorageQuery(
  search: URLSearchParams,
  blockId: string,
  { text, page }: { readonly text: string; readonly page: number },
): string {
  const next = new URLSearchParams(search);
  const set = (name: string, value: string | null) =>
    value === null ? next.delete(name) : next.set(name, value);
  set(`q-${blockId}`, text === '' ? null : text);
  set(`page-${blockId}`, page > 1 ? String(page) : null);
  return `?${next.toString()}`;
}
