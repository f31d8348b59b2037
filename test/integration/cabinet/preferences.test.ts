import { describe, expect, it } from 'vitest';
import { findViewerById } from '../../../app/auth/viewer.server';
import { execute } from '../../../app/db/sql.server';
import { setPreferences } from '../../../app/services/set-preferences.server';
import { useDatabase } from '../../support/database';
import { createCountry, createUser } from '../../support/factories';
import { viewerOf } from '../../support/viewers';

const database = useDatabase();

async function account() {
  const em = database.em();
  const user = await createUser(em, { orgUnit: await createCountry(em) });
  return { em, user, viewer: await viewerOf(em, user) };
}

describe('preferences of an account', () => {
  it('begin with the table', async () => {
    const { em, user } = await account();
    expect(await findViewerById(em, user.id)).toMatchObject({ gridView: 'table', locale: 'ru' });
  });

  it('remember the view of sheets, and keep what was not spoken of', async () => {
    const { em, user, viewer } = await account();
    await setPreferences(em, viewer, { theme: 'dark' });
    await setPreferences(em, viewer, { gridView: 'spreadsheet' });
    expect(await findViewerById(em, user.id)).toMatchObject({ gridView: 'spreadsheet', theme: 'dark' });
    await setPreferences(em, viewer, { locale: 'en' });
    expect(await findViewerById(em, user.id)).toMatchObject({ gridView: 'spreadsheet', locale: 'en' });
  });

  it('know no other views', async () => {
    const { em, user } = await account();
    const other = execute(em, `update user_account set grid_view = 'cards' where id = $1`, [user.id]);
    await expect(other).rejects.toThrow(/user_account_grid_view_check/);
  });
});
