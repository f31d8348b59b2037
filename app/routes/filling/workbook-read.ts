import type { ActionFunctionArgs } from '@remix-run/node';
import { readUpload } from '~/services/workbooks/read-upload.server';
import { answerWith } from './answer.server';
import { readUploaded } from './uploaded.server';

/** «Загрузить шаблон»: what a workbook says; nothing is changed by it. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const uploaded = await readUploaded(args);
  if (!uploaded) return answerWith({ outcome: 'malformed', message: 'file' });
  return answerWith(await readUpload(uploaded.em, uploaded.viewer, uploaded.upload));
}
