import type { LoaderFunctionArgs } from '@remix-run/node';
import { makeWorkbook } from '~/services/workbooks/make-workbook.server';
import { fileResponse } from '../file-response.server';
import { pageScope } from '../request.server';
import { answerWith } from './answer.server';

/** «Скачать шаблон»: the form with its draft as a workbook (A23). */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { em, viewer } = await pageScope(args);
  const made = await makeWorkbook(em, viewer, { collectionId: args.params.collectionId ?? '' });
  return made.outcome === 'made' ? fileResponse(made) : answerWith(made);
}
