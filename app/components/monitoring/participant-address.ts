import type { ParticipantQuery, ParticipantSort, SubmissionStatus } from '../../protocol/views';

/** The columns of the list, in order; all of them sort it. */
export const participantColumns: readonly ParticipantSort[] = [
  'login',
  'organisation',
  'status',
  'startedAt',
  'submittedAt',
];
const statuses: readonly SubmissionStatus[] = ['not_started', 'in_progress', 'submitted'];
const maxSearchLength = 200;

/** Reads the list's query from an address; what is not understood counts as not given. By login, first page, unless told. */
export function readParticipantQuery(params: URLSearchParams): ParticipantQuery {
  const sort = participantColumns.find((known) => known === params.get('sort')) ?? 'login';
  const status = statuses.find((known) => known === params.get('status'));
  const search = params.get('q')?.trim().slice(0, maxSearchLength) ?? '';
  const page = Number(params.get('page'));
  return {
    sort,
    descending: params.get('order') === 'desc',
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    ...(status === undefined ? {} : { status }),
    ...(search === '' ? {} : { search }),
  };
}

/** The query of an address, beginning with `?`; what is usual is left out. */
export function writeParticipantQuery({ sort, descending, page, status, search }: ParticipantQuery): string {
  const params = new URLSearchParams();
  if (search !== undefined) params.set('q', search);
  if (status !== undefined) params.set('status', status);
  if (sort !== 'login') params.set('sort', sort);
  if (descending) params.set('order', 'desc');
  if (page > 1) params.set('page', String(page));
  return `?${params.toString()}`;
}

/** The address of the list sorted by a column, from its first page; a second press turns the order round. */
export function sortedBy(query: ParticipantQuery, column: ParticipantSort): string {
  const descending = query.sort === column && !query.descending;
  return writeParticipantQuery({ ...query, sort: column, descending, page: 1 });
}
