import { err, ok, type Result } from 'engine';
import { QueueFull } from '~/auth/bounded-queue';
import { verifyPassword } from '~/auth/passwords.server';
import { forgetSignInFailures, noteSignInFailure, signInDelaySeconds } from '~/auth/sign-in-delay.server';
import { startSession } from '~/auth/sessions.server';
import { getConfig } from '~/config.server';
import type { EntityManager } from '~/db/orm.server';
import { execute, queryRow } from '~/db/sql.server';

export interface SignInInput {
  /** Both exactly as typed: nothing is trimmed or normalised (A5). */
  readonly login: string;
  readonly password: string;
  readonly address: string;
}

export type SignInRefusal =
  | { readonly outcome: 'wrong_credentials' }
  | { readonly outcome: 'slow_down'; readonly retryAfterSeconds: number }
  | { readonly outcome: 'busy'; readonly retryAfterSeconds: number };

interface Account {
  readonly id: string;
  readonly password_hash: string;
  readonly is_demo: boolean;
}

const BUSY_SECONDS = 5;

/**
 * Starts a session. Answers with its `Set-Cookie` header. An unknown login, a wrong password, a disabled account and a
 * demo account in production get the same answer after the same work (A7). Nobody is ever locked out: after the wait that a
 * refusal names, the right password is taken.
 */
export async function signIn(
  em: EntityManager,
  input: SignInInput,
): Promise<Result<{ setCookie: string }, SignInRefusal>> {
  const { password, address } = input;
  // PostgreSQL has no NUL in text; no login has one either.
  const login = input.login.replaceAll('\0', '\ufffd');
  const account = await findAccount(em, login);
  const retryAfterSeconds = await waitSeconds(em, account, { login, address });
  if (retryAfterSeconds > 0) return err({ outcome: 'slow_down', retryAfterSeconds });
  const isRight = await verify(account, password);
  if (isRight === 'busy') return err({ outcome: 'busy', retryAfterSeconds: BUSY_SECONDS });
  if (!account || !isRight) {
    await noteSignInFailure(login, address);
    await audit(em, account?.id ?? null, 'sign_in_failed', address);
    return err({ outcome: 'wrong_credentials' });
  }
  await forgetSignInFailures(login, address);
  await audit(em, account.id, 'signed_in', address);
  return ok({ setCookie: await startSession(account.id) });
}

/**
 * An account that has signed in from this address lately waits for its own failures only: the guesses of somebody behind the
 * same address of a municipality do not keep its schools out.
 */
async function waitSeconds(
  em: EntityManager,
  account: Account | null,
  { login, address }: Pick<SignInInput, 'login' | 'address'>,
): Promise<number> {
  const [own, shared] = await Promise.all([
    signInDelaySeconds('account', login, address),
    signInDelaySeconds('address', login, address),
  ]);
  if (shared <= own) return own;
  return account && (await hasSignedInFrom(em, account.id, address)) ? own : shared;
}

async function hasSignedInFrom(em: EntityManager, userId: string, address: string): Promise<boolean> {
  const found = await queryRow(
    em,
    `select 1 from audit_event where object_kind = 'user' and object_id = $1 and action = 'signed_in' and address = $2
        and at > now() - interval '90 days' limit 1`,
    [userId, address],
  );
  return found !== null;
}

async function findAccount(em: EntityManager, login: string): Promise<Account | null> {
  const account = await queryRow<Account>(
    em,
    'select id, password_hash, is_demo from user_account where login = $1 and disabled_at is null',
    [login],
  );
  return account?.is_demo && getConfig().mode === 'production' ? null : account;
}

async function verify(account: Account | null, password: string): Promise<boolean | 'busy'> {
  try {
    return await verifyPassword(account?.password_hash ?? null, password.slice(0, 1000));
  } catch (error) {
    if (error instanceof QueueFull) return 'busy';
    throw error;
  }
}

async function audit(
  em: EntityManager,
  userId: string | null,
  action: 'signed_in' | 'sign_in_failed',
  address: string,
): Promise<void> {
  await execute(
    em,
    `insert into audit_event (user_id, action, object_kind, object_id, address)
     values ($1::uuid, $2, case when $1::uuid is not null then 'user' end, $1::text, $3)`,
    [userId, action, address],
  );
}
