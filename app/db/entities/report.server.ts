import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { exportFormats, exportLayouts, type ExportSelection, exportValues } from '../../protocol/exports';
import { Collection } from './collection.server';
import { StoredFile } from './file.server';
import { OrgUnit } from './org-unit.server';
import { PublicationBlock } from './publication.server';
import { User } from './user.server';

/** A report formed in the background. This row is the truth; the job queue only wakes the worker. */
export const Report = defineEntity({
  name: 'Report',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    /** As shown: «Отчёт #101316». */
    number: p.bigint('number').unique().defaultRaw(`nextval('report_number')`).ignoreSchemaChanges('default'),
    kind: p.enum(['collection_export', 'downloads']),
    title: p.text(),
    collection: p.manyToOne(Collection).ref().nullable(),
    /** Whose files were downloaded: a storage, or one file of it. */
    block: p.manyToOne(PublicationBlock).ref().nullable().deleteRule('cascade'),
    file: p.manyToOne(StoredFile).ref().nullable().deleteRule('cascade'),
    requestedBy: p.manyToOne(User).ref().fieldName('requested_by'),
    /** Whose organisations are in it: the unit of the requester at that time. */
    scopeUnit: p.manyToOne(OrgUnit).ref(),
    format: p.enum([...exportFormats]).default('xlsx'),
    cellValues: p.enum([...exportValues]).default('labels'),
    layout: p.enum([...exportLayouts]).default('wide'),
    /** Of whom; everybody in the scope where it is null. */
    selection: p.json<ExportSelection>().nullable(),
    status: p.enum(['queued', 'running', 'ready', 'failed', 'cancelled']).default('queued'),
    done: p.integer().default(0),
    total: p.integer().default(0),
    attempts: p.integer().default(0),
    leaseId: p.uuid().nullable(),
    leaseUntil: p.datetime().nullable(),
    storageKey: p.text().nullable(),
    sizeBytes: p.bigint('number').nullable(),
    failure: p.text().nullable(),
    snapshotAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('clock_timestamp()'),
    finishedAt: p.datetime().nullable(),
    expiresAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'report_requested_by',
      expression: 'create index report_requested_by on report (requested_by, created_at desc)',
    },
    {
      name: 'report_unfinished',
      expression: `create index report_unfinished on report (created_at) where status in ('queued', 'running')`,
    },
  ],
});
export type Report = InferEntity<typeof Report>;
