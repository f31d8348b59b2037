import { inject, expect, it } from 'vitest';
import pg from 'pg';
import { Migration001Initial } from '../../../migrations/001-initial';
import { Migration006Files } from '../../../migrations/006-files';
import { openOrm } from '../../../app/db/orm.server';
import { databaseUrl, dropDatabase } from '../../support/test-server';

it('[A15] files from before keep their contents, their downloads and their order; what two share is kept once', async () => {
  const server = inject('testServer');
  const name = `${server.prefix}before`;
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = databaseUrl(server.adminUrl, name);
  const orm = openOrm({ url, poolSize: 1 });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const migrate = async (Migration: typeof Migration001Initial | typeof Migration006Files) => {
      const migration = new Migration(orm.em.getDriver(), orm.config);
      migration.up();
      for (const query of migration.getQueries()) if (typeof query === 'string') await client.query(query);
    };
    await migrate(Migration001Initial);
    const hash = 'ab'.repeat(32);
    await client.query(`
      insert into org_unit (id, code, kind, title, time_zone) values (gen_random_uuid(), 'RU', 'country', 'Страна', 'Europe/Moscow');
      insert into org_unit (code, kind, organisation_kind, title, parent_id, time_zone)
        select 'edu1', 'organisation', 'edu', 'Школа', id, 'Europe/Moscow' from org_unit;
      insert into user_account (login, display_name, password_hash, role, org_unit_id)
        select 'edu1', 'x', 'x', 'organisation', id from org_unit where code = 'edu1';
      insert into section (slug, title, position) values ('s', 's', 1);
      insert into publication (section_id, slug, title) select id, 'p', 'p' from section;
      insert into publication_block (publication_id, position, kind) select id, 1, 'storage' from publication;
      insert into stored_file (block_id, name, media_type, size_bytes, storage_key, position, audience)
        select b.id, v.name, 'application/pdf', v.size, v.key, v.position, v.audience::jsonb from publication_block b, (values
          ('один', 5, 'files/${hash}', 0, null), ('два', 5, 'files/${hash}', 1, '{"logins":["edu1"]}'),
          ('три', 7, 'files/by-hand.pdf', 2, '{"kinds":["edu"]}')) v (name, size, key, position, audience);
      insert into file_download (file_id, user_id, downloaded_at)
        select f.id, u.id, v.at from stored_file f, user_account u, (values (now() - interval '1 day'), (now())) v (at) where f.name = 'один'`);
    await migrate(Migration006Files);
    const { rows: files } = await client.query(
      `select f.name, f.personal, c.hash, c.size_bytes::int as size, c.storage_key from stored_file f
         join file_content c on c.hash = f.content_hash order by f.position`,
    );
    expect(files).toEqual([
      { name: 'один', personal: false, hash, size: 5, storage_key: `files/${hash}` },
      { name: 'два', personal: true, hash, size: 5, storage_key: `files/${hash}` },
      // Its hash is not known: it is kept, and shared with no upload.
      {
        name: 'три',
        personal: false,
        hash: 'key:files/by-hand.pdf',
        size: 7,
        storage_key: 'files/by-hand.pdf',
      },
    ]);
    const { rows: downloads } = await client.query(
      `select f.name, d.times, d.last_at > d.first_at as later from organisation_download d join stored_file f on f.id = d.file_id`,
    );
    expect(downloads).toEqual([{ name: 'один', times: 2, later: true }]);
  } finally {
    await client.end();
    await orm.close(true);
    await dropDatabase(server, name);
  }
});
