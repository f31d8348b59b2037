import type { Answers, Finding } from 'engine';
import type { EntityManager } from '~/db/orm.server';
import type { Refusal } from '~/protocol/saving';
import type { SubmissionView, Viewer } from '~/protocol/views';
import { openPlainDraft } from './plain/plain-draft.server';

/** A form with what is found about it. */
interface JudgedSubmission {
  readonly submission: SubmissionView;
  /** With first values that nobody has saved yet. */
  readonly answers: Answers;
  /** None where what was submitted is shown. */
  readonly findings: readonly Finding[];
  /** Sheets in which a row can be added. */
  readonly growing: readonly string[];
}

/**
 * The submission of the viewer's organisation with everything that is found about it, for a page that cannot judge by itself.
 * Refuses whoever `openSubmission` refuses.
 */
export async function judgeOwnDraft(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
): Promise<JudgedSubmission | Refusal> {
  const draft = await openPlainDraft(em, viewer, collectionId);
  if ('outcome' in draft) return draft;
  const { submission, form, live } = draft;
  if (submission.shows === 'submitted') {
    return { submission, answers: submission.answers, findings: [], growing: [] };
  }
  const growing = form.sheets.filter(({ id, rows }) => {
    const living = (live.answers.sheets[id] ?? []).filter(({ removed }) => removed !== true);
    return rows.kind === 'open' && living.length < rows.max;
  });
  return {
    submission,
    answers: live.answers,
    findings: live.findings,
    growing: submission.editable ? growing.map(({ id }) => id) : [],
  };
}
