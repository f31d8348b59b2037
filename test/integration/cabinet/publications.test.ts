import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OrgUnit } from '../../../app/db/entities/index.server';
import { getFileStore } from '../../../app/files/file-store.server';
import type { Viewer } from '../../../app/protocol/views';
import { findPublication } from '../../../app/services/find-publication.server';
import { listPublications } from '../../../app/services/list-publications.server';
import { openFileDownload } from '../../../app/services/open-file-download.server';
import { isAddressedTo, isListedFor } from '../../../app/services/publications/audience';
import { useDatabase } from '../../support/database';
import {
  createBlock,
  createFile,
  createMunicipality,
  createOrganisation,
  createPublication,
  createRegion,
  createUser,
} from '../../support/factories';
import { viewerOf } from '../../support/viewers';

const database = useDatabase();
let region: OrgUnit;
let school: Viewer;
let college: Viewer;
let regional: Viewer;
let stranger: Viewer;

beforeAll(async () => {
  process.env.DATA_DIR = await mkdtemp(join(tmpdir(), 'sbor-files-'));
  const em = database.em();
  region = await createRegion(em);
  const municipality = await createMunicipality(em, { region });
  const at = { region, municipality };
  school = await viewerOf(em, await createUser(em, { orgUnit: await createOrganisation(em, at) }));
  const spo = await createOrganisation(em, { ...at, organisationKind: 'spo' });
  college = await viewerOf(em, await createUser(em, { orgUnit: spo }));
  regional = await viewerOf(
    em,
    await createUser(em, { role: 'regional', orgUnit: region, login: 'region-one' }),
  );
  stranger = await viewerOf(em, await createUser(em, { role: 'regional', orgUnit: await createRegion(em) }));
});

describe('[A11] audiences', () => {
  it.each([
    ['everybody', null, [true, true, true, true]],
    ['a kind of organisation, and coordinators', { kinds: ['spo' as const] }, [false, true, true, true]],
    ['a role', { roles: ['regional' as const] }, [false, false, true, true]],
    ['a login', { logins: ['region-one'] }, [false, false, true, false]],
  ] as const)('%s', (_name, audience, expected) => {
    const given = audience as Parameters<typeof isAddressedTo>[0];
    expect([school, college, regional, stranger].map((viewer) => isAddressedTo(given, viewer))).toEqual(
      expected,
    );
  });

  it('a region', () => {
    const audience = { regions: [region.id] };
    expect([school, college, regional, stranger].map((viewer) => isAddressedTo(audience, viewer))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('[A16] [A19] a file for one organisation is not listed for coordinators, one for all organisations is', () => {
    expect(isListedFor({ roles: ['organisation'] }, regional)).toBe(true);
    expect(isListedFor({ roles: ['organisation'], logins: [school.login] }, regional)).toBe(false);
    expect(isListedFor({ roles: ['organisation'], regions: [region.id] }, stranger)).toBe(false);
  });
});

it('[A9] [A11] a publication is seen at its address by those it is addressed to, and by nobody else', async () => {
  const em = database.em();
  const publication = await createPublication(em, { audience: { kinds: ['spo'] } });
  const section = publication.section.getEntity();
  const address = { sectionSlug: section.slug, slug: publication.slug };
  expect(await findPublication(em, college, address)).toMatchObject({ title: publication.title });
  expect(await findPublication(em, school, address)).toBeNull();
  const listed = await listPublications(em, school, section.slug);
  expect(listed?.publications).toEqual([]);
});

it('a publication of the future is not there yet', async () => {
  const em = database.em();
  const publication = await createPublication(em, { publishedAt: new Date(Date.now() + 60_000) });
  const section = publication.section.getEntity();
  expect(await findPublication(em, school, { sectionSlug: section.slug, slug: publication.slug })).toBeNull();
});

describe('files', () => {
  async function newFile(audience: Record<string, unknown> | null) {
    const em = database.em();
    const publication = await createPublication(em, { audience: { regions: [region.id] } });
    const file = await createFile(em, {
      block: await createBlock(em, { publication }),
      audience,
    });
    await getFileStore().put(file.storageKey, Readable.from(['содержание']));
    return { file, address: { sectionSlug: publication.section.getEntity().slug, slug: publication.slug } };
  }

  it('[A15] a download is remembered for this user', async () => {
    const { file, address } = await newFile(null);
    const before = await findPublication(database.em(), school, address);
    const result = await openFileDownload(database.em(), school, file.id);
    if (!result.ok) throw new Error(result.error);
    expect(await text(result.value.stream)).toBe('содержание');
    const shown = async (viewer: Viewer) => {
      const publication = await findPublication(database.em(), viewer, address);
      const [block] = publication?.blocks ?? [];
      return block?.kind === 'storage' ? block.files[0]?.downloadedAt : undefined;
    };
    expect(before?.blocks[0]).toMatchObject({ files: [{ downloadedAt: null }] });
    expect(await shown(school)).toEqual(expect.any(String));
    expect(await shown(college)).toBeNull();
  });

  it('[A16] a coordinator sees a file for organisations and is refused by the server', async () => {
    const { file, address } = await newFile({ roles: ['organisation'] });
    const publication = await findPublication(database.em(), regional, address);
    expect(publication?.blocks[0]).toMatchObject({ files: [{ name: file.name, downloadable: false }] });
    expect(await openFileDownload(database.em(), regional, file.id)).toEqual({
      ok: false,
      error: 'forbidden',
    });
  });

  it('[A19] a file does not exist for those it is not addressed to', async () => {
    const { file } = await newFile({ logins: [school.login] });
    expect((await openFileDownload(database.em(), school, file.id)).ok).toBe(true);
    for (const viewer of [college, regional, stranger]) {
      expect(await openFileDownload(database.em(), viewer, file.id)).toEqual({
        ok: false,
        error: 'not_found',
      });
    }
    expect(await openFileDownload(database.em(), school, 'nothing')).toEqual({
      ok: false,
      error: 'not_found',
    });
  });
});
