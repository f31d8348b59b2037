import type { MonitoringQuery, TerritorySort } from '../../../protocol/monitoring';

/** The columns of the comparison, in order; all of them sort it. */
export const territoryColumns: readonly TerritorySort[] = [
  'title',
  'total',
  'notStarted',
  'inProgress',
  'submitted',
  'share',
];
const maxCodeLength = 40;

/** Reads the query from an address; what is not understood counts as not given. The slowest territories first, by days, unless told. */
export function readMonitoringQuery(params: URLSearchParams): MonitoringQuery {
  const unit = params.get('unit')?.slice(0, maxCodeLength) ?? '';
  return {
    ...(unit === '' ? {} : { unit }),
    sort: territoryColumns.find((known) => known === params.get('sort')) ?? 'share',
    descending: params.get('order') === 'desc',
    step: params.get('by') === 'hour' ? 'hour' : 'day',
  };
}

/** The query of an address, beginning with `?`; what is usual is left out. */
export function writeMonitoringQuery({ unit, sort, descending, step }: MonitoringQuery): string {
  const params = new URLSearchParams();
  if (unit !== undefined) params.set('unit', unit);
  if (sort !== 'share') params.set('sort', sort);
  if (descending) params.set('order', 'desc');
  if (step === 'hour') params.set('by', 'hour');
  return `?${params.toString()}`;
}
