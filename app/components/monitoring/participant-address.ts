import type { ReviewMark } from '../../protocol/review';
import type { ParticipantQuery, ParticipantSort, SubmissionStatus } from '../../protocol/views';

/** The columns of the manual, in order; all of them sort the list. */
export const participantColumns: readonly ParticipantSort[] = [
  'login',
  'organisation',
  'status',
  'startedAt',
  'submittedAt',
];
/** Other columns that sort it. */
const extraSorts: readonly ParticipantSort[] = ['errorsLeft', 'lastActivity'];
const reviews: readonly ReviewMark['state'][] = ['waiting', 'returned', 'accepted'];
const statuses: readonly SubmissionStatus[] = ['not_started', 'in_progress', 'submitted'];
const maxSearchLength = 200;
const maxCodeLength = 40;

/** Reads the list's query from an address; what is not understood counts as not given. By login, first page, unless told. */
export function readParticipantQuery(params: URLSearchParams): ParticipantQuery {
  const sort =
    [...participantColumns, ...extraSorts].find((known) => known === params.get('sort')) ?? 'login';
  const status = statuses.find((known) => known === params.get('status'));
  const review = reviews.find((known) => known === params.get('review'));
  const search = params.get('q')?.trim().slice(0, maxSearchLength) ?? '';
  const unit = params.get('unit')?.slice(0, maxCodeLength) ?? '';
  const page = Number(params.get('page'));
  return {
    sort,
    descending: params.get('order') === 'desc',
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    ...(status === undefined ? {} : { status }),
    ...(review === undefined ? {} : { review }),
    ...(search === '' ? {} : { search }),
    ...(unit === '' ? {} : { unit }),
    ...(params.get('direct') === 'yes' ? { direct: true } : {}),
  };
}

/** The query of an address, beginning with `?`; what is usual is left out. */
export function writeParticipantQuery({
  sort,
  descending,
  page,
  status,
  review,
  search,
  unit,
  direct,
}: ParticipantQuery): string {
  const params = new URLSearchParams();
  if (unit !== undefined) params.set('unit', unit);
  if (direct === true) params.set('direct', 'yes');
  if (search !== undefined) params.set('q', search);
  if (status !== undefined) params.set('status', status);
  if (review !== undefined) params.set('review', review);
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
