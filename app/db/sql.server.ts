import { IsolationLevel } from '@mikro-orm/core';
import type { EntityManager, Knex } from '@mikro-orm/postgresql';
import pg from 'pg';

const isolationLevels = {
  'read committed': IsolationLevel.READ_COMMITTED,
  'repeatable read': IsolationLevel.REPEATABLE_READ,
  serializable: IsolationLevel.SERIALIZABLE,
} as const;

export interface TransactionOptions {
  /** `read committed` unless named. */
  readonly isolation?: keyof typeof isolationLevels;
  readonly readOnly?: boolean;
}

/**
 * Runs `work` in one transaction with its own EntityManager: entities that it changed are flushed, then everything is
 * committed; any exception rolls back and is thrown on. Inside a transaction it is a savepoint.
 */
export async function withTransaction<T>(
  em: EntityManager,
  work: (em: EntityManager) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  return em.transactional(work, {
    isolationLevel: isolationLevels[options.isolation ?? 'read committed'],
    readOnly: options.readOnly,
  });
}

export type SqlParameter = string | number | boolean | Date | null | readonly string[] | readonly number[];

/**
 * Rows of a query in the transaction that `em` is in, if any. Parameters are `$1`, `$2`, …; an array is a PostgreSQL
 * array (`= any($1)`), JSON is passed as text (`$1::jsonb`). Columns keep their names; `bigint` comes as a number (and
 * throws beyond 2^53), `timestamptz` as a Date, `date` and `numeric` as text, `jsonb` parsed. Pending changes of entities
 * are not flushed first. Throws MikroORM's driver exceptions, e.g. `UniqueConstraintViolationException`.
 *
 * The row type is the caller's promise about its own SQL; nothing checks it.
 */
export async function queryRows<Row extends object>(
  em: EntityManager,
  sql: string,
  parameters: readonly SqlParameter[] = [],
): Promise<Row[]> {
  const result = await run(em, sql, parameters);
  const decoders = result.fields.flatMap(({ name, dataTypeID }) => {
    const decode = decodersByType.get(dataTypeID);
    return decode ? [{ name, decode }] : [];
  });
  for (const row of result.rows) {
    for (const { name, decode } of decoders) {
      const value = row[name];
      if (typeof value === 'string') row[name] = decode(value);
    }
  }
  return result.rows as Row[];
}

/** The first row, or null. */
export async function queryRow<Row extends object>(
  em: EntityManager,
  sql: string,
  parameters: readonly SqlParameter[] = [],
): Promise<Row | null> {
  const [row] = await queryRows<Row>(em, sql, parameters);
  return row ?? null;
}

/** Runs a statement and tells how many rows it changed. */
export async function execute(
  em: EntityManager,
  sql: string,
  parameters: readonly SqlParameter[] = [],
): Promise<number> {
  const result = await run(em, sql, parameters);
  return result.rowCount ?? 0;
}

const { INT8, TIMESTAMPTZ } = pg.types.builtins;
const decodersByType = new Map<number, (text: string) => unknown>([
  [INT8, toSafeNumber],
  [TIMESTAMPTZ, pg.types.getTypeParser(TIMESTAMPTZ)],
]);

function toSafeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} does not fit into a number`);
  return number;
}

async function run(
  em: EntityManager,
  sql: string,
  parameters: readonly SqlParameter[],
): Promise<pg.QueryResult<Record<string, unknown>>> {
  const { text, bindings } = toPositional(sql, parameters);
  const query = em.getKnex().raw<pg.QueryResult<Record<string, unknown>>>(text, bindings);
  const transaction = em.getTransactionContext<Knex.Transaction>();
  if (transaction) void query.transacting(transaction);
  try {
    return await query;
  } catch (error) {
    throw error instanceof Error ? em.getPlatform().getExceptionConverter().convertException(error) : error;
  }
}

/** Knex knows `?` only, and would take PostgreSQL's own `?` operators for parameters. */
function toPositional(sql: string, parameters: readonly SqlParameter[]) {
  const bindings: SqlParameter[] = [];
  const text = sql.replaceAll(/\?|\$(\d+)/g, (found, digits: string | undefined) => {
    if (digits === undefined) return '\\?';
    const index = Number(digits) - 1;
    const value = parameters[index];
    if (value === undefined) throw new Error(`the query has no parameter ${found}`);
    bindings.push(value);
    return '?';
  });
  // Knex declares arrays of bindings mutable, and never changes them.
  return { text, bindings: bindings as Knex.RawBinding[] };
}
