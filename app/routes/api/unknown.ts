import type { LoaderFunctionArgs } from '@remix-run/node';
import { localeOf } from './answer.server';
import { problemResponse } from './problem.server';

/** Any other address below `/api`: told as programs read it. */
export function loader({ request, context: { requestId } }: LoaderFunctionArgs): Response {
  return problemResponse('not_found', { locale: localeOf(request), requestId });
}
