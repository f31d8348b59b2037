import type { SubmissionRow } from '~/db/queries/submissions.server';
import type { Refusal } from '~/protocol/saving';

/** Why a submission cannot be changed now; null where it can. `now` of the row was read after the lock. */
export function whyNotInTime(
  { opens_at, closes_at, now }: Pick<SubmissionRow, 'opens_at' | 'closes_at' | 'now'>,
  graceSeconds: number,
): Refusal | null {
  if (now < opens_at) return { outcome: 'not_yet_open', opensAt: opens_at.toISOString() };
  const end = closes_at.getTime() + graceSeconds * 1000;
  return now.getTime() < end ? null : { outcome: 'closed', closesAt: closes_at.toISOString() };
}
