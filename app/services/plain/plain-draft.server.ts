import {
  applyEdits,
  type CompiledForm,
  compileAll,
  type Edit,
  type LiveValidation,
  openValidation,
  parseDefinition,
  prefillEdits,
} from 'engine';
import type { EntityManager } from '~/db/orm.server';
import type { Refusal } from '~/protocol/saving';
import type { SubmissionView, Viewer } from '~/protocol/views';
import { openSubmission } from '../open-submission.server';

/** A draft for pages that cannot judge by themselves. */
export interface PlainDraft {
  readonly submission: SubmissionView;
  readonly form: CompiledForm;
  /** The answers with their first values, and what is found about them. */
  readonly live: LiveValidation;
  /** First values that nobody has saved yet: they go with whatever is saved next. */
  readonly firstValues: readonly Edit[];
}

/** The submission of the viewer's organisation, judged. Refuses whoever `openSubmission` refuses. */
export async function openPlainDraft(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
): Promise<PlainDraft | Refusal> {
  const submission = await openSubmission(em, viewer, { collectionId });
  if ('outcome' in submission) return submission;
  const { definition, codeLists, formId } = submission.form;
  const parsed = parseDefinition(definition);
  const form = parsed.ok ? compileAll(parsed.value, codeLists).form : null;
  if (!form) throw new Error(`form ${formId} does not compile`);
  const { answers, context, editable } = submission;
  const firstValues = editable
    ? prefillEdits(form, answers, context).map((edit): Edit =>
        edit.kind === 'set' ? { ...edit, first: true } : edit,
      )
    : [];
  const shown = applyEdits(form, answers, firstValues).answers;
  return { submission, form, live: openValidation(form, shown, context), firstValues };
}
