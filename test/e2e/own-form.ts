import type { Browser, Page } from 'playwright-core';
import { inject } from 'vitest';
import { User } from '../../app/db/entities/index.server';
import { openOrm } from '../../app/db/orm.server';
import { execute } from '../../app/db/sql.server';
import { createCollection, createDefinitionVersion, createSubmission } from '../support/factories';
import { demoLogin, type Person, signIn } from './people';

interface OwnForm {
  /** Of the filling page. */
  readonly address: string;
  readonly collectionId: string;
  /** Moves the end of the collection; `seconds` from now, negative for the past. */
  readonly closeIn: (seconds: number) => Promise<void>;
  /** Publishes another version of the form and moves the collection and its submission to it; answers stay as they are. */
  readonly moveTo: (definition: object) => Promise<void>;
}

/** A collection with a form of the test's own, in which one organisation of the demo country takes part. */
export async function openOwnForm(login: string, definition: object, title: string): Promise<OwnForm> {
  return withDatabase(async (em) => {
    const user = await em.findOneOrFail(User, { login }, { populate: ['orgUnit'] });
    const definitionVersion = await createDefinitionVersion(em, { definition });
    const collection = await createCollection(em, { definitionVersion, title });
    const orgUnit = await user.orgUnit.loadOrFail();
    await createSubmission(em, {
      collection,
      orgUnit,
      region: orgUnit.region,
      municipality: orgUnit.municipality,
    });
    return {
      address: `/lk/collections/${collection.id}/table`,
      collectionId: collection.id,
      closeIn: (seconds) =>
        withDatabase(async (other) => {
          await execute(
            other,
            'update collection set closes_at = now() + make_interval(secs => $2) where id = $1',
            [collection.id, seconds],
          );
        }),
      moveTo: (next) =>
        withDatabase(async (other) => {
          const { form } = definitionVersion;
          const moved = await createDefinitionVersion(other, { form, definition: next, version: 2 });
          for (const [table, key] of [
            ['collection', 'id'],
            ['submission', 'collection_id'],
          ]) {
            await execute(other, `update ${table} set definition_version_id = $2 where ${key} = $1`, [
              collection.id,
              moved.id,
            ]);
          }
        }),
    };
  });
}

type Em = ReturnType<ReturnType<typeof openOrm>['em']['fork']>;

async function withDatabase<Result>(work: (em: Em) => Promise<Result>): Promise<Result> {
  const orm = openOrm({ url: inject('testApplication').databaseUrl, poolSize: 2 });
  try {
    return await work(orm.em.fork());
  } finally {
    await orm.close(true);
  }
}

/** A college of the demo country that nobody else signs in as here. */
export const college = (browser: Browser, login: string): Promise<Person> =>
  signIn(browser, { login, password: demoLogin('school').password });

/** Opens the filling page and waits until it can be worked with. */
export async function openPage(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: /Ошибки/ }).waitFor();
}
