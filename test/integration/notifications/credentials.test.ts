import { expect, it } from 'vitest';
import { hashPassword } from '../../../app/auth/passwords.server';
import { startSession } from '../../../app/auth/sessions.server';
import { queryRow, queryRows } from '../../../app/db/sql.server';
import { newPassword } from '../../../app/services/accounts/new-password';
import { replacePassword } from '../../../app/services/accounts/replace-password.server';
import { signIn } from '../../../app/services/sign-in.server';
import { useDatabase } from '../../support/database';
import { createMunicipality, createOrganisation, createRegion, createUser } from '../../support/factories';

const database = useDatabase();

it('a replaced password works, the old one and its sessions do not; coordinators are told, the password is nowhere', async () => {
  const em = database.em();
  const region = await createRegion(em);
  const municipality = await createMunicipality(em, { region });
  const orgUnit = await createOrganisation(em, { region, municipality, title: 'Колледж' });
  const user = await createUser(em, { orgUnit, passwordHash: await hashPassword('старый') });
  const coordinators = [
    await createUser(em, { role: 'municipal', orgUnit: municipality }),
    await createUser(em, { role: 'regional', orgUnit: region }),
  ];
  await createUser(em, { role: 'regional', orgUnit: await createRegion(em) });
  await startSession(user.id);
  const password = await replacePassword(em, { login: user.login, reason: 'утрачен', replacedBy: null });
  const outcome = async (given: string) => {
    const result = await signIn(em, { login: user.login, password: given, address: '127.0.0.1' });
    return result.ok ? 'in' : result.error.outcome;
  };
  expect(await queryRow(em, 'select 1 from user_session where user_id = $1', [user.id])).toBeNull();
  expect(await outcome(password ?? '')).toBe('in');
  expect(await outcome('старый')).toBe('wrong_credentials');
  const told = await queryRows<{ user_id: string; details: unknown }>(
    em,
    `select user_id, details from notification where kind = 'credentials_replaced'`,
  );
  expect(told.map(({ user_id }) => user_id).sort()).toEqual(
    [user, ...coordinators].map(({ id }) => id).sort(),
  );
  expect(told[0]?.details).toEqual({ login: user.login, organisation: 'Колледж' });
  const audit = await queryRow<{ details: unknown }>(
    em,
    `select details from audit_event where action = 'credentials_replaced'`,
  );
  expect(audit?.details).toEqual({ reason: 'утрачен' });
});

it('an unknown login is refused', async () => {
  expect(await replacePassword(database.em(), { login: 'nobody', reason: '', replacedBy: null })).toBeNull();
});

it('passwords can be read out and are never the same', () => {
  const passwords = Array.from({ length: 200 }, newPassword);
  expect(new Set(passwords).size).toBe(200);
  for (const password of passwords) expect(password).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/);
});
