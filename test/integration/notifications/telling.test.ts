import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Collection, OrgUnit } from '../../../app/db/entities/index.server';
import { notify } from '../../../app/db/queries/notify.server';
import { execute, queryRow, queryRows } from '../../../app/db/sql.server';
import { notificationKinds } from '../../../app/protocol/notifications';
import { listNotifications } from '../../../app/services/notifications/list-notifications.server';
import { markNotifications } from '../../../app/services/notifications/mark-notifications.server';
import { openNotification } from '../../../app/services/notifications/open-notification.server';
import { tellDeadlines } from '../../../app/services/notifications/tell-deadlines.server';
import { useDatabase } from '../../support/database';
import {
  createBlock,
  createCollection,
  createMunicipality,
  createOrganisation,
  createPublication,
  createRegion,
  createSubmission,
  createUser,
} from '../../support/factories';
import { viewerOf } from '../../support/viewers';

const database = useDatabase();
const hour = 3600 * 1000;
const fromNow = (hours: number) => new Date(Date.now() + hours * hour);

async function schoolWithUser() {
  const em = database.em();
  const orgUnit = await createOrganisation(em);
  const user = await createUser(em, { orgUnit });
  return { orgUnit, user, viewer: await viewerOf(em, user) };
}

/** A collection that a publication shows, with one participant. */
async function openCollection(
  orgUnit: OrgUnit,
  window: { opensAt: Date; closesAt: Date },
): Promise<Collection> {
  const em = database.em();
  const collection = await createCollection(em, { title: 'Паспорт', ...window });
  await createBlock(em, { publication: await createPublication(em), kind: 'collection', collection });
  await createSubmission(em, { collection, orgUnit });
  return collection;
}

it('tells once, however often it is said, and only those who can sign in', async () => {
  const em = database.em();
  const { orgUnit, user } = await schoolWithUser();
  const second = await createUser(em, { orgUnit });
  await createUser(em, { orgUnit, disabledAt: new Date() });
  const notice = { kind: 'accepted', subject: 'one' } as const;
  const told = await notify(em, notice, { orgUnits: [orgUnit.id] });
  expect([...told].sort()).toEqual([user.id, second.id].sort());
  expect(await notify(em, notice, { orgUnits: [orgUnit.id] })).toEqual([]);
  expect(await notify(em, { ...notice, subject: 'two' }, { users: [user.id] })).toEqual([user.id]);
  expect(await notify(em, { ...notice, subject: 'three' }, { users: [] })).toEqual([]);
});

it('all kinds can be told', async () => {
  const { user, viewer } = await schoolWithUser();
  for (const kind of notificationKinds)
    await notify(database.em(), { kind, subject: 's' }, { users: [user.id] });
  const { items } = await listNotifications(database.em(), viewer);
  expect(items.map(({ kind }) => kind).sort()).toEqual([...notificationKinds].sort());
});

it('read and unread singly and together, the own ones only; pages and the unread alone', async () => {
  const em = database.em();
  const { user, viewer } = await schoolWithUser();
  const stranger = await schoolWithUser();
  for (let i = 0; i < 60; i++) {
    await notify(em, { kind: 'new_publication', subject: `p${i}` }, { users: [user.id] });
  }
  const first = await listNotifications(em, viewer);
  expect([first.items.length, first.unread, first.total]).toEqual([50, 60, 60]);
  const second = await listNotifications(em, viewer, { unreadOnly: false, page: 2 });
  expect(second.items).toHaveLength(10);
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(60);
  const id = first.items[0]?.id ?? '';
  await markNotifications(em, stranger.viewer, { ids: [id], read: true });
  await markNotifications(em, viewer, { ids: ['no id'], read: true });
  expect((await listNotifications(em, viewer)).unread).toBe(60);
  await markNotifications(em, viewer, { ids: [id], read: true });
  const unread = await listNotifications(em, viewer, { unreadOnly: true, page: 9 });
  expect([unread.total, unread.page, unread.items.length]).toEqual([59, 2, 9]);
  await markNotifications(em, viewer, { ids: [id], read: false });
  expect((await listNotifications(em, viewer)).unread).toBe(60);
  await markNotifications(em, viewer, { ids: null, read: true });
  expect((await listNotifications(em, viewer)).unread).toBe(0);
});

it('leads to what it is about: the form for schools, participants for coordinators, a publication', async () => {
  const em = database.em();
  const { orgUnit, user, viewer } = await schoolWithUser();
  const region = await createRegion(em);
  const municipality = await createMunicipality(em, { region });
  const coordinator = await createUser(em, { role: 'municipal', orgUnit: municipality });
  const collection = await createCollection(em, { title: 'Паспорт' });
  const submission = await createSubmission(em, { collection, orgUnit });
  const publication = await createPublication(em, { title: 'Приказ' });
  const users = { users: [user.id, coordinator.id] };
  await notify(
    em,
    { kind: 'returned', subject: 'a', collectionId: collection.id, submissionId: submission.id },
    users,
  );
  await notify(em, { kind: 'new_publication', subject: 'b', publicationId: publication.id }, users);
  const own = (await listNotifications(em, viewer)).items;
  const section = publication.section.getEntity().slug;
  expect(own.map(({ title, path }) => [title, path])).toEqual([
    ['Приказ', `/lk/publications/${section}/${publication.slug}`],
    ['Паспорт', `/lk/collections/${collection.id}/table`],
  ]);
  const theirs = (await listNotifications(em, await viewerOf(em, coordinator))).items;
  expect(theirs[1]?.path).toBe(`/lk/collections/${collection.id}/participants/${submission.id}`);
  expect(theirs[1]?.organisation).toBe(orgUnit.title);
  const id = own[1]?.id ?? '';
  expect((await openNotification(em, viewer, id))?.path).toBe(own[1]?.path);
  expect((await listNotifications(em, viewer)).unread).toBe(1);
  expect(await openNotification(em, await viewerOf(em, coordinator), id)).toBeNull();
  expect(await openNotification(em, viewer, randomUUID())).toBeNull();
  expect(await openNotification(em, viewer, 'x')).toBeNull();
});

async function kindsOf(userId: string): Promise<readonly string[]> {
  const rows = await queryRows<{ kind: string }>(
    database.em(),
    'select kind from notification where user_id = $1 order by kind, subject',
    [userId],
  );
  return rows.map(({ kind }) => kind);
}

it('the opening of a collection is told once to its participants, and never for what nobody can find', async () => {
  const em = database.em();
  const { orgUnit, user } = await schoolWithUser();
  const stranger = await schoolWithUser();
  const collection = await openCollection(orgUnit, { opensAt: fromNow(1), closesAt: fromNow(24 * 30) });
  // Nobody can reach it: no publication shows it.
  await createSubmission(em, { collection: await createCollection(em), orgUnit });
  await tellDeadlines(em);
  expect(await kindsOf(user.id)).toEqual([]);
  await execute(em, `update collection set opens_at = now() - interval '1 minute' where id = $1`, [
    collection.id,
  ]);
  await Promise.all([tellDeadlines(em), tellDeadlines(em)]);
  await tellDeadlines(em);
  expect(await kindsOf(user.id)).toEqual(['collection_opened']);
  expect(await kindsOf(stranger.user.id)).toEqual([]);
});

it('who has not submitted hears three days and one day before the end, each once, and again after a prolongation', async () => {
  const em = database.em();
  const { orgUnit, user } = await schoolWithUser();
  const collection = await openCollection(orgUnit, { opensAt: fromNow(-24 * 10), closesAt: fromNow(73) });
  await tellDeadlines(em);
  expect(await kindsOf(user.id)).toEqual([]);
  const closeIn = (hours: number) =>
    execute(em, 'update collection set closes_at = $2 where id = $1', [collection.id, fromNow(hours)]);
  await closeIn(71);
  await tellDeadlines(em);
  await tellDeadlines(em);
  expect(await kindsOf(user.id)).toEqual(['closes_in_3_days']);
  const row = await queryRow<{ closes_at: Date; details: { closesAt: string } }>(
    em,
    `select c.closes_at, n.details from notification n join collection c on c.id = n.collection_id where n.user_id = $1`,
    [user.id],
  );
  expect(row?.details.closesAt).toBe(row?.closes_at.toISOString());
  await closeIn(23);
  await tellDeadlines(em);
  expect(await kindsOf(user.id)).toEqual(['closes_in_1_day', 'closes_in_3_days']);
  // Another end of the window is another subject.
  await execute(
    em,
    `insert into window_exception (collection_id, org_unit_id, closes_at, reason) values ($1, $2, $3, 'метель')`,
    [collection.id, orgUnit.id, fromNow(60)],
  );
  await tellDeadlines(em);
  expect(await kindsOf(user.id)).toEqual(['closes_in_1_day', 'closes_in_3_days', 'closes_in_3_days']);
});

it('who has submitted, has withdrawn, or has a window as short as the warning hears nothing', async () => {
  const em = database.em();
  const submitted = await schoolWithUser();
  const one = await openCollection(submitted.orgUnit, { opensAt: fromNow(-240), closesAt: fromNow(20) });
  await execute(
    em,
    `update submission set status = 'submitted', started_at = now(), submitted_at = now(), submitted_revision = 1 where collection_id = $1`,
    [one.id],
  );
  const withdrawn = await schoolWithUser();
  const two = await openCollection(withdrawn.orgUnit, { opensAt: fromNow(-240), closesAt: fromNow(20) });
  await execute(em, 'update submission set withdrawn_at = now() where collection_id = $1', [two.id]);
  const short = await schoolWithUser();
  await openCollection(short.orgUnit, { opensAt: fromNow(-1), closesAt: fromNow(20) });
  await tellDeadlines(em);
  expect(await kindsOf(submitted.user.id)).toEqual([]);
  expect(await kindsOf(withdrawn.user.id)).toEqual([]);
  expect(await kindsOf(short.user.id)).toEqual(['collection_opened']);
});
