import { beforeAll, describe, expect, it } from 'vitest';
import type { OrgUnit, PublicationBlock } from '../../../app/db/entities/index.server';
import { findStorageFiles } from '../../../app/db/queries/files.server';
import { execute, queryRow, withTransaction } from '../../../app/db/sql.server';
import type { Viewer } from '../../../app/protocol/views';
import { findPublication } from '../../../app/services/find-publication.server';
import { useDatabase } from '../../support/database';
import {
  createBlock,
  createCountry,
  createFile,
  createMunicipality,
  createOrganisation,
  createPublication,
  createRegion,
  createUser,
} from '../../support/factories';
import { viewerOf } from '../../support/viewers';

const ORGANISATIONS = 40_000;
const database = useDatabase();
let block: PublicationBlock;
let school: Viewer;
let regional: Viewer;
let organizer: Viewer;
let region: OrgUnit;

/** 40,000 organisations, each with a file of its own in one storage, beside 30 files for all. */
beforeAll(async () => {
  const em = database.em();
  const country = await createCountry(em);
  region = await createRegion(em, { parent: country });
  const elsewhere = await createRegion(em, { parent: country });
  const municipality = await createMunicipality(em, { region });
  const own = await createUser(em, {
    login: 'edu990001',
    orgUnit: await createOrganisation(em, { region, municipality }),
  });
  school = await viewerOf(em, own);
  regional = await viewerOf(em, await createUser(em, { role: 'regional', orgUnit: region }));
  organizer = await viewerOf(em, await createUser(em, { role: 'federal', orgUnit: country }));
  block = await createBlock(em, { publication: await createPublication(em) });
  const { content } = await createFile(em, { block, name: 'Общий 0.pdf' });
  await execute(
    em,
    `with o as (
       insert into org_unit (code, kind, organisation_kind, title, parent_id, region_id, time_zone)
       select 'edu' || n, 'organisation', 'edu', 'Школа ' || n, $1::uuid, case when n % 80 = 0 then $1::uuid else $2::uuid end,
              'Europe/Moscow' from generate_series(100001, 100000 + ${ORGANISATIONS}) n returning id, code)
     insert into user_account (login, display_name, password_hash, role, org_unit_id)
     select code, code, 'x', 'organisation', id from o`,
    [region.id, elsewhere.id],
  );
  await execute(
    em,
    `insert into stored_file (block_id, name, media_type, content_hash, audience, delivery_login)
     select $1, u.login || '_отчёт.pdf', 'application/pdf', $2, jsonb_build_object('logins', jsonb_build_array(u.login)), u.login
       from user_account u where u.role = 'organisation'`,
    [block.id, (await content.loadOrFail()).hash],
  );
  await execute(
    em,
    `insert into stored_file (block_id, name, media_type, content_hash, audience, position)
     select $1, 'Общий ' || n || '.pdf', 'application/pdf', $2, case when n % 3 = 0 then '{"kinds":["edu"]}'::jsonb end, n
       from generate_series(1, 29) n`,
    [block.id, (await content.loadOrFail()).hash],
  );
  await execute(
    em,
    `insert into organisation_download (file_id, org_unit_id) select f.id, u.org_unit_id
       from stored_file f join user_account u on u.role = 'organisation' where f.block_id = $1 and not f.personal
        and (hashtext(u.login) % 2) = 0`,
    [block.id],
  );
  await execute(em, 'analyze');
}, 120_000);

const pageOf = (viewer: Viewer, text = '', page = 1) =>
  findStorageFiles(database.em(), viewer, { blockId: block.id, text, limit: 20, offset: (page - 1) * 20 });

/** The median of a few runs; printed, because it depends on the machine. */
async function medianMs(name: string, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 7; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  const median = times.sort((a, b) => a - b)[3] ?? Infinity;
  process.stdout.write(`${name}: ${median.toFixed(1)} ms\n`);
  return median;
}

describe(`[A17] [A19] a storage with a file for each of ${ORGANISATIONS} organisations`, () => {
  it('shows a school its own file first, then those for all, and nobody else’s', async () => {
    const found = await pageOf(school);
    expect([found.total, found.matching, found.rows.length]).toEqual([31, 31, 20]);
    expect(found.rows.slice(0, 2).map(({ name }) => name)).toEqual(['edu990001_отчёт.pdf', 'Общий 0.pdf']);
    expect((await pageOf(school, 'edu1')).rows).toEqual([]);
  });

  it('is read without reading the files of others', async () => {
    const read = await withTransaction(database.em(), async (em) => {
      const found = await findStorageFiles(em, school, { blockId: block.id, text: '', limit: 20, offset: 0 });
      expect(found.rows).toHaveLength(20);
      // What this transaction alone has read so far.
      return queryRow<{ n: number }>(
        em,
        `select seq_tup_read + coalesce(idx_tup_fetch, 0) as n from pg_stat_xact_user_tables where relname = 'stored_file'`,
      );
    });
    expect(read?.n).toBeGreaterThan(0);
    expect(read?.n).toBeLessThan(200);
    expect(await medianMs('a page for a school', () => pageOf(school))).toBeLessThan(100);
  });

  it('shows coordinators what is for more than one, and organizers everything, any page and search of it', async () => {
    expect((await pageOf(regional)).total).toBe(30);
    const all = await pageOf(organizer);
    expect([all.total, all.rows[0]?.name]).toEqual([ORGANISATIONS + 31, 'Общий 0.pdf']);
    const last = await pageOf(organizer, '', 2002);
    expect(last.rows.map(({ name }) => name)).toHaveLength(11);
    const found = await pageOf(organizer, 'EDU100777_ОТЧ');
    expect(found.rows.map(({ name }) => name)).toEqual(['edu100777_отчёт.pdf']);
    expect((await pageOf(organizer, '100%')).matching).toBe(0);
    expect(await medianMs('a page for an organizer', () => pageOf(organizer))).toBeLessThan(300);
    expect(await medianMs('the last page', () => pageOf(organizer, '', 2002))).toBeLessThan(300);
    expect(await medianMs('a search', () => pageOf(organizer, '777'))).toBeLessThan(300);
  });

  it('[A18] counts downloads of a region and of the country', async () => {
    const publication = await block.publication.loadOrFail();
    const address = { sectionSlug: publication.section.getEntity().slug, slug: publication.slug };
    const storage = () => ({ unfolded: true, text: '', page: 1 });
    const seen = async (viewer: Viewer) => {
      const found = await findPublication(database.em(), viewer, address, storage);
      const [first] = found?.blocks ?? [];
      return first?.kind === 'storage' ? first.files[0]?.recipients : undefined;
    };
    const ofRegion = await seen(regional);
    expect(ofRegion?.total).toBe(ORGANISATIONS / 80 + 1);
    expect(ofRegion?.downloaded).toBeGreaterThan(150);
    expect((await seen(organizer))?.total).toBe(ORGANISATIONS + 1);
    const read = (viewer: Viewer) => findPublication(database.em(), viewer, address, storage);
    await medianMs('a publication with 20 counted files, a region', () => read(regional));
    await medianMs('the same, the country', () => read(organizer));
  });
});
