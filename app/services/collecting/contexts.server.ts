import { moscowDate, type ValidationContext } from 'engine';
import type { EntityManager } from '~/db/orm.server';
import { findLastSubmittedIn, type SubmissionRow, type SubmittedRow } from '~/db/queries/submissions.server';
import type { Viewer } from '~/protocol/views';

/** What the organisation submitted in the linked earlier collection, or null. */
export async function findPrevious(
  em: EntityManager,
  { previous_collection_id, org_unit_id }: SubmissionRow,
): Promise<SubmittedRow | null> {
  return previous_collection_id === null
    ? null
    : findLastSubmittedIn(em, previous_collection_id, org_unit_id);
}

/** What the answers of a submission are judged against; `today` is the date in Moscow by the database's clock. */
export function contextOf(
  submission: SubmissionRow,
  previous: SubmittedRow | null,
  locale: Viewer['locale'],
): ValidationContext & { readonly today: string } {
  const today = moscowDate(submission.now.toISOString());
  if (today === null) throw new Error('the clock of the database gave no date');
  return {
    today,
    org: {
      code: submission.org_code,
      ...(submission.org_kind === null ? {} : { kind: submission.org_kind }),
      ...(submission.region_code === null ? {} : { region: submission.region_code }),
      ...(submission.municipality_code === null ? {} : { municipality: submission.municipality_code }),
    },
    collection: {
      opensAt: submission.opens_at.toISOString(),
      closesAt: submission.collection_closes_at.toISOString(),
    },
    ...(previous ? { previous: previous.answers } : {}),
    locale,
  };
}
