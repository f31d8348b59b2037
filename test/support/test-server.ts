import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** What tests need to make databases of their own. */
export interface TestServer {
  /** Address of the server's own database, for `create database`. */
  readonly adminUrl: string;
  /** Name of a migrated, empty database that nobody is connected to. */
  readonly template: string;
  /** Begins the names of all databases of this run. */
  readonly prefix: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** The address of another database on the same server. */
export function databaseUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Makes a copy of the migrated template and returns its name. */
export async function createDatabase(server: TestServer): Promise<string> {
  const name = `${server.prefix}${randomBytes(6).toString('hex')}`;
  await runAsAdmin(server, `create database ${name} template ${server.template}`);
  return name;
}

/** Drops it, whoever is still connected. */
export async function dropDatabase(server: TestServer, name: string): Promise<void> {
  await runAsAdmin(server, `drop database if exists ${name} with (force)`);
}

async function runAsAdmin(server: TestServer, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
