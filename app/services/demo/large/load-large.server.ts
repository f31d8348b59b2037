import { hashPassword } from '~/auth/passwords.server';
import { getConfig } from '~/config.server';
import type { EntityManager } from '~/db/orm.server';
import { queryRow, withTransaction } from '~/db/sql.server';
import { DEMO_PASSWORD } from '../accounts';
import { insertLargeCollection } from './collection.server';
import { insertLargeCountry } from './units.server';

/**
 * Adds 89 made-up regions with `organisations` (from 1) organisations in all to the demo country, an account for each, and a collection
 * that all organisations take part in, in one transaction. False, and nothing done, where they were added before. Throws outside demo
 * mode and where the demo data are missing.
 */
export async function loadLarge(em: EntityManager, organisations: number): Promise<boolean> {
  if (getConfig().mode !== 'demo') throw new Error('demo data belong to demo mode only');
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return withTransaction(em, async (inner) => {
    const country = await queryRow(
      inner,
      `select 1 from org_unit where kind = 'country' and is_demo for update`,
    );
    if (!country) throw new Error('there are no demo data in this database');
    const loaded = await queryRow(inner, `select 1 from org_unit where kind = 'region' and code = '01'`);
    if (loaded) return false;
    await insertLargeCountry(inner, { count: organisations, passwordHash });
    await insertLargeCollection(inner);
    return true;
  });
}
