import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Collection } from './collection.server';
import { OrgUnit } from './org-unit.server';
import { User } from './user.server';

/** A report formed in the background. This row is the truth; the job queue only wakes the worker. */
export const Report = defineEntity({
  name: 'Report',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    /** As shown: «Отчёт #101316». */
    number: p.bigint('number').unique().defaultRaw(`nextval('report_number')`).ignoreSchemaChanges('default'),
    kind: p.enum(['collection_export']),
    title: p.text(),
    collection: p.manyToOne(Collection).ref(),
    requestedBy: p.manyToOne(User).ref().fieldName('requested_by'),
    /** Whose organisations are in it: the unit of the requester at that time. */
    scopeUnit: p.manyToOne(OrgUnit).ref(),
    status: p.enum(['queued', 'running', 'ready', 'failed']).default('queued'),
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

export const Notification = defineEntity({
  name: 'Notification',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    user: p.manyToOne(User).ref().deleteRule('cascade'),
    kind: p.enum(['report_ready', 'report_failed']),
    report: p.manyToOne(Report).ref().nullable().deleteRule('cascade'),
    createdAt: p.datetime().defaultRaw('clock_timestamp()'),
    readAt: p.datetime().nullable(),
  },
  uniques: [{ name: 'notification_user_id_kind_report_id_key', properties: ['user', 'kind', 'report'] }],
  indexes: [
    {
      name: 'notification_user',
      expression: 'create index notification_user on notification (user_id, created_at desc)',
    },
  ],
});
export type Notification = InferEntity<typeof Notification>;
