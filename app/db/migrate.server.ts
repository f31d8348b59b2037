import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { Migration001Initial } from '../../migrations/001-initial';
import { Migration002GridView } from '../../migrations/002-grid-view';
import { Migration003WorkbookAliases } from '../../migrations/003-workbook-aliases';
import { Migration004Notifications } from '../../migrations/004-notifications';
import { Migration005Exports } from '../../migrations/005-exports';
import { Migration006Files } from '../../migrations/006-files';
import { Migration007Api } from '../../migrations/007-api';
import { Migration008Monitoring } from '../../migrations/008-monitoring';
import { Migration009Review } from '../../migrations/009-review';
import { Migration010Prolongation } from '../../migrations/010-prolongation';
import { Migration012Mail } from '../../migrations/012-mail';
import { migrationTable, ormOptions } from './orm.server';

/** In order; a migration that was released is never edited. */
const migrations = [
  { name: '001-initial', class: Migration001Initial },
  { name: '002-grid-view', class: Migration002GridView },
  { name: '003-workbook-aliases', class: Migration003WorkbookAliases },
  { name: '004-notifications', class: Migration004Notifications },
  { name: '005-exports', class: Migration005Exports },
  { name: '006-files', class: Migration006Files },
  { name: '007-api', class: Migration007Api },
  { name: '008-monitoring', class: Migration008Monitoring },
  { name: '009-review', class: Migration009Review },
  { name: '010-prolongation', class: Migration010Prolongation },
  { name: '012-mail', class: Migration012Mail },
];

/** Any number, the same in all processes: who holds it migrates, the others wait. */
const migrationLock = 7_266_201;

/**
 * Brings the database to the schema of this version and then runs `alsoPrepare`, both under a lock, so that any number of
 * processes may start at once. Returns the names of the migrations that it ran.
 */
export async function migrateDatabase(
  url: string,
  alsoPrepare: () => Promise<void> = () => Promise.resolve(),
): Promise<string[]> {
  const lock = new pg.Client({ connectionString: url });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [migrationLock]);
    const ran = await runMigrations(url);
    await alsoPrepare();
    return ran;
  } finally {
    // The lock belongs to the connection and ends with it.
    await lock.end();
  }
}

async function runMigrations(url: string): Promise<string[]> {
  const orm = await MikroORM.init({
    ...ormOptions({ url, poolSize: 2 }),
    extensions: [Migrator],
    migrations: { migrationsList: migrations, tableName: migrationTable, snapshot: false, silent: true },
  });
  try {
    const ran = await orm.migrator.up();
    return ran.map(({ name }) => name);
  } finally {
    await orm.close(true);
  }
}
