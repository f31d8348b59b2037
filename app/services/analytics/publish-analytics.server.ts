import { getLogger } from '~/log.server';
import type { EntityManager } from '~/db/orm.server';
import {
  createAnalystRole,
  createAnalyticsSchema,
  findPublishedVersions,
  grantToAnalysts,
  hasAnalystRole,
  hasAnalyticsSchema,
  lockAnalytics,
  type PublishedVersion,
  putView,
  storeCodeLists,
} from '~/db/queries/analytics.server';
import { analystRole } from '~/db/queries/analytics-sql';
import { withTransaction } from '~/db/sql.server';
import { loadForm } from '../collecting/forms.server';
import { toAnalyticsViews } from './view-model';

export interface AnalyticsReport {
  /** Names of views, as `<form> <version>: <reason>` where they could not be made. */
  readonly made: readonly string[];
  readonly same: readonly string[];
  readonly failed: readonly string[];
  /** Why nobody but the owner may read the views; null where the group role may. */
  readonly roleProblem: string | null;
}

/**
 * The views of a version that is being published, in the transaction that publishes it. Collecting data comes first: where the
 * views cannot be made, that is logged, and `npm run analytics` makes them later.
 */
export async function publishAnalytics(em: EntityManager, definitionVersionId: string): Promise<void> {
  try {
    await withTransaction(em, async (savepoint) => {
      if (!(await hasAnalyticsSchema(savepoint))) return;
      await lockAnalytics(savepoint);
      const { source } = await loadForm(savepoint, definitionVersionId);
      await putVersion(savepoint, {
        id: definitionVersionId,
        form_id: source.formId,
        version: source.version,
      });
      if (await hasAnalystRole(savepoint)) await grantToAnalysts(savepoint);
    });
  } catch (error) {
    getLogger().error(
      { err: error, definitionVersionId },
      'no analytics views for this version: npm run analytics',
    );
  }
}

/**
 * Brings the schema `analytics` up to date: what it holds besides forms, the views of all published versions, the group role and its
 * grants. What is as it should be is left alone; each version is a transaction of its own. Throws where the schema cannot be made.
 */
export async function rebuildAnalytics(em: EntityManager): Promise<AnalyticsReport> {
  await withTransaction(em, async (transaction) => {
    await lockAnalytics(transaction);
    await createAnalyticsSchema(transaction);
  });
  const done = { made: [] as string[], same: [] as string[], failed: [] as string[] };
  for (const version of await findPublishedVersions(em)) {
    try {
      const put = await withTransaction(em, async (transaction) => {
        await lockAnalytics(transaction);
        return putVersion(transaction, version);
      });
      done.made.push(...put.made);
      done.same.push(...put.same);
    } catch (error) {
      done.failed.push(`${version.form_id} ${version.version}: ${wordsOf(error)}`);
    }
  }
  return { ...done, roleProblem: await putRole(em) };
}

async function putVersion(em: EntityManager, version: PublishedVersion) {
  const { form } = await loadForm(em, version.id);
  const { views, lists } = toAnalyticsViews(form, version);
  await storeCodeLists(em, version, lists);
  const names = { made: [] as string[], same: [] as string[] };
  for (const view of views) names[await putView(em, view)].push(view.name);
  return names;
}

async function putRole(em: EntityManager): Promise<string | null> {
  try {
    await withTransaction(em, async (transaction) => {
      await lockAnalytics(transaction);
      await createAnalystRole(transaction);
      await grantToAnalysts(transaction);
    });
    return null;
  } catch (error) {
    return `the role ${analystRole} may not read the views (${wordsOf(error)}). As a superuser: create role ${analystRole} nologin; then npm run analytics again`;
  }
}

/** What the database says, without the statement in front of it and the hints behind. */
function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const lines = message.split('\n').filter((line) => !/^\s*- (hint|detail):/.test(line));
  return lines.at(-1)?.split(' - ').at(-1) ?? message;
}
