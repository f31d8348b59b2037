import { expect, it, vi } from 'vitest';
import { hashPassword } from '../../../app/auth/passwords.server';
import { queryRow } from '../../../app/db/sql.server';
import { loadLarge } from '../../../app/services/demo/large/load-large.server';
import { loadDemo } from '../../../app/services/demo/load-demo.server';
import { signIn } from '../../../app/services/sign-in.server';
import { useDatabase } from '../../support/database';
import { createUser } from '../../support/factories';

vi.hoisted(() => {
  process.env.SBOR_MODE = 'production';
});
const database = useDatabase();

it('demo accounts do not sign in in production, others do', async () => {
  const em = database.em();
  const passwordHash = await hashPassword('пароль');
  await createUser(em, { login: 'edu910001', passwordHash, isDemo: true });
  await createUser(em, { login: 'edu910002', passwordHash });
  const outcome = async (login: string) => {
    const result = await signIn(em, { login, password: 'пароль', address: '127.0.0.1' });
    return result.ok ? 'in' : result.error.outcome;
  };
  expect(await outcome('edu910001')).toBe('wrong_credentials');
  expect(await outcome('edu910002')).toBe('in');
});

it('demo data are never loaded in production', async () => {
  await expect(loadDemo(database.em())).rejects.toThrow('demo mode');
  await expect(loadLarge(database.em(), 10)).rejects.toThrow('demo mode');
  expect(await queryRow(database.em(), `select 1 from org_unit where is_demo`)).toBeNull();
});
