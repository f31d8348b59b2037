/** Rows and bodies that the walk through all routes needs. */
import type { EntityManager } from '../../../app/db/orm.server';
import { queryRow } from '../../../app/db/sql.server';

/** A status; where a page leads to; `login` for the login page that leads back afterwards. */
export type Outcome = number | string;

export interface Posted {
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Sent beside the form as `file`. */
  readonly file?: string;
}

/** `school` takes part; `other` is a school elsewhere, `stranger` the coordinator of that region. */
export const people = [
  'guest',
  'school',
  'other',
  'municipal',
  'regional',
  'stranger',
  'federal',
  'admin',
] as const;
export type Person = (typeof people)[number];

export type Outcomes = Readonly<Partial<Record<Person, Outcome>>> & { readonly rest: Outcome };

export interface Walk {
  readonly loader?: Outcomes;
  readonly action?: Outcomes;
  readonly posts?: () => Posted;
  /** Other than the usual ones. */
  readonly params?: () => Readonly<Record<string, string>>;
}

export const everybody: Outcomes = { guest: 'login', rest: 200 };
export const watchers = (allowed: Outcome, guest: Outcome = 'login'): Outcomes => ({
  guest,
  municipal: allowed,
  regional: allowed,
  federal: allowed,
  rest: 404,
});
export const participant = (allowed: Outcome, others: Outcome, guest: Outcome = 401): Outcomes => ({
  guest,
  school: allowed,
  rest: others,
});
export function bodyOf({ form = {}, json, file }: Posted): BodyInit {
  if (json !== undefined) return JSON.stringify(json);
  if (file === undefined) return new URLSearchParams(form);
  const body = new FormData();
  for (const [name, value] of Object.entries(form)) body.set(name, value);
  body.set('file', new Blob([file]), 'file.xlsx');
  return body;
}

const tokenHolders: Outcomes = { ...watchers(200), stranger: 200 };
const programs = {
  collections: 401,
  collection: 401,
  participants: 401,
  submissions: 401,
  submission: 401,
  forms: 401,
  form: 401,
  'table-schema': 401,
  'org-units': 401,
  unknown: 404,
  document: 200,
};

/** Tokens; and programs, to whom it does not matter who is signed in: they show tokens. */
export const ofPrograms: Readonly<Record<string, Walk>> = {
  'routes/tokens/tokens.tsx': {
    loader: tokenHolders,
    action: tokenHolders,
    posts: () => ({ form: { name: 'Проверка', scopes: 'collections:read', days: '30' } }),
  },
  'routes/tokens/guide.tsx': { loader: tokenHolders },
  ...Object.fromEntries(
    Object.entries(programs).map(([name, rest]) => [`routes/api/${name}.ts`, { loader: { rest } }]),
  ),
};

/** What was submitted; answers with its number. */
export async function createReceipt(
  em: EntityManager,
  submissionId: string,
  userId: string,
): Promise<string> {
  const row = await queryRow<{ number: number }>(
    em,
    `insert into submission_revision
            (submission_id, revision, definition_version_id, answers, today, submitted_by, submitted_at)
     select s.id, 0, s.definition_version_id, '{"sheets":{}}', current_date, $2, now() from submission s where s.id = $1
     returning number`,
    [submissionId, userId],
  );
  return String(row?.number);
}

export async function createDelivery(em: EntityManager, blockId: string, userId: string): Promise<string> {
  const row = await queryRow<{ id: string }>(
    em,
    `insert into file_delivery (block_id, user_id, name, status) values ($1, $2, 'все.zip', 'done') returning id`,
    [blockId, userId],
  );
  return row?.id ?? '';
}

/** What an answer comes to. Throws what is no answer. */
export async function outcomeOf(call: () => unknown, named: (path: string) => string): Promise<Outcome> {
  let answer: unknown;
  try {
    answer = await call();
  } catch (thrown) {
    if (thrown instanceof Error) throw thrown;
    answer = thrown;
  }
  if (answer instanceof Response) {
    await answer.body?.cancel();
    const location = answer.headers.get('Location');
    if (location === null) return answer.status;
    return location.startsWith('/login?returnTo=') ? 'login' : named(location);
  }
  const init = typeof answer === 'object' && answer !== null && 'init' in answer ? answer.init : null;
  return typeof init === 'object' && init !== null && 'status' in init ? Number(init.status) : 200;
}
