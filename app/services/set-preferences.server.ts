import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { execute } from '~/db/sql.server';
import type { Viewer } from '~/protocol/views';

/** Keeps the language, the theme and the view of sheets with the account. */
export async function setPreferences(
  em: EntityManager,
  viewer: Viewer,
  { locale, theme, gridView }: Partial<Pick<Viewer, 'locale' | 'theme' | 'gridView'>>,
): Promise<void> {
  if (!can(viewer, 'preferences.write')) return;
  await execute(
    em,
    `update user_account set locale = coalesce($2, locale), theme = coalesce($3, theme), grid_view = coalesce($4, grid_view)
      where id = $1`,
    [viewer.userId, locale ?? null, theme ?? null, gridView ?? null],
  );
}
