import { expect, it } from 'vitest';
import { hashPassword } from '../../../app/auth/passwords.server';
import { endSession, findSession } from '../../../app/auth/sessions.server';
import { findViewer, safeReturnTo } from '../../../app/auth/viewer.server';
import { queryRows } from '../../../app/db/sql.server';
import { signIn } from '../../../app/services/sign-in.server';
import { useDatabase } from '../../support/database';
import { createUser } from '../../support/factories';

const database = useDatabase();
const PASSWORD = 'Верный пароль 1';
let counter = 0;

async function newUser(): Promise<string> {
  counter++;
  const login = `edu91000${counter}`;
  await createUser(database.em(), { login, passwordHash: await hashPassword(PASSWORD) });
  return login;
}

const from = (login: string, password: string, address = `10.0.0.${counter}`) =>
  signIn(database.em(), { login, password, address });

const withCookie = (setCookie: string): Request =>
  new Request('http://localhost/lk', { headers: { Cookie: setCookie.split(';')[0] ?? '' } });

it('[A5] [A6] the right login and password start a session that names the viewer', async () => {
  const login = await newUser();
  const result = await from(login, PASSWORD);
  if (!result.ok) throw new Error('refused');
  expect(result.value.setCookie).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/);
  expect(await findViewer(withCookie(result.value.setCookie))).toMatchObject({ login, role: 'organisation' });
});

it.each([
  ['another case of the login', (login: string) => [login.toUpperCase(), PASSWORD]],
  ['a space after the password', (login: string) => [login, `${PASSWORD} `]],
  ['a space before the login', (login: string) => [` ${login}`, PASSWORD]],
  ['a wrong password', (login: string) => [login, 'другой']],
  ['an unknown login', () => ['edu990000', PASSWORD]],
  ['a NUL in the login', (login: string) => [`${login}\0`, PASSWORD]],
] as const)('[A5] [A7] %s gives one and the same answer', async (_name, credentials) => {
  const [login = '', password = ''] = credentials(await newUser());
  expect(await from(login, password)).toEqual({ ok: false, error: { outcome: 'wrong_credentials' } });
});

it('failures delay the next try from the same address, and nobody else', async () => {
  const login = await newUser();
  const outcomes: string[] = [];
  for (let i = 0; i < 5; i++) {
    const result = await from(login, 'мимо', '10.1.1.1');
    outcomes.push(result.ok ? 'in' : result.error.outcome);
  }
  expect(outcomes).toEqual([...Array<string>(4).fill('wrong_credentials'), 'slow_down']);
  expect((await from(login, PASSWORD, '10.1.1.2')).ok).toBe(true);
});

it('the table of sessions holds no token, and signing out ends the session', async () => {
  const login = await newUser();
  const result = await from(login, PASSWORD);
  if (!result.ok) throw new Error('refused');
  const token = /sbor_session=([^;]+)/.exec(result.value.setCookie)?.[1] ?? '';
  const rows = await queryRows<{ id: string }>(database.em(), 'select id from user_session');
  expect(rows.map((row) => row.id)).not.toContain(token);
  await endSession(withCookie(result.value.setCookie));
  expect(await findSession(withCookie(result.value.setCookie))).toBeNull();
});

it.each([
  ['/lk/notifications?page=2', '/lk/notifications?page=2'],
  ['//evil.example', '/lk'],
  ['/lk\\evil', '/lk'],
  ['https://evil.example/lk', '/lk'],
  ['/lkevil', '/lk'],
  [null, '/lk'],
])('after signing in %s leads to %s', (given, expected) => {
  expect(safeReturnTo(given)).toBe(expected);
});
