/**
 * The state of a review, told by what the collection asks for and the last verdict on what was submitted last. Pure: the machine is
 * written down in docs/design/06-cabinet.md, and test/property/review.test.ts holds the services against a model of it.
 */
import type { ReviewLevel, ReviewLevels, ReviewMark, Verdict } from '~/protocol/review';
import type { Role, SubmissionStatus } from '~/protocol/views';

export interface Reviewed {
  readonly levels: ReviewLevels;
  readonly hasMunicipality: boolean;
  readonly status: SubmissionStatus;
  /** The last verdict on what was submitted last; null before the first. */
  readonly last: { readonly verdict: Verdict; readonly level: ReviewLevel } | null;
}

/** Levels in their order. An organisation under the region alone is looked at by the region. */
export function levelsOf({
  levels,
  hasMunicipality,
}: Pick<Reviewed, 'levels' | 'hasMunicipality'>): readonly ReviewLevel[] {
  switch (levels) {
    case 'none':
      return [];
    case 'regional':
      return ['regional'];
    case 'municipal':
      return hasMunicipality ? ['municipal'] : ['regional'];
    case 'both':
      return hasMunicipality ? ['municipal', 'regional'] : ['regional'];
  }
}

/** Null where nothing is submitted or nobody reviews. An acceptance covers the levels below it; a return stands whatever the levels. */
export function markOf(reviewed: Reviewed): ReviewMark | null {
  const levels = levelsOf(reviewed);
  const [first] = levels;
  if (first === undefined || reviewed.status !== 'submitted') return null;
  const { last } = reviewed;
  const twoLevels = levels.length > 1;
  if (last === null) return { state: 'waiting', level: first, twoLevels };
  if (last.verdict === 'returned') return { state: 'returned', level: last.level, twoLevels };
  const next = last.level === 'municipal' && levels.includes('regional');
  return next
    ? { state: 'waiting', level: 'regional', twoLevels }
    : { state: 'accepted', level: last.level, twoLevels };
}

/**
 * A level decides when it is its turn. It may also take its own acceptance back, by a return, while no higher level has accepted.
 */
export function mayDecide(reviewed: Reviewed, level: ReviewLevel, verdict: Verdict): boolean {
  const mark = markOf(reviewed);
  if (mark === null || mark.state === 'returned') return false;
  if (mark.state === 'waiting' && mark.level === level) return true;
  const ownAcceptance = reviewed.last?.verdict === 'accepted' && reviewed.last.level === level;
  return verdict === 'returned' && ownAcceptance;
}

/** The level that a role judges at. */
export function levelOf(role: Role): ReviewLevel | null {
  return role === 'municipal' || role === 'regional' ? role : null;
}
