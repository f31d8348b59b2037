import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { RequiredEntityData } from '@mikro-orm/core';
import {
  Collection,
  DefinitionVersion,
  FileContent,
  Form,
  OrgUnit,
  Publication,
  PublicationBlock,
  Section,
  StoredFile,
  Submission,
  User,
} from '../../app/db/entities/index.server';
import { getFileStore } from '../../app/files/file-store.server';
import type { EntityManager } from '../../app/db/orm.server';

type Given<Entity> = Partial<RequiredEntityData<Entity>>;

/** A password hash that no password has; tests that sign in store one of their own. */
const unusablePasswordHash = 'not-a-hash';

export function createCountry(em: EntityManager, given: Given<OrgUnit> = {}): Promise<OrgUnit> {
  return save(em, em.create(OrgUnit, { ...place('RU', 'Россия'), kind: 'country', ...given }));
}

export async function createRegion(em: EntityManager, given: Given<OrgUnit> = {}): Promise<OrgUnit> {
  const parent = given.parent ?? (await createCountry(em));
  return save(em, em.create(OrgUnit, { ...place('R', 'Область'), kind: 'region', parent, ...given }));
}

export async function createMunicipality(em: EntityManager, given: Given<OrgUnit> = {}): Promise<OrgUnit> {
  const region = given.region ?? (await createRegion(em));
  const unit = { ...place('M', 'Район'), kind: 'municipality' as const, parent: region, region, ...given };
  return save(em, em.create(OrgUnit, unit));
}

/** A school in a new municipality of a new region, unless they are given: `municipality` wants its `region` beside it. */
export async function createOrganisation(em: EntityManager, given: Given<OrgUnit> = {}): Promise<OrgUnit> {
  const above = given.municipality ? {} : await newMunicipality(em, given);
  const unit = {
    ...place('edu', 'Школа'),
    kind: 'organisation' as const,
    organisationKind: 'edu' as const,
    ...above,
    ...given,
  };
  return save(em, em.create(OrgUnit, { ...unit, parent: unit.parent ?? unit.municipality }));
}

/** Somebody who signs in for an organisation; coordinators and organizers by `role` and `orgUnit`. */
export async function createUser(em: EntityManager, given: Given<User> = {}): Promise<User> {
  const orgUnit = given.orgUnit ?? (await createOrganisation(em));
  const user = { login: unique('edu'), displayName: 'Пользователь', passwordHash: unusablePasswordHash };
  return save(em, em.create(User, { ...user, role: 'organisation', orgUnit, ...given }));
}

/** A form and its published first version, a definition with one text column unless another is given. */
export async function createDefinitionVersion(
  em: EntityManager,
  given: Given<DefinitionVersion> = {},
): Promise<DefinitionVersion> {
  const form = given.form ?? (await save(em, em.create(Form, { id: unique('form'), title: 'Форма' })));
  const version = { version: 1, definition: simpleDefinition, publishedAt: new Date('2023-01-01T00:00:00Z') };
  return save(em, em.create(DefinitionVersion, { ...version, form, ...given }));
}

const simpleDefinition = {
  format: 1,
  id: 'simple',
  version: 1,
  excelTemplate: true,
  title: 'Простая форма',
  sheets: [
    {
      id: 'main',
      title: 'Лист',
      rows: { kind: 'open' },
      columns: [{ id: 'name', title: 'Название', type: 'text' }],
    },
  ],
};

const day = 24 * 3600 * 1000;

/** Open since yesterday and until tomorrow, unless a window is given. */
export async function createCollection(
  em: EntityManager,
  given: Given<Collection> = {},
): Promise<Collection> {
  const definitionVersion = given.definitionVersion ?? (await createDefinitionVersion(em));
  const window = { opensAt: new Date(Date.now() - day), closesAt: new Date(Date.now() + day) };
  return save(em, em.create(Collection, { title: 'Сбор данных', ...window, definitionVersion, ...given }));
}

/** On the version of its collection; the dates that the status demands are filled in. */
export async function createSubmission(
  em: EntityManager,
  given: Given<Submission> & { readonly collection?: Collection } = {},
): Promise<Submission> {
  const collection = given.collection ?? (await createCollection(em));
  const orgUnit = given.orgUnit ?? (await createOrganisation(em));
  const { definitionVersion } = collection;
  const at = new Date('2023-05-01T09:30:00Z');
  const started =
    given.status && given.status !== 'not_started' ? { startedAt: at, changedAt: at, revision: 1 } : {};
  const submitted =
    given.status === 'submitted'
      ? { submittedAt: at, firstSubmittedAt: at, submittedRevision: given.revision ?? 1 }
      : {};
  const submission = { orgUnit, definitionVersion, ...started, ...submitted, ...given, collection };
  return save(em, em.create(Submission, submission));
}

/** A published publication for everybody in a section of its own, without blocks. */
export async function createPublication(
  em: EntityManager,
  given: Given<Publication> = {},
): Promise<Publication> {
  const section =
    given.section ??
    (await save(em, em.create(Section, { slug: unique('s'), title: 'Раздел', position: 1 })));
  const publication = {
    slug: unique('p'),
    title: 'Публикация',
    publishedAt: new Date('2023-04-01T00:00:00Z'),
  };
  return save(em, em.create(Publication, { ...publication, section, ...given }));
}

/** A storage unless `kind` and what it demands are given. */
export async function createBlock(
  em: EntityManager,
  given: Given<PublicationBlock> = {},
): Promise<PublicationBlock> {
  const publication = given.publication ?? (await createPublication(em));
  const block = { kind: 'storage' as const, title: 'Файлы', position: 1 };
  return save(em, em.create(PublicationBlock, { ...block, publication, ...given }));
}

/** Its content is a row only, of three bytes, with nothing in the store. */
export async function createFile(em: EntityManager, given: Given<StoredFile> = {}): Promise<StoredFile> {
  const block = given.block ?? (await createBlock(em));
  const content = given.content ?? (await createContent(em, { sizeBytes: 3 }));
  const file = { name: 'Инструкция.pdf', mediaType: 'application/pdf' };
  return save(em, em.create(StoredFile, { ...file, block, content, ...given }));
}

/** A file that can be downloaded. */
export async function createFileOf(
  em: EntityManager,
  bytes: Buffer,
  given: Given<StoredFile> = {},
): Promise<StoredFile> {
  const storageKey = unique('contents/');
  const { sizeBytes } = await getFileStore().put(storageKey, Readable.from([bytes], { objectMode: false }));
  const hash = createHash('sha256').update(bytes).update(storageKey).digest('hex');
  return createFile(em, { content: await createContent(em, { storageKey, sizeBytes, hash }), ...given });
}

async function createContent(
  em: EntityManager,
  given: Given<FileContent> & { readonly sizeBytes: number },
): Promise<FileContent> {
  const content = { hash: unique('hash'), storageKey: unique('contents/') };
  return save(em, em.create(FileContent, { ...content, ...given }));
}

async function newMunicipality(em: EntityManager, given: Given<OrgUnit>) {
  const region = given.region ?? (await createRegion(em));
  return { region, municipality: await createMunicipality(em, { region }) };
}

function place(prefix: string, title: string) {
  const code = unique(prefix);
  return { code, title: `${title} ${code}`, timeZone: 'Europe/Moscow' };
}

function unique(prefix: string): string {
  return `${prefix}${randomBytes(5).toString('hex')}`;
}

async function save<Entity extends object>(em: EntityManager, entity: Entity): Promise<Entity> {
  await em.persist(entity).flush();
  return entity;
}
