import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { extraColumns, storeParticipantColumns } from '~/db/queries/participant-columns.server';
import type { Viewer } from '~/protocol/views';

/** Keeps which columns the viewer has beside those of the manual; unknown ones are left out. False for those who see no such list. */
export async function setParticipantColumns(
  em: EntityManager,
  viewer: Viewer,
  wanted: readonly string[],
): Promise<boolean> {
  if (!can(viewer, 'participants.read')) return false;
  await storeParticipantColumns(
    em,
    viewer.userId,
    extraColumns.filter((column) => wanted.includes(column)),
  );
  return true;
}
