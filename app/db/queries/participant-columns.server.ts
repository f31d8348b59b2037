import type { ExtraColumn } from '../../protocol/views';
import type { EntityManager } from '../orm.server';
import { execute, queryRow } from '../sql.server';

export const extraColumns: readonly ExtraColumn[] = ['errorsLeft', 'lastActivity', 'contact'];

/** The columns that a user has beside those of the manual, in their order; what is not known any more is left out. */
export async function findParticipantColumns(
  em: EntityManager,
  userId: string,
): Promise<readonly ExtraColumn[]> {
  const row = await queryRow<{ participant_columns: readonly string[] }>(
    em,
    'select participant_columns from user_account where id = $1',
    [userId],
  );
  return extraColumns.filter((column) => row?.participant_columns.includes(column) === true);
}

export async function storeParticipantColumns(
  em: EntityManager,
  userId: string,
  columns: readonly ExtraColumn[],
): Promise<void> {
  await execute(em, 'update user_account set participant_columns = $2 where id = $1', [userId, columns]);
}
