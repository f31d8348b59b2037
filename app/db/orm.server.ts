import { ReferenceKind, UnderscoreNamingStrategy, type EntityMetadata, type MikroORM } from '@mikro-orm/core';
import {
  defineConfig,
  MikroORM as PostgresOrm,
  type EntityManager,
  type Options,
  type PostgreSqlDriver,
} from '@mikro-orm/postgresql';
import { getConfig } from '../config.server';
import * as entities from './entities/index.server';

export type { EntityManager } from '@mikro-orm/postgresql';

/** Names of constraints as PostgreSQL gives them itself, so that migrations need not name any. */
class PostgresNames extends UnderscoreNamingStrategy {
  override indexName(
    table: string,
    columns: string[],
    type: 'primary' | 'foreign' | 'unique' | 'index' | 'sequence' | 'check',
  ): string {
    const suffix = {
      primary: 'pkey',
      foreign: 'fkey',
      unique: 'key',
      index: 'idx',
      sequence: 'seq',
      check: 'check',
    }[type];
    return (type === 'primary' ? [table, suffix] : [table, ...columns, suffix]).join('_');
  }
}

/** PostgreSQL's own defaults, where MikroORM has others: no cascade that the entity does not name. */
function keepReferencesPlain(meta: EntityMetadata): void {
  for (const property of Object.values(meta.properties)) {
    if (property.kind !== ReferenceKind.MANY_TO_ONE) continue;
    property.updateRule ??= 'no action';
    property.deleteRule ??= 'no action';
  }
}

export interface DatabaseOptions {
  readonly url: string;
  /** Connections that the pool may hold. */
  readonly poolSize: number;
}

/** Where the migrator keeps which migrations ran. */
export const migrationTable = 'schema_migration';

/** Options shared by the application, the migrations and the tests. */
export function ormOptions({ url, poolSize }: DatabaseOptions): Options {
  return defineConfig({
    clientUrl: url,
    entities: Object.values(entities),
    namingStrategy: PostgresNames,
    pool: { min: 0, max: poolSize },
    discovery: { disableDynamicFileAccess: true, onMetadata: keepReferencesPlain },
    forceUtcTimezone: true,
    // Those of the migrator, of the rate limiter and of the job queue, which look after their tables themselves.
    schemaGenerator: {
      skipTables: [migrationTable, 'sign_in_failure', 'sign_in_delay', 'api_request', /^agenda_/],
    },
  });
}

export type Orm = MikroORM<PostgreSqlDriver>;

/** An ORM that connects when it is first used. The caller closes it. */
export function openOrm(options: DatabaseOptions): Orm {
  return PostgresOrm.initSync(ormOptions(options));
}

let current: Orm | undefined;

/** The ORM of this process; its pool is made once. */
function getOrm(): Orm {
  const { databaseUrl, databasePool } = getConfig();
  return (current ??= openOrm({ url: databaseUrl, poolSize: databasePool }));
}

/** A fresh EntityManager for one request or job: its identity map is shared with nobody. */
export function forkEm(): EntityManager {
  return getOrm().em.fork();
}

/** Whether the database answers; false when it does not, never an exception. */
export async function isDatabaseReady(): Promise<boolean> {
  return getOrm().isConnected();
}

/** Closes the pool of this process; running transactions are awaited by their owners. */
export async function closeOrm(): Promise<void> {
  const orm = current;
  current = undefined;
  await orm?.close(true);
}
