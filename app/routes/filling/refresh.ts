import type { ActionFunctionArgs } from '@remix-run/node';
import { refreshDraft } from '~/services/refresh-draft.server';
import { answerWith, readPosted } from './answer.server';

/** «Сохранить черновик»: what the form shows from elsewhere (A29). */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const { em, viewer, collectionId, body } = await readPosted(args);
  return answerWith(await refreshDraft(em, viewer, { collectionId, body }));
}
