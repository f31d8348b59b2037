import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireSameOrigin } from '~/auth/same-origin.server';
import type { Refusal } from '~/protocol/saving';
import { scriptScope, type Scope } from '../request.server';

/** What became of a request, by the name that its answer carries. */
const statuses = {
  saved: 200,
  changes: 200,
  refreshed: 200,
  submitted: 200,
  history: 200,
  past_state: 200,
  last_submitted: 200,
  workbook_read: 200,
  own_remarks: 200,
  remarked: 200,
  decided: 200,
  malformed: 400,
  signed_out: 401,
  forbidden: 403,
  closed: 403,
  not_yet_open: 403,
  not_found: 404,
  wrong_account: 409,
  stale_form: 409,
  newer: 409,
  remark_closed: 409,
  newer_submitted: 409,
  not_your_turn: 409,
  too_large: 413,
  has_errors: 422,
  nothing_said: 422,
  drafts_left: 422,
  deadline_needed: 422,
  deadline_wrong: 422,
  workbook_refused: 422,
  busy: 503,
} as const satisfies Record<Refusal['outcome'], number> & Record<string, number>;

interface Answer {
  readonly outcome: keyof typeof statuses;
}

/** The answer of a service as JSON, with the status that its outcome stands for. Never cached. */
export function answerWith(answer: Answer | Refusal): Response {
  const headers: Record<string, string> = { 'Cache-Control': 'no-store' };
  if ('retryAfterSeconds' in answer) headers['Retry-After'] = String(answer.retryAfterSeconds);
  return Response.json(answer, { status: statuses[answer.outcome], headers });
}

interface Posted extends Scope {
  readonly collectionId: string;
  /** As JSON was read; the service parses it. `undefined` where it was none. */
  readonly body: unknown;
}

/** What a script posted, and who it is. Throws an answer for strangers and for other sites. */
export async function readPosted(args: LoaderFunctionArgs): Promise<Posted> {
  requireSameOrigin(args.request);
  const scope = await scriptScope(args);
  const body: unknown = await args.request.json().catch(() => undefined);
  return { ...scope, collectionId: args.params.collectionId ?? '', body };
}
