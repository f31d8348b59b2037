import { err, ok, type Result } from 'engine';
import type { EntityManager } from '~/db/orm.server';
import { type Audience, type AudienceFields, audienceSchema } from '~/db/queries/audiences.server';
import { findLogins, findUnits } from '~/db/queries/territories.server';

/**
 * An audience that a person chose, in the form that is kept: no empty or doubled lists, and only places and logins that exist. Nothing
 * chosen is everybody. An error names what is not known.
 */
export async function checkAudience(
  em: EntityManager,
  given: unknown,
): Promise<Result<Audience, { readonly unknown: readonly string[] }>> {
  const parsed = audienceSchema.safeParse(given);
  if (!parsed.success) return err({ unknown: [] });
  const lists = Object.entries<readonly string[]>({ ...parsed.data }).flatMap(([key, values]) =>
    values.length === 0 ? [] : [[key, [...new Set(values)]] as const],
  );
  if (lists.length === 0) return ok(null);
  const fields: AudienceFields = Object.fromEntries(lists);
  const { regions = [], municipalities = [], logins = [] } = fields;
  const units = await findUnits(em, [...regions, ...municipalities]);
  const kindOf = new Map(units.map(({ id, kind }) => [id, kind]));
  const users = new Set((await findLogins(em, logins)).map(({ login }) => login));
  const unknown = [
    ...regions.filter((id) => kindOf.get(id) !== 'region'),
    ...municipalities.filter((id) => kindOf.get(id) !== 'municipality'),
    ...logins.filter((login) => !users.has(login)),
  ];
  return unknown.length === 0 ? ok(fields) : err({ unknown });
}
