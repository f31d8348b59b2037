import { beforeAll, describe, expect, it } from 'vitest';
import type { OrgUnit } from '../../../app/db/entities/index.server';
import { audienceConditions } from '../../../app/db/queries/audiences.server';
import { queryRow } from '../../../app/db/sql.server';
import type { Viewer } from '../../../app/protocol/views';
import { useDatabase } from '../../support/database';
import { createMunicipality, createOrganisation, createRegion, createUser } from '../../support/factories';
import { viewerOf } from '../../support/viewers';

/** Two regions; `school`, `college` and `municipal` in the first municipality of the first, `neighbour` in its second. */
const names = [
  'school',
  'college',
  'neighbour',
  'ofRegion',
  'municipal',
  'regional',
  'stranger',
  'far',
  'admin',
] as const;
type Name = (typeof names)[number];

const database = useDatabase();
const viewers = new Map<Name | 'guest', Viewer | null>([['guest', null]]);
const ids = new Map<string, string>();

beforeAll(async () => {
  const em = database.em();
  const region = await createRegion(em);
  const municipality = await createMunicipality(em, { region });
  const second = await createMunicipality(em, { region });
  const elsewhere = await createRegion(em);
  const there = await createMunicipality(em, { region: elsewhere });
  for (const [name, { id }] of Object.entries({ region, municipality, second, elsewhere, there })) {
    ids.set(name, id);
  }
  const at = { region, municipality };
  const add = async (name: Name, role: Viewer['role'], orgUnit: OrgUnit) =>
    viewers.set(name, await viewerOf(em, await createUser(em, { role, orgUnit, login: name })));
  await add('school', 'organisation', await createOrganisation(em, at));
  await add('college', 'organisation', await createOrganisation(em, { ...at, organisationKind: 'spo' }));
  await add('neighbour', 'organisation', await createOrganisation(em, { region, municipality: second }));
  await add(
    'ofRegion',
    'organisation',
    await createOrganisation(em, { region, parent: region, municipality: null }),
  );
  await add('municipal', 'municipal', municipality);
  await add('regional', 'regional', region);
  await add('stranger', 'regional', elsewhere);
  await add('far', 'municipal', there);
  await add('admin', 'admin', elsewhere);
});

async function whoIs(condition: 'isAddressed' | 'isListed', audience: string | null): Promise<string[]> {
  const found: string[] = [];
  for (const [name, viewer] of viewers) {
    const conditions = audienceConditions(viewer, 2);
    const row = await queryRow<{ yes: boolean | null }>(
      database.em(),
      `select ${conditions[condition]('v.audience')} as yes from (values ($1::jsonb)) v (audience)`,
      [audience, ...conditions.parameters],
    );
    expect(row?.yes).toEqual(expect.any(Boolean));
    if (row?.yes === true) found.push(name);
  }
  return found;
}

/** `{region}` and the like stand for ids. */
const filledIn = (audience: object): string =>
  JSON.stringify(audience).replaceAll(/\{(\w+)\}/g, (_whole, name: string) => ids.get(name) ?? name);

describe('[A11] [A19] addressed to', () => {
  it.each<readonly [string, object, readonly (Name | 'guest')[]]>([
    ['everything that is empty', {}, names],
    ['a kind', { kinds: ['spo'] }, ['college', 'municipal', 'regional', 'stranger', 'far', 'admin']],
    ['a role', { roles: ['regional'] }, ['regional', 'stranger', 'admin']],
    [
      'two roles',
      { roles: ['regional', 'municipal'] },
      ['municipal', 'regional', 'stranger', 'far', 'admin'],
    ],
    [
      'a region',
      { regions: ['{region}'] },
      ['school', 'college', 'neighbour', 'ofRegion', 'municipal', 'regional', 'admin'],
    ],
    [
      'a municipality',
      { municipalities: ['{municipality}'] },
      ['school', 'college', 'municipal', 'regional', 'admin'],
    ],
    ['a municipality elsewhere', { municipalities: ['{there}'] }, ['stranger', 'far', 'admin']],
    ['a login', { logins: ['school'] }, ['school', 'admin']],
    ['a login in another case', { logins: ['SCHOOL'] }, ['admin']],
    [
      'a role and a region',
      { roles: ['organisation'], regions: ['{region}'] },
      ['school', 'college', 'neighbour', 'ofRegion', 'admin'],
    ],
    ['nobody', { logins: [] }, ['admin']],
    ['what is not known', { schools: ['school'] }, ['admin']],
    ['what is not known beside what is', { roles: ['organisation'], grades: [4] }, ['admin']],
    ['a list that is none', ['organisation'], ['admin']],
  ])('%s', async (_name, audience, expected) => {
    expect((await whoIs('isAddressed', filledIn(audience))).sort()).toEqual([...expected].sort());
  });

  it('everybody, those not signed in too', async () => {
    expect(await whoIs('isAddressed', null)).toEqual(['guest', ...names]);
    expect(await whoIs('isAddressed', 'null')).toEqual(['guest', ...names]);
  });

  it('nobody but organizers where it cannot be read', async () => {
    expect(await whoIs('isAddressed', '"organisation"')).toEqual(['admin']);
    expect(await whoIs('isListed', '"organisation"')).toEqual(['admin']);
  });
});

describe('[A16] listed for coordinators besides those addressed', () => {
  it.each<readonly [string, object, readonly Name[]]>([
    ['organisations', { roles: ['organisation'] }, names],
    [
      'organisations of a region',
      { roles: ['organisation'], regions: ['{region}'] },
      ['school', 'college', 'neighbour', 'ofRegion', 'municipal', 'regional', 'admin'],
    ],
    [
      'organisations of a municipality',
      { roles: ['organisation'], municipalities: ['{second}'] },
      ['neighbour', 'regional', 'admin'],
    ],
    ['one organisation', { roles: ['organisation'], logins: ['school'] }, ['school', 'admin']],
    ['other coordinators', { roles: ['municipal'] }, ['municipal', 'far', 'admin']],
  ])('%s', async (_name, audience, expected) => {
    expect((await whoIs('isListed', filledIn(audience))).sort()).toEqual([...expected].sort());
  });
});
