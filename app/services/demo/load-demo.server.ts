import { randomUUID } from 'node:crypto';
import { hashPassword } from '~/auth/passwords.server';
import { getConfig } from '~/config.server';
import type { EntityManager } from '~/db/orm.server';
import { queryRow, queryRows, withTransaction } from '~/db/sql.server';
import { DEMO_PASSWORD, type DemoAccount, type DemoUser, demoUsers, shownAccounts } from './accounts';
import { loadCollections } from './collections.server';
import { demoCountry, type DemoUnit } from './country';
import { insertRows } from './insert.server';
import { loadPublications } from './load-publications.server';

/**
 * Loads the demo country into an empty database: territories, organisations, accounts, publications, an open and a closed
 * collection. All in one transaction: an interrupted loading leaves nothing. Answers with accounts to sign in with. Throws
 * outside demo mode.
 */
export async function loadDemo(em: EntityManager): Promise<readonly DemoAccount[]> {
  if (getConfig().mode !== 'demo') throw new Error('demo data belong to demo mode only');
  return withTransaction(em, async (transaction) => {
    const units = demoCountry();
    const users = demoUsers(units);
    const isEmpty = (await queryRow(transaction, 'select 1 from org_unit limit 1')) === null;
    if (isEmpty) {
      await insertUnits(transaction, units);
      const userIds = await insertUsers(transaction, users);
      const collections = await loadCollections(transaction, units, userIds);
      await loadPublications(transaction, units, collections);
    }
    return existing(transaction, shownAccounts(users));
  });
}

/** A database that was filled otherwise has no demo accounts, or only some. */
async function existing(
  em: EntityManager,
  accounts: readonly DemoAccount[],
): Promise<readonly DemoAccount[]> {
  const rows = await queryRows<{ login: string }>(
    em,
    'select login from user_account where is_demo and disabled_at is null and login = any($1)',
    [accounts.map(({ login }) => login)],
  );
  return accounts.filter((account) => rows.some(({ login }) => login === account.login));
}

async function insertUnits(em: EntityManager, units: readonly DemoUnit[]): Promise<void> {
  await insertRows(
    em,
    'org_unit',
    {
      id: 'uuid',
      code: 'text',
      kind: 'text',
      organisation_kind: 'text',
      title: 'text',
      parent_id: 'uuid',
      region_id: 'uuid',
      municipality_id: 'uuid',
      time_zone: 'text',
      is_demo: 'boolean',
    },
    units.map((unit) => ({
      id: unit.id,
      code: unit.code,
      kind: unit.kind,
      organisation_kind: unit.organisationKind,
      title: unit.title,
      parent_id: unit.parentId,
      region_id: unit.regionId,
      municipality_id: unit.municipalityId,
      time_zone: unit.timeZone,
      is_demo: true,
    })),
  );
}

/** Ids of users by the id of their unit. */
async function insertUsers(
  em: EntityManager,
  users: readonly DemoUser[],
): Promise<ReadonlyMap<string, string>> {
  // One hash for all: their password is known to everybody anyway.
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const rows = users.map((user) => ({
    id: randomUUID(),
    login: user.login,
    display_name: user.displayName,
    password_hash: passwordHash,
    role: user.role,
    org_unit_id: user.unit.id,
    is_demo: true,
  }));
  await insertRows(
    em,
    'user_account',
    {
      id: 'uuid',
      login: 'text',
      display_name: 'text',
      password_hash: 'text',
      role: 'text',
      org_unit_id: 'uuid',
      is_demo: 'boolean',
    },
    rows,
  );
  return new Map(rows.map((row) => [row.org_unit_id, row.id]));
}
