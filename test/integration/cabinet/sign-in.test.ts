import { describe, expect, it } from 'vitest';
import { hashPassword } from '../../../app/auth/passwords.server';
import { endSession, findSession } from '../../../app/auth/sessions.server';
import { findViewer, safeReturnTo } from '../../../app/auth/viewer.server';
import { execute, queryRows } from '../../../app/db/sql.server';
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

/** As if the waits that were imposed had passed. */
const letWaitsPass = () => execute(database.em(), 'update sign_in_delay set expire = 0');

async function outcomeOf(login: string, password: string, address: string): Promise<string | number> {
  const result = await signIn(database.em(), { login, password, address });
  if (result.ok) return 'in';
  return result.error.outcome === 'slow_down' ? result.error.retryAfterSeconds : result.error.outcome;
}

describe('[A7] delays after failures', () => {
  it('grow from the fourth failure on up to half a minute, and the right password is taken after the wait', async () => {
    const login = await newUser();
    const address = '10.1.1.1';
    const waits: (string | number)[] = [];
    for (let failure = 1; failure <= 10; failure++) {
      expect(await outcomeOf(login, 'мимо', address)).toBe('wrong_credentials');
      if (failure > 3) waits.push(await outcomeOf(login, PASSWORD, address));
      await letWaitsPass();
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30]);
    expect(await outcomeOf(login, PASSWORD, address)).toBe('in');
  });

  it('hold for the account at that address only', async () => {
    const login = await newUser();
    const other = await newUser();
    for (let i = 0; i < 4; i++) await outcomeOf(login, 'мимо', '10.1.2.1');
    expect(await outcomeOf(login, PASSWORD, '10.1.2.1')).toBe(1);
    expect(await outcomeOf(other, PASSWORD, '10.1.2.1')).toBe('in');
    expect(await outcomeOf(login, PASSWORD, '10.1.2.2')).toBe('in');
  });

  it('a network of guesses waits as a whole, but not the schools that sign in from there', async () => {
    const known = await newUser();
    const newcomer = await newUser();
    const network = (host: number): string => `2001:db8:0:1::${host}`;
    expect(await outcomeOf(known, PASSWORD, network(1))).toBe('in');
    for (let i = 0; i < 31; i++) await outcomeOf(`guess${i}`, 'мимо', network(1));
    expect(await outcomeOf(newcomer, PASSWORD, network(2))).toBe(1);
    expect(await outcomeOf('unknown', PASSWORD, network(3))).toBe(1);
    expect(await outcomeOf(known, PASSWORD, network(1))).toBe('in');
    await letWaitsPass();
    expect(await outcomeOf(newcomer, PASSWORD, network(2))).toBe('in');
  });
});

it('a disabled account does not sign in, and its sessions end', async () => {
  const login = await newUser();
  const result = await from(login, PASSWORD);
  if (!result.ok) throw new Error('refused');
  await execute(database.em(), 'update user_account set disabled_at = now() where login = $1', [login]);
  expect(await from(login, PASSWORD)).toEqual({ ok: false, error: { outcome: 'wrong_credentials' } });
  expect(await findViewer(withCookie(result.value.setCookie))).toBeNull();
});

it('every try is in the audit', async () => {
  const login = await newUser();
  await from(login, 'мимо', '10.2.2.2');
  await from(login, PASSWORD, '10.2.2.2');
  const events = await queryRows(
    database.em(),
    `select action, address from audit_event where user_id = (select id from user_account where login = $1) order by id`,
    [login],
  );
  expect(events).toEqual([
    { action: 'sign_in_failed', address: '10.2.2.2' },
    { action: 'signed_in', address: '10.2.2.2' },
  ]);
});

describe('a session', () => {
  async function aged(hoursLeft: number): Promise<Request> {
    const login = await newUser();
    const result = await from(login, PASSWORD);
    if (!result.ok) throw new Error('refused');
    await execute(
      database.em(),
      `update user_session set expires_at = now() + make_interval(mins => $2)
        where user_id = (select id from user_account where login = $1)`,
      [login, Math.round(hoursLeft * 60)],
    );
    return withCookie(result.value.setCookie);
  }

  it('is prolonged while it is used', async () => {
    const prolonged = await findSession(await aged(1));
    expect(prolonged?.setCookie).toMatch(/Max-Age=43200/);
    const [row] = await queryRows<{ expires_at: Date }>(
      database.em(),
      'select expires_at from user_session where user_id = $1',
      [prolonged?.userId ?? ''],
    );
    expect((row?.expires_at.getTime() ?? 0) - Date.now()).toBeGreaterThan(11 * 3_600_000);
  });

  it('is not prolonged by a page that asks by itself', async () => {
    const request = await aged(1);
    request.headers.set('Sbor-Unattended', '1');
    expect(await findSession(request)).toMatchObject({ setCookie: null });
    const attended = await findSession(
      new Request(request.url, { headers: { Cookie: request.headers.get('Cookie') ?? '' } }),
    );
    expect(attended?.setCookie).toMatch(/Max-Age/);
  });

  it('is over after its time', async () => {
    expect(await findSession(await aged(-0.1))).toBeNull();
    const unattended = await aged(-0.1);
    unattended.headers.set('Sbor-Unattended', '1');
    expect(await findSession(unattended)).toBeNull();
  });
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
  ['/lk/..//evil.example', '/lk'],
  ['/lk/\r\nSet-Cookie: a=b', '/lk/Set-Cookie:%20a=b'],
  ['/lk/publications/впр', '/lk/publications/%D0%B2%D0%BF%D1%80'],
  [null, '/lk'],
])('after signing in %s leads to %s', (given, expected) => {
  expect(safeReturnTo(given)).toBe(expected);
});
