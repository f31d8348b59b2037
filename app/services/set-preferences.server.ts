import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { execute } from '~/db/sql.server';
import type { Viewer } from '~/protocol/views';

/** Keeps the language and the theme with the account. */
export async function setPreferences(
  em: EntityManager,
  viewer: Viewer,
  { locale, theme }: Partial<Pick<Viewer, 'locale' | 'theme'>>,
): Promise<void> {
  if (!can(viewer, 'preferences.write')) return;
  await execute(
    em,
    'update user_account set locale = coalesce($2, locale), theme = coalesce($3, theme) where id = $1',
    [viewer.userId, locale ?? null, theme ?? null],
  );
}
