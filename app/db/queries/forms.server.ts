import type { EntityManager } from '../orm.server';
import { queryRow } from '../sql.server';

export interface DefinitionVersionRow {
  readonly form_id: string;
  readonly version: number;
  /** Unparsed. */
  readonly definition: unknown;
  readonly code_lists: unknown;
  readonly is_published: boolean;
}

export function findDefinitionVersion(em: EntityManager, id: string): Promise<DefinitionVersionRow | null> {
  return queryRow(
    em,
    `select form_id, version, definition, code_lists, published_at is not null as is_published
       from definition_version where id = $1`,
    [id],
  );
}

/** The id of a published version of a form; null where there is none. */
export async function findPublishedVersion(
  em: EntityManager,
  formId: string,
  version: number,
): Promise<string | null> {
  const row = await queryRow<{ readonly id: string }>(
    em,
    'select id from definition_version where form_id = $1 and version = $2 and published_at is not null',
    [formId, version],
  );
  return row?.id ?? null;
}
