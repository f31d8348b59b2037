import type { ActionFunctionArgs } from '@remix-run/node';
import { saveEdits } from '~/services/save-edits.server';
import { answerWith, readPosted } from './answer.server';

/** Edits of a tab, saved as they are made (A28). */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const { em, viewer, collectionId, body } = await readPosted(args);
  return answerWith(await saveEdits(em, viewer, { collectionId, body }));
}
