import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { notificationKinds, type NotificationDetails } from '../../protocol/notifications';
import { Collection } from './collection.server';
import { Publication } from './publication.server';
import { Report } from './report.server';
import { Submission } from './submission.server';
import { User } from './user.server';

export const Notification = defineEntity({
  name: 'Notification',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    user: p.manyToOne(User).ref().deleteRule('cascade'),
    kind: p.enum([...notificationKinds]),
    /** What is told once to a user. */
    subject: p.text(),
    report: p.manyToOne(Report).ref().nullable().deleteRule('cascade'),
    collection: p.manyToOne(Collection).ref().nullable().deleteRule('cascade'),
    publication: p.manyToOne(Publication).ref().nullable().deleteRule('cascade'),
    submission: p.manyToOne(Submission).ref().nullable().deleteRule('cascade'),
    details: p.json<NotificationDetails>().defaultRaw(`'{}'`),
    createdAt: p.datetime().defaultRaw('clock_timestamp()'),
    readAt: p.datetime().nullable(),
    mailedAt: p.datetime().nullable(),
  },
  uniques: [{ name: 'notification_user_id_kind_subject_key', properties: ['user', 'kind', 'subject'] }],
  indexes: [
    {
      name: 'notification_user',
      expression: 'create index notification_user on notification (user_id, created_at desc)',
    },
    {
      name: 'notification_unread',
      expression: 'create index notification_unread on notification (user_id) where read_at is null',
    },
  ],
});
export type Notification = InferEntity<typeof Notification>;

/** Where letters about notifications go. */
export const MailSubscription = defineEntity({
  name: 'MailSubscription',
  properties: {
    user: p.oneToOne(User).ref().primary().updateRule('no action').deleteRule('cascade'),
    address: p.text(),
    frequency: p.enum(['at_once', 'daily']),
    /** SHA-256 of what the confirming letter holds. */
    tokenHash: p.text().nullable(),
    tokenUntil: p.datetime().nullable(),
    askedOn: p.date().nullable(),
    askedCount: p.integer().default(0),
    confirmedAt: p.datetime().nullable(),
    /** The Moscow day of the last letter. */
    digestOn: p.date().nullable(),
    failures: p.integer().default(0),
    failure: p.text().nullable(),
    nextTryAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
});
export type MailSubscription = InferEntity<typeof MailSubscription>;
