import type { ActionFunctionArgs } from '@remix-run/node';
import { markUpload } from '~/services/workbooks/mark-upload.server';
import { fileResponse } from '../file-response.server';
import { answerWith } from './answer.server';
import { readUploaded } from './uploaded.server';

/** A copy of an uploaded workbook in which findings are marked. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const uploaded = await readUploaded(args);
  if (!uploaded) return answerWith({ outcome: 'malformed', message: 'file' });
  const made = await markUpload(uploaded.em, uploaded.viewer, uploaded.upload);
  return made.outcome === 'made' ? fileResponse(made) : answerWith(made);
}
