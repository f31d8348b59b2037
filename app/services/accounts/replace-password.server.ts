import { randomUUID } from 'node:crypto';
import { hashPassword } from '~/auth/passwords.server';
import type { EntityManager } from '~/db/orm.server';
import {
  findAccountForReplacement,
  findCoordinatorsOf,
  replaceCredentials,
} from '~/db/queries/accounts.server';
import { notify } from '~/db/queries/notify.server';
import { withTransaction } from '~/db/sql.server';
import { announceTo } from '../notifications/announce.server';
import { newPassword } from './new-password';

export interface Replacement {
  readonly login: string;
  readonly reason: string;
  /** Who replaced it; null for the operator of the server. */
  readonly replacedBy: string | null;
}

/**
 * Gives an account a new password, which is returned once and stored nowhere: old sessions end, the audit names the reason, the account
 * and the coordinators of its organisation are told that it happened. Null where there is no such login.
 */
export async function replacePassword(
  em: EntityManager,
  { login, reason, replacedBy }: Replacement,
): Promise<string | null> {
  const account = await findAccountForReplacement(em, login);
  if (account === null) return null;
  const password = newPassword();
  const passwordHash = await hashPassword(password);
  const told = await withTransaction(em, async (inner) => {
    await replaceCredentials(inner, account.id, { passwordHash, reason, replacedBy });
    const users = [account.id, ...(await findCoordinatorsOf(inner, account.id))];
    const details = { login, organisation: account.organisation };
    return notify(inner, { kind: 'credentials_replaced', subject: randomUUID(), details }, { users });
  });
  announceTo(told);
  return password;
}
