import { validateAnswers } from 'engine';
import type { EntityManager } from '~/db/orm.server';
import { readSubmission } from '~/db/queries/submissions.server';
import { contextOf, findPrevious } from './contexts.server';
import { loadDraft } from './draft.server';
import { loadForm } from './forms.server';

/** How many errors a draft has that block its submission, judged as the filling page judges it. */
export async function countErrorsLeft(em: EntityManager, submissionId: string): Promise<number> {
  const submission = await readSubmission(em, submissionId);
  const { form } = await loadForm(em, submission.definition_version_id);
  const answers = await loadDraft(em, submissionId);
  const context = contextOf(submission, await findPrevious(em, submission), 'ru');
  return validateAnswers(form, answers, context).filter(({ severity }) => severity === 'error').length;
}
