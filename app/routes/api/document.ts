import type { LoaderFunctionArgs } from '@remix-run/node';
import { apiDocument } from '~/services/api/document.server';
import { localeOf, taggedResponse } from './answer.server';

/** The OpenAPI document; it says nothing that needs a token. */
export function loader({ request }: LoaderFunctionArgs): Response {
  return taggedResponse(request, apiDocument(localeOf(request)));
}
