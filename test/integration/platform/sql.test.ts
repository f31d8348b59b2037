import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { describe, expect, it } from 'vitest';
import { OrgUnit, Submission } from '../../../app/db/entities/index.server';
import { execute, queryRow, queryRows, withTransaction } from '../../../app/db/sql.server';
import { useDatabase } from '../../support/database';
import { createCountry, createSubmission } from '../../support/factories';

const database = useDatabase();

describe('raw SQL', () => {
  it('gives numbers, instants, days and JSON their types', async () => {
    const rows = await queryRows(
      database.em(),
      `select 9007199254740991::bigint as big, timestamptz '2023-04-27 12:00:00.123+03' as at, date '2023-04-27' as day,
              '{"a":[1]}'::jsonb as json, null::bigint as nothing, count(*) as number from generate_series(1, 3)`,
    );
    expect(rows).toEqual([
      {
        big: 9007199254740991,
        at: new Date('2023-04-27T09:00:00.123Z'),
        day: '2023-04-27',
        json: { a: [1] },
        nothing: null,
        number: 3,
      },
    ]);
  });

  it('passes parameters by number, arrays and texts with special characters included', async () => {
    const text = `it's "$1" and ? \\ 'Ё' :name`;
    const row = await queryRow(
      database.em(),
      `select $2::text as second, $1::text as first, $2::text || '!' as again, 'b' = any($3::text[]) as found,
              '{"k":1}'::jsonb ? 'k' as has_key, $4::jsonb as json`,
      [text, 'two', ['a', 'b'], JSON.stringify([{ x: null }])],
    );
    expect(row).toEqual({
      second: 'two',
      first: text,
      again: 'two!',
      found: true,
      has_key: true,
      json: [{ x: null }],
    });
  });

  it('refuses a number that would lose digits, and a missing parameter', async () => {
    await expect(queryRows(database.em(), 'select 9007199254740993::bigint as big')).rejects.toThrow(
      RangeError,
    );
    await expect(queryRows(database.em(), 'select $2::text', ['one'])).rejects.toThrow('no parameter $2');
  });

  it('throws the exceptions of the ORM', async () => {
    const country = await createCountry(database.em());
    const again = execute(
      database.em(),
      `insert into org_unit (code, kind, title, time_zone) values ($1, 'country', 'x', 'Europe/Moscow')`,
      [country.code],
    );
    await expect(again).rejects.toThrow(UniqueConstraintViolationException);
  });
});

describe('transactions', () => {
  it('roll back entities and raw SQL together', async () => {
    const country = await createCountry(database.em());
    const attempt = withTransaction(database.em(), async (inner) => {
      const unit = await inner.findOneOrFail(OrgUnit, country.id);
      unit.title = 'changed by the entity';
      await inner.flush();
      await execute(inner, `update org_unit set time_zone = 'changed' where id = $1`, [country.id]);
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    const after = await database.em().findOneOrFail(OrgUnit, country.id);
    expect(after).toMatchObject({ title: country.title, timeZone: country.timeZone });
  });

  it('run at the isolation asked for', async () => {
    const level = await withTransaction(
      database.em(),
      (em) =>
        queryRow(
          em,
          `select current_setting('transaction_isolation') as isolation, current_setting('transaction_read_only') as ro`,
        ),
      { isolation: 'repeatable read', readOnly: true },
    );
    expect(level).toEqual({ isolation: 'repeatable read', ro: 'on' });
  });

  it('read entities with instants, numbers and references as they were written', async () => {
    const submission = await createSubmission(database.em(), { status: 'in_progress', revision: 7 });
    const found = await database.em().findOneOrFail(Submission, submission.id, { populate: ['collection'] });
    expect(found.revision).toBe(7);
    expect(found.startedAt).toEqual(submission.startedAt);
    expect(found.collection.$.opensAt).toBeInstanceOf(Date);
    expect(found.orgUnit.id).toBe(submission.orgUnit.id);
  });
});
