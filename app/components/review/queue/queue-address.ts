import type { QueueQuery, QueueState } from '~/protocol/review';

const MAX_SEARCH = 200;
export const queueStates: readonly QueueState[] = ['mine', 'others', 'returned', 'accepted'];

/** Reads the queue's query from an address; what is not understood counts as not given. */
export function readQueueQuery(params: URLSearchParams): QueueQuery {
  const page = Number(params.get('page'));
  return {
    state: queueStates.find((known) => known === params.get('state')) ?? 'mine',
    collection: params.get('collection') || null,
    search: params.get('q')?.trim().slice(0, MAX_SEARCH) ?? '',
    page: Number.isSafeInteger(page) && page > 0 ? Math.min(page, 100_000) : 1,
  };
}

/** The query of an address, beginning with `?`; what is usual is left out. */
export function writeQueueQuery({ state, collection, search, page }: QueueQuery): string {
  const params = new URLSearchParams();
  if (collection !== null) params.set('collection', collection);
  if (state !== 'mine') params.set('state', state);
  if (search !== '') params.set('q', search);
  if (page > 1) params.set('page', String(page));
  return `?${params.toString()}`;
}

/** What the page of a report keeps of it: the collection in which to go on. */
export const queueOf = ({ collection }: Pick<QueueQuery, 'collection'>): string =>
  collection === null ? '' : `?collection=${encodeURIComponent(collection)}`;
