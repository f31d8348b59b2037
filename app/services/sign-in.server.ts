import { err, ok, type Result } from 'engine';
import { HashingBusy, verifyPassword } from '~/auth/passwords.server';
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
 * demo account in production cannot be told apart (A7).
 */
export async function signIn(
  em: EntityManager,
  input: SignInInput,
): Promise<Result<{ setCookie: string }, SignInRefusal>> {
  const { password, address } = input;
  // PostgreSQL has no NUL in text; no login has one either.
  const login = input.login.replaceAll('\0', '\ufffd');
  const retryAfterSeconds = await signInDelaySeconds(login, address);
  if (retryAfterSeconds > 0) return err({ outcome: 'slow_down', retryAfterSeconds });
  const account = await findAccount(em, login);
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
    if (error instanceof HashingBusy) return 'busy';
    throw error;
  }
}

async function audit(
  em: EntityManager,
  userId: string | null,
  action: string,
  address: string,
): Promise<void> {
  await execute(em, 'insert into audit_event (user_id, action, address) values ($1, $2, $3)', [
    userId,
    action,
    address,
  ]);
}
