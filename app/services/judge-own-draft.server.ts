import { compileAll, type Finding, parseDefinition, validateAnswers } from 'engine';
import type { EntityManager } from '~/db/orm.server';
import type { Refusal } from '~/protocol/saving';
import type { SubmissionView, Viewer } from '~/protocol/views';
import { openSubmission } from './open-submission.server';

/** A form with what is found about it. */
export interface JudgedSubmission {
  readonly submission: SubmissionView;
  /** None where what was submitted is shown. */
  readonly findings: readonly Finding[];
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
  const submission = await openSubmission(em, viewer, { collectionId });
  if ('outcome' in submission) return submission;
  if (submission.shows === 'submitted') return { submission, findings: [] };
  const { definition, codeLists, formId } = submission.form;
  const parsed = parseDefinition(definition);
  const form = parsed.ok ? compileAll(parsed.value, codeLists).form : null;
  if (!form) throw new Error(`form ${formId} does not compile`);
  return { submission, findings: validateAnswers(form, submission.answers, submission.context) };
}
