/** A small country with random participants, whose coordinators have tokens. */
import type { OrgUnit, User } from '../../../app/db/entities/index.server';
import type { EntityManager } from '../../../app/db/orm.server';
import { execute } from '../../../app/db/sql.server';
import {
  createCollection,
  createCountry,
  createMunicipality,
  createOrganisation,
  createRegion,
  createSubmission,
  createUser,
} from '../../support/factories';

export interface World {
  readonly coordinators: readonly User[];
  readonly federal: User;
  readonly regional: readonly User[];
  readonly collections: readonly string[];
}

const statuses = ['not_started', 'in_progress', 'submitted'] as const;
const levels = ['none', 'municipal', 'regional', 'both'] as const;
const day = 24 * 3600 * 1000;

/** `random` gives numbers from 0 to 1. */
export async function createWorld(em: EntityManager, random: () => number): Promise<World> {
  const pick = <T>(values: readonly [T, ...T[]]): T =>
    values[Math.floor(random() * values.length)] ?? values[0];
  const country = await createCountry(em);
  const federal = await createUser(em, { role: 'federal', orgUnit: country });
  const schools: { school: OrgUnit; region: OrgUnit; municipality: OrgUnit }[] = [];
  const regional: User[] = [];
  const municipal: User[] = [];
  for (let r = 0; r < 2; r++) {
    const region = await createRegion(em, { parent: country });
    regional.push(await createUser(em, { role: 'regional', orgUnit: region }));
    for (let m = 0; m < 2; m++) {
      const municipality = await createMunicipality(em, { region });
      municipal.push(await createUser(em, { role: 'municipal', orgUnit: municipality }));
      for (let n = 0; n < 4; n++)
        schools.push({
          school: await createOrganisation(em, { region, municipality }),
          region,
          municipality,
        });
    }
  }
  const by = await createUser(em, { orgUnit: schools[0]?.school });
  const collections: string[] = [];
  for (let n = 0; n < 4; n++) {
    const collection = await createCollection(em, {
      reviewLevels: pick(levels),
      opensAt: new Date(Date.now() - 3 * day),
      closesAt: new Date(Date.now() + (random() < 0.5 ? -day : day)),
    });
    collections.push(collection.id);
    for (const { school, region, municipality } of schools) {
      // One report at least in each collection, whatever chance says.
      const isSure = school === schools[0]?.school;
      if (!isSure && random() < 0.35) continue;
      const status = isSure ? 'submitted' : pick(statuses);
      const { id } = await createSubmission(em, {
        collection,
        orgUnit: school,
        region,
        municipality,
        status,
      });
      if (status === 'submitted') await submit(em, id, by.id, Math.ceil(random() * 3));
      if (!isSure && random() < 0.1)
        await execute(em, 'update submission set withdrawn_at = now() where id = $1', [id]);
      if (random() < 0.2) await prolong(em, collection.id, school.id);
      if (status === 'submitted' && random() < 0.3)
        await execute(em, 'update submission set changed_at = now() where id = $1', [id]);
    }
  }
  return { coordinators: [federal, ...regional, ...municipal], federal, regional, collections };
}

/** What was submitted, `times` times; the last one says so. */
export async function submit(
  em: EntityManager,
  submissionId: string,
  userId: string,
  times = 1,
  answers: (time: number) => unknown = (time) => ({
    sheets: { main: [{ id: 'r1', cells: { name: `Раз ${time}` } }] },
  }),
): Promise<void> {
  for (let time = 1; time <= times; time++) {
    await execute(
      em,
      `insert into submission_revision (submission_id, revision, definition_version_id, answers, today, submitted_by, submitted_at)
       select s.id, 1, s.definition_version_id, $2::jsonb, current_date, $3, s.submitted_at from submission s where s.id = $1`,
      [submissionId, JSON.stringify(answers(time)), userId],
    );
  }
}

async function prolong(em: EntityManager, collectionId: string, orgUnitId: string): Promise<void> {
  await execute(
    em,
    `insert into window_exception (collection_id, org_unit_id, closes_at, reason) values ($1, $2, now() + interval '9 days', 'x')`,
    [collectionId, orgUnitId],
  );
}
