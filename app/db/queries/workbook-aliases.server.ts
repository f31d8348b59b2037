import type { EntityManager } from '../orm.server';
import { execute, queryRow } from '../sql.server';

/** Unparsed; null where the organisation never said anything. */
export async function findAliases(em: EntityManager, orgUnitId: string, formId: string): Promise<unknown> {
  const row = await queryRow<{ readonly aliases: unknown }>(
    em,
    'select aliases from workbook_alias where org_unit_id = $1 and form_id = $2',
    [orgUnitId, formId],
  );
  return row?.aliases ?? null;
}

export async function keepAliases(
  em: EntityManager,
  orgUnitId: string,
  formId: string,
  aliases: unknown,
): Promise<void> {
  await execute(
    em,
    `insert into workbook_alias (org_unit_id, form_id, aliases) values ($1, $2, $3::jsonb)
     on conflict (org_unit_id, form_id) do update set aliases = excluded.aliases, updated_at = now()`,
    [orgUnitId, formId, JSON.stringify(aliases)],
  );
}
