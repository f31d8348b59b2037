/**
 * What is unfolded on a page of publications stands in its address, so that it can be shared, survives a reload and needs no scripts:
 * `open` names publications by slug, `files` storages by block id.
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
