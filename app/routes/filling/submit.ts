import type { ActionFunctionArgs } from '@remix-run/node';
import { submitReport } from '~/services/submit-report.server';
import { answerWith, readPosted } from './answer.server';

/** «Сдать отчет» (A31). */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const { em, viewer, collectionId, body } = await readPosted(args);
  return answerWith(await submitReport(em, viewer, { collectionId, body }));
}
