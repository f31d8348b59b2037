import { defineEntity, type Opt, p, type InferEntity } from '@mikro-orm/core';
import { OrgUnit } from './org-unit.server';
import { PublicationBlock } from './publication.server';
import { User } from './user.server';

/** Bytes that are kept once, however many files have them. */
export const FileContent = defineEntity({
  name: 'FileContent',
  properties: {
    /** SHA-256 in hexadecimal digits. */
    hash: p.text().primary(),
    sizeBytes: p.bigint('number'),
    /** Key in the object storage; another one each time that the same bytes are stored anew. */
    storageKey: p.text().unique(),
    createdAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
});
export type FileContent = InferEntity<typeof FileContent>;

/** Keys of the object storage that belong to nothing, or not yet; a sweeper removes them when their time is over. */
export const LooseContent = defineEntity({
  name: 'LooseContent',
  properties: { storageKey: p.text().primary(), removeAfter: p.datetime() },
  indexes: [{ name: 'loose_content_due', properties: ['removeAfter'] }],
});

/** A zip whose files were handed out to the organisations that they are named after. */
export const FileDelivery = defineEntity({
  name: 'FileDelivery',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    block: p.manyToOne(PublicationBlock).ref().deleteRule('cascade'),
    user: p.manyToOne(User).ref(),
    name: p.text(),
    /** The zip, until everything is handed out. */
    content: p.manyToOne(FileContent).ref().nullable().fieldName('content_hash'),
    status: p.enum(['queued', 'running', 'done', 'failed']).default('queued'),
    failure: p.text().nullable(),
    done: p.integer().default(0),
    total: p.integer().default(0),
    attempts: p.integer().default(0),
    leaseId: p.uuid().nullable(),
    leaseUntil: p.datetime().nullable(),
    withdrawnAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('clock_timestamp()'),
    finishedAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'file_delivery_block',
      expression: 'create index file_delivery_block on file_delivery (block_id, created_at desc)',
    },
    { name: 'file_delivery_content', properties: ['content'] },
  ],
});
export type FileDelivery = InferEntity<typeof FileDelivery>;

/** What became of one file of a delivery. */
export const DeliveryEntry = defineEntity({
  name: 'DeliveryEntry',
  properties: {
    delivery: p.manyToOne(FileDelivery).ref().primary().deleteRule('cascade'),
    /** In the zip, from 0. */
    position: p.integer().primary(),
    path: p.text(),
    login: p.text().nullable(),
    outcome: p.enum(['delivered', 'replaced', 'same', 'unmatched', 'not_addressed', 'refused', 'ignored']),
    reason: p.text().nullable(),
    sizeBytes: p.bigint('number'),
  },
  indexes: [{ name: 'delivery_entry_outcome', properties: ['delivery', 'outcome', 'position'] }],
});

export const StoredFile = defineEntity({
  name: 'StoredFile',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    block: p.manyToOne(PublicationBlock).ref().deleteRule('cascade'),
    name: p.text(),
    mediaType: p.text(),
    content: p.manyToOne(FileContent).ref().fieldName('content_hash'),
    /** As in a publication: who may fetch the file. */
    audience: p.json<unknown>().nullable(),
    /** Its audience names logins; such files are found by an index of their logins. */
    personal: p
      .boolean()
      .$type<Opt<boolean>>()
      .generated(`(COALESCE((audience ? 'logins'::text), false)) stored`)
      .ignoreSchemaChanges('type', 'extra'),
    position: p.integer().default(0),
    /** What handed it out, and to which login; null where it was put here by hand. */
    delivery: p.manyToOne(FileDelivery).ref().nullable().deleteRule('set null'),
    deliveryLogin: p.text().nullable(),
    uploadedAt: p.datetime().defaultRaw('now()'),
    /** Removed files can be put back for a day. */
    removedAt: p.datetime().nullable(),
  },
  indexes: [
    { name: 'stored_file_block', properties: ['block', 'personal', 'position', 'name'] },
    { name: 'stored_file_content', properties: ['content'] },
    { name: 'stored_file_delivery', properties: ['delivery'] },
    {
      name: 'stored_file_removed',
      expression: 'create index stored_file_removed on stored_file (removed_at) where removed_at is not null',
    },
    {
      name: 'stored_file_logins',
      expression: `create index stored_file_logins on stored_file using gin ((audience -> 'logins')) where personal`,
    },
    {
      name: 'stored_file_delivered',
      expression: `create unique index stored_file_delivered on stored_file (block_id, delivery_login, name)
        where delivery_login is not null and removed_at is null`,
    },
  ],
});
export type StoredFile = InferEntity<typeof StoredFile>;

/** A file on its way into a storage, part by part. */
export const FileUpload = defineEntity({
  name: 'FileUpload',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    user: p.manyToOne(User).ref(),
    block: p.manyToOne(PublicationBlock).ref().deleteRule('cascade'),
    /** Whose content it replaces. */
    file: p.manyToOne(StoredFile).ref().nullable().deleteRule('cascade'),
    purpose: p.enum(['file', 'replacement', 'delivery']),
    name: p.text(),
    audience: p.json<unknown>().nullable(),
    /** As announced. */
    sizeBytes: p.bigint('number'),
    /** Received. */
    offsetBytes: p.bigint('number').default(0),
    status: p.enum(['receiving', 'received', 'done', 'failed']).default('receiving'),
    failure: p.text().nullable(),
    /** Of the file or delivery that came of it. */
    resultId: p.uuid().nullable(),
    attempts: p.integer().default(0),
    leaseId: p.uuid().nullable(),
    leaseUntil: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('clock_timestamp()'),
    changedAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
  indexes: [
    { name: 'file_upload_user', properties: ['user', 'createdAt'] },
    { name: 'file_upload_changed', properties: ['status', 'changedAt'] },
  ],
});
export type FileUpload = InferEntity<typeof FileUpload>;

export const FileUploadPart = defineEntity({
  name: 'FileUploadPart',
  properties: {
    upload: p.manyToOne(FileUpload).ref().primary().deleteRule('cascade'),
    offsetBytes: p.bigint('number').primary(),
    sizeBytes: p.bigint('number'),
    storageKey: p.text(),
  },
});

/** A user downloaded a file; each time is a row. */
export const FileDownload = defineEntity({
  name: 'FileDownload',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    file: p.manyToOne(StoredFile).ref().deleteRule('cascade'),
    user: p.manyToOne(User).ref(),
    downloadedAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
  indexes: [
    {
      name: 'file_download_user',
      expression: 'create index file_download_user on file_download (user_id, file_id, downloaded_at desc)',
    },
    { name: 'file_download_file', properties: ['file'] },
  ],
});
export type FileDownload = InferEntity<typeof FileDownload>;

/** Which organisations have downloaded a file: what coordinators count. */
export const OrganisationDownload = defineEntity({
  name: 'OrganisationDownload',
  properties: {
    file: p.manyToOne(StoredFile).ref().primary().deleteRule('cascade'),
    orgUnit: p.manyToOne(OrgUnit).ref().primary(),
    firstAt: p.datetime().defaultRaw('clock_timestamp()'),
    lastAt: p.datetime().defaultRaw('clock_timestamp()'),
    times: p.integer().default(1),
  },
  indexes: [{ name: 'organisation_download_org_unit', properties: ['orgUnit'] }],
});
