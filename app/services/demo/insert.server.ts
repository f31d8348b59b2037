import type { EntityManager } from '~/db/orm.server';
import { execute } from '~/db/sql.server';

const ROWS_A_STATEMENT = 500;

/**
 * Inserts plain rows, many in one statement. `columns` gives names and types, e.g. `{ id: 'uuid', audience: 'jsonb' }`;
 * rows are objects with those names; what else they hold is left out.
 */
export async function insertRows(
  em: EntityManager,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const names = Object.keys(columns).join(', ');
  const shape = Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ');
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    const part = JSON.stringify(rows.slice(start, start + ROWS_A_STATEMENT));
    await execute(
      em,
      `insert into ${table} (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as r(${shape})`,
      [part],
    );
  }
}
