import { expect, it } from 'vitest';
import { openOrm } from '../../../app/db/orm.server';
import { useDatabase } from '../../support/database';

const database = useDatabase();

/** What MikroORM would change although nothing is wrong. */
const known = [
  // Conditions over several columns and ranges stand in the migrations only; it would drop what entities do not name.
  /^alter table "\w+" drop constraint \w+_check\d*;$/,
  // It takes numbers from a named sequence for `serial`, and `serial` for another type than `bigint`.
  /^alter table "(submission_revision|report)" alter column "number" type bigint using \("number"::bigint\);$/,
];

it('entities and migrations describe the same schema', async () => {
  const orm = openOrm({ url: database.url, poolSize: 2 });
  try {
    const sql = await orm.schema.getUpdateSchemaSQL({ wrap: false });
    const statements = sql.split('\n').filter((line) => line !== '' && !known.some((it) => it.test(line)));
    expect(statements).toEqual([]);
  } finally {
    await orm.close(true);
  }
});
