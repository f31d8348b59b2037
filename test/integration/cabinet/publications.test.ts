import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OrgUnit } from '../../../app/db/entities/index.server';
import type { Viewer } from '../../../app/protocol/views';
import { findPublication } from '../../../app/services/find-publication.server';
import { findPublicPublication } from '../../../app/services/find-public-publication.server';
import { listPublications } from '../../../app/services/list-publications.server';
import { openFileDownload } from '../../../app/services/files/open-file-download.server';
import { useDataDirectory } from '../../support/data-directory';
import { useDatabase } from '../../support/database';
import {
  createBlock,
  createFile,
  createFileOf,
  createMunicipality,
  createOrganisation,
  createPublication,
  createRegion,
  createUser,
} from '../../support/factories';
import { viewerOf } from '../../support/viewers';

const database = useDatabase();
useDataDirectory();
let region: OrgUnit;
let school: Viewer;
let college: Viewer;
let regional: Viewer;
let stranger: Viewer;

beforeAll(async () => {
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

it('[A9] [A11] a publication is seen at its address by those it is addressed to, and by nobody else', async () => {
  const em = database.em();
  const publication = await createPublication(em, { audience: { kinds: ['spo'] } });
  const section = publication.section.getEntity();
  const address = { sectionSlug: section.slug, slug: publication.slug };
  expect(await findPublication(em, college, address)).toMatchObject({ title: publication.title });
  expect(await findPublication(em, school, address)).toBeNull();
  const listed = await listPublications(em, school, { sectionSlug: section.slug, unfolded: [] });
  expect(listed?.publications).toEqual([]);
});

it('[A12] [A13] folded publications come without blocks, the newest first', async () => {
  const em = database.em();
  const older = await createPublication(em);
  const { section } = older;
  const newer = await createPublication(em, { section, publishedAt: new Date('2023-05-01T00:00:00Z') });
  for (const publication of [older, newer])
    await createFile(em, { block: await createBlock(em, { publication }) });
  const listed = await listPublications(em, school, {
    sectionSlug: section.getEntity().slug,
    unfolded: [older.slug],
  });
  expect(listed?.publications.map(({ slug, blocks }) => [slug, blocks.length])).toEqual([
    [newer.slug, 0],
    [older.slug, 1],
  ]);
});

it('[A9] those who are not signed in see the texts of what is for everybody, and nothing else', async () => {
  const em = database.em();
  const body = {
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Порядок' }] }],
  };
  const addressOf = async (audience: Record<string, unknown> | null) => {
    const publication = await createPublication(em, { audience });
    await createBlock(em, { publication, kind: 'info', body });
    await createFile(em, { block: await createBlock(em, { publication }) });
    return { sectionSlug: publication.section.getEntity().slug, slug: publication.slug };
  };
  const seen = await findPublicPublication(em, await addressOf(null));
  expect(seen?.blocks.map((block) => block.kind === 'info' && block.body)).toEqual([body]);
  expect(await findPublicPublication(em, await addressOf({ roles: ['organisation'] }))).toBeNull();
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
    const block = await createBlock(em, { publication });
    const file = await createFileOf(em, Buffer.from('содержание'), { block, audience });
    return { file, address: { sectionSlug: publication.section.getEntity().slug, slug: publication.slug } };
  }

  it('[A15] a download is remembered for this user', async () => {
    const { file, address } = await newFile(null);
    const before = await findPublication(database.em(), school, address);
    const result = await openFileDownload(database.em(), school, file.id);
    if (!result.ok) throw new Error(result.error);
    const stream = await result.value.open(null);
    expect(stream && (await text(stream))).toBe('содержание');
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
    const { file, address } = await newFile({ logins: [school.login] });
    const listed = async (viewer: Viewer) =>
      (await findPublication(database.em(), viewer, address))?.blocks[0];
    expect(await listed(school)).toMatchObject({ files: [{ name: file.name, downloadable: true }] });
    expect(await listed(college)).toBeUndefined();
    expect(await listed(regional)).toBeUndefined();
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
