import { text } from 'node:stream/consumers';
import { beforeAll, expect, it, vi } from 'vitest';
import type { Collection, OrgUnit } from '../../../app/db/entities/index.server';
import { execute, queryRows } from '../../../app/db/sql.server';
import { getLogger } from '../../../app/log.server';
import type { ParticipantQuery, Viewer } from '../../../app/protocol/views';
import { listParticipants } from '../../../app/services/list-participants.server';
import { countErrors } from '../../../app/services/monitoring/count-errors.server';
import {
  type PhoneListQuery,
  viewPhoneList,
  writePhoneList,
} from '../../../app/services/monitoring/phone-list.server';
import { setParticipantColumns } from '../../../app/services/monitoring/set-columns.server';
import { findOwnContact, setContact } from '../../../app/services/set-contact.server';
import { useDatabase } from '../../support/database';
import {
  createCollection,
  createMunicipality,
  createOrganisation,
  createRegion,
  createSubmission,
  createUser,
} from '../../support/factories';
import { viewerOf } from '../../support/viewers';

const database = useDatabase();
const all: ParticipantQuery = { sort: 'login', descending: false, page: 1 };
const everybody: PhoneListQuery = { sort: 'login', descending: false, logins: [] };
let collection: Collection;
let units: OrgUnit[];
let regional: Viewer;
let stranger: Viewer;
let school: Viewer;

beforeAll(async () => {
  const em = database.em();
  const region = await createRegion(em);
  const municipality = await createMunicipality(em, { region });
  collection = await createCollection(em);
  units = [];
  for (const status of ['submitted', 'in_progress', 'not_started'] as const) {
    const orgUnit = await createOrganisation(em, {
      region,
      municipality,
      title: '=cmd|calc',
      contactName: 'Секретарь',
      phone: '+7 000 000-00-01',
    });
    units.push(orgUnit);
    await createSubmission(em, { collection, orgUnit, region, municipality, status });
  }
  const elsewhere = await createRegion(em);
  const far = await createOrganisation(em, {
    region: elsewhere,
    municipality: await createMunicipality(em, { region: elsewhere }),
  });
  units.push(far);
  await createSubmission(em, { collection, orgUnit: far, region: elsewhere });
  regional = await viewerOf(em, await createUser(em, { role: 'regional', orgUnit: region }));
  stranger = await viewerOf(em, await createUser(em, { role: 'regional', orgUnit: elsewhere }));
  const [first] = units;
  if (first) school = await viewerOf(em, await createUser(em, { orgUnit: first }));
});

const loginsOf = async (viewer: Viewer, query: Partial<PhoneListQuery> = {}) =>
  (await viewPhoneList(database.em(), viewer, collection.id, { ...everybody, ...query }))?.rows.map(
    ({ login }) => login,
  );

it('[A41] those who have not submitted, of the own territory; or whoever was ticked', async () => {
  const [submitted, begun, idle, far] = units.map(({ code }) => code);
  expect(await loginsOf(regional)).toEqual([begun, idle].toSorted());
  expect(await loginsOf(regional, { status: 'submitted' })).toEqual([submitted]);
  expect(await loginsOf(regional, { logins: [submitted ?? '', far ?? '', 'x'] })).toEqual([submitted]);
  expect(await loginsOf(stranger)).toEqual([far]);
  expect(await loginsOf(school)).toBeUndefined();
});

it('the file holds contacts and no formula', async () => {
  const csv = await writePhoneList(database.em(), regional, collection.id, everybody);
  const lines = csv && (await text(csv)).trimEnd().split('\r\n');
  expect(lines?.[0]).toMatch(/Логин;Организация;.*;Телефон;Эл\. почта$/);
  expect(lines).toHaveLength(3);
  expect(lines?.[1]).toContain(";'=cmd|calc;");
  expect(lines?.[1]).toContain(';Секретарь;7 000 000-00-01;');
  expect(await writePhoneList(database.em(), school, collection.id, everybody)).toBeNull();
});

it('columns are kept with the account; unknown ones are left out', async () => {
  const em = database.em();
  const columns = async (viewer: Viewer) =>
    (await listParticipants(em, viewer, collection.id, all))?.extraColumns;
  expect(await columns(regional)).toEqual([]);
  expect(await setParticipantColumns(em, regional, ['contact', 'password', 'errorsLeft'])).toBe(true);
  expect(await columns(regional)).toEqual(['errorsLeft', 'contact']);
  expect(await columns(stranger)).toEqual([]);
  expect(await setParticipantColumns(em, school, ['contact'])).toBe(false);
});

it('[A41] errors left are counted for the revision that they are of', async () => {
  const em = database.em();
  const left = async () =>
    (await listParticipants(em, regional, collection.id, { ...all, status: 'in_progress' }))?.rows[0]
      ?.errorsLeft;
  expect(await left()).toBeNull();
  await countErrors(em, getLogger(), new AbortController().signal);
  const counted = await left();
  expect(counted).toEqual(expect.any(Number));
  await execute(
    em,
    `update submission set revision = revision + 1, changed_at = now() where collection_id = $1 and status = 'in_progress'`,
    [collection.id],
  );
  // Just edited: left alone for a while, and the old count is not shown.
  await countErrors(em, getLogger(), new AbortController().signal);
  expect(await left()).toBeNull();
});

it('a draft that cannot be judged is logged and does not stop the others', async () => {
  const em = database.em();
  await execute(
    em,
    `with broken as (
       insert into definition_version (form_id, version, definition) select form_id, 99, '{}' from definition_version
        where id = (select definition_version_id from collection where id = $1) returning id)
     update submission set definition_version_id = broken.id from broken where collection_id = $1 and status = 'in_progress'`,
    [collection.id],
  );
  await execute(
    em,
    `update submission set changed_at = now() - interval '1 minute', errors_left = null, errors_revision = null
      where collection_id = $1 and revision > 0`,
    [collection.id],
  );
  const log = getLogger();
  const error = vi.spyOn(log, 'error').mockImplementation(() => undefined);
  await countErrors(em, log, new AbortController().signal);
  await countErrors(em, log, new AbortController().signal);
  expect(error).toHaveBeenCalledOnce();
  error.mockRestore();
  const counted = await queryRows(
    em,
    `select status, errors_left is not null as counted, errors_revision = revision as done from submission
      where collection_id = $1 and revision > 0 order by status`,
    [collection.id],
  );
  expect(counted).toEqual([
    { status: 'in_progress', counted: false, done: true },
    { status: 'submitted', counted: true, done: true },
  ]);
});

it('an organisation says whom to ask; what is wrong is named and nothing is kept', async () => {
  const em = database.em();
  const kept = await findOwnContact(em, school);
  expect(await setContact(em, school, { name: 'x'.repeat(300), phone: '123', email: 'нет' })).toEqual([
    'name',
    'phone',
    'email',
  ]);
  expect(await findOwnContact(em, school)).toEqual(kept);
  const contact = { name: ' Иванова\n', phone: '+7 (000) 000-00-00, доб. 5', email: 'a@example.org' };
  expect(await setContact(em, school, contact)).toEqual([]);
  expect(await findOwnContact(em, school)).toEqual({ ...contact, name: 'Иванова' });
  expect(await setContact(em, regional, contact)).toBeNull();
});
