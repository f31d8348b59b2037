import type { EntityManager } from '../orm.server';
import { queryRows } from '../sql.server';
import { containing } from './files.server';

export interface UnitRow {
  readonly id: string;
  readonly kind: 'country' | 'region' | 'municipality' | 'organisation';
  readonly title: string;
  /** Of a municipality. */
  readonly region: string | null;
}

const units = `select o.id, o.kind, o.title, r.title as region from org_unit o left join org_unit r on r.id = o.region_id`;

export function findUnits(em: EntityManager, ids: readonly string[]): Promise<UnitRow[]> {
  return queryRows<UnitRow>(em, `${units} where o.id = any($1::uuid[]) order by o.title`, [ids]);
}

export function findRegions(em: EntityManager): Promise<UnitRow[]> {
  return queryRows<UnitRow>(em, `${units} where o.kind = 'region' order by o.title`);
}

/** Municipalities whose title holds the text. */
export function searchMunicipalities(em: EntityManager, text: string, limit: number): Promise<UnitRow[]> {
  return queryRows<UnitRow>(
    em,
    `${units} where o.kind = 'municipality' and o.title ilike $1 order by o.title, r.title limit $2`,
    [containing(text), limit],
  );
}

export interface LoginRow {
  readonly login: string;
  readonly title: string;
}

const logins = `select u.login, o.title from user_account u join org_unit o on o.id = u.org_unit_id`;

/** Accounts with these logins, exactly. */
export function findLogins(em: EntityManager, wanted: readonly string[]): Promise<LoginRow[]> {
  return queryRows<LoginRow>(em, `${logins} where u.login = any($1) order by u.login`, [wanted]);
}

/** Accounts of organisations whose login begins with the text or whose title holds it. */
export function searchOrganisations(em: EntityManager, text: string, limit: number): Promise<LoginRow[]> {
  return queryRows<LoginRow>(
    em,
    `${logins} where u.role = 'organisation' and u.disabled_at is null and (u.login ilike $1 or o.title ilike $2)
      order by u.login limit $3`,
    [containing(text).slice(1), containing(text), limit],
  );
}
