import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { OrgUnit } from './org-unit.server';
import { User } from './user.server';

/** What a program shows instead of a password; it reads what its owner may see, and nothing else. */
export const ApiToken = defineEntity({
  name: 'ApiToken',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    user: p.manyToOne(User).ref().deleteRule('cascade'),
    /** Of the owner when the token was made: it dies where they change. */
    role: p.enum(['organisation', 'municipal', 'regional', 'federal', 'admin']),
    orgUnit: p.manyToOne(OrgUnit).ref(),
    name: p.text(),
    scopes: p.array(),
    /** SHA-256 of the token, never the token itself. */
    hash: p.text().unique().hidden(),
    /** Its last characters, by which people tell one from another. */
    ending: p.text(),
    createdAt: p.datetime().defaultRaw('clock_timestamp()'),
    expiresAt: p.datetime(),
    lastUsedAt: p.datetime().nullable(),
    lastUsedAddress: p.text().nullable(),
    revokedAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'api_token_user',
      expression: 'create index api_token_user on api_token (user_id, created_at desc)',
    },
  ],
});
export type ApiToken = InferEntity<typeof ApiToken>;
