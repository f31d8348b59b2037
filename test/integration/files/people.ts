import { beforeAll } from 'vitest';
import type { OrgUnit, User } from '../../../app/db/entities/index.server';
import type { Viewer } from '../../../app/protocol/views';
import type { TestDatabase } from '../../support/database';
import {
  createCountry,
  createMunicipality,
  createOrganisation,
  createRegion,
  createUser,
} from '../../support/factories';
import { viewerOf } from '../../support/viewers';

/** `school` and `college` in the first municipality of a region, `neighbour` in its second, `far` in another region. */
export type PersonName = 'school' | 'neighbour' | 'college' | 'far' | 'municipal' | 'regional' | 'federal';

interface Places {
  readonly region: OrgUnit;
  readonly municipality: OrgUnit;
  readonly second: OrgUnit;
}

/** One of each kind of people, with logins `edu1`, `edu2`, `spo3`, `edu4`, `mun`, `reg` and `fed`. Call it at the top of a file. */
export function usePeople(database: TestDatabase) {
  const people = new Map<PersonName, { readonly user: User; readonly viewer: Viewer }>();
  let places: Places | undefined;
  const get = (name: PersonName) => {
    const found = people.get(name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
  beforeAll(async () => {
    const em = database.em();
    const country = await createCountry(em);
    const region = await createRegion(em, { parent: country });
    const municipality = await createMunicipality(em, { region });
    const second = await createMunicipality(em, { region });
    const elsewhere = await createRegion(em, { parent: country });
    const there = await createMunicipality(em, { region: elsewhere });
    const at = { region, municipality };
    const add = async (name: PersonName, login: string, role: Viewer['role'], orgUnit: OrgUnit) => {
      const user = await createUser(em, { login, role, orgUnit });
      people.set(name, { user, viewer: await viewerOf(em, user) });
    };
    await add('school', 'edu1', 'organisation', await createOrganisation(em, { ...at, title: '=Школа 1' }));
    const neighbour = await createOrganisation(em, { region, municipality: second });
    await add('neighbour', 'edu2', 'organisation', neighbour);
    const college = await createOrganisation(em, { ...at, organisationKind: 'spo' });
    await add('college', 'spo3', 'organisation', college);
    const far = await createOrganisation(em, { region: elsewhere, municipality: there });
    await add('far', 'edu4', 'organisation', far);
    await add('municipal', 'mun', 'municipal', municipality);
    await add('regional', 'reg', 'regional', region);
    await add('federal', 'fed', 'federal', country);
    places = { region, municipality, second };
  });
  return {
    user: (name: PersonName): User => get(name).user,
    viewer: (name: PersonName): Viewer => get(name).viewer,
    places: (): Places => {
      if (!places) throw new Error('places are there in tests, not while the file is read');
      return places;
    },
  };
}
