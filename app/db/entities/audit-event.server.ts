import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { User } from './user.server';

/** Who did what to which object, when and from where. Append-only. */
export const AuditEvent = defineEntity({
  name: 'AuditEvent',
  properties: {
    id: p.bigint('number').primary().generated('identity'),
    at: p.datetime().defaultRaw('clock_timestamp()'),
    user: p.manyToOne(User).ref().nullable(),
    action: p.text(),
    objectKind: p.text().nullable(),
    objectId: p.text().nullable(),
    details: p.json<unknown>().defaultRaw(`'{}'`),
    address: p.text().nullable(),
  },
  indexes: [
    {
      name: 'audit_event_object',
      expression: 'create index audit_event_object on audit_event (object_kind, object_id, at desc)',
    },
  ],
});
export type AuditEvent = InferEntity<typeof AuditEvent>;
