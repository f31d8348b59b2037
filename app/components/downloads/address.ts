import type { DeliveryOutcome, DownloadsQuery } from '../../protocol/views';

const longestSearch = 200;
const states: readonly DownloadsQuery['state'][] = ['all', 'downloaded', 'waiting'];

/** In the order in which they are shown. */
export const outcomes: readonly DeliveryOutcome[] = [
  'unmatched',
  'refused',
  'not_addressed',
  'delivered',
  'replaced',
  'same',
  'ignored',
];

export interface EntryQuery {
  readonly outcome: DeliveryOutcome | null;
  readonly search: string;
  /** From 1. */
  readonly page: number;
}

const common = (params: URLSearchParams) => {
  const page = Number(params.get('page'));
  return {
    search: params.get('q')?.trim().slice(0, longestSearch) ?? '',
    page: Number.isSafeInteger(page) && page > 0 && page < 1_000_000 ? page : 1,
  };
};

/** What an address asks of the list of downloads; what is not understood counts as not asked. */
export function readDownloadsQuery(params: URLSearchParams): DownloadsQuery {
  return { state: states.find((known) => known === params.get('state')) ?? 'all', ...common(params) };
}

/** What an address asks of a delivery. */
export function readEntryQuery(params: URLSearchParams): EntryQuery {
  return { outcome: outcomes.find((known) => known === params.get('outcome')) ?? null, ...common(params) };
}

/** The query of an address, beginning with `?`; what is usual is left out. */
export function writeQuery(query: {
  readonly state?: string;
  readonly outcome?: string | null;
  readonly search: string;
  readonly page: number;
}): string {
  const params = new URLSearchParams();
  if (query.search !== '') params.set('q', query.search);
  if (query.state !== undefined && query.state !== 'all') params.set('state', query.state);
  if (query.outcome != null) params.set('outcome', query.outcome);
  if (query.page > 1) params.set('page', String(query.page));
  return `?${params.toString()}`;
}
