import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { OrgUnit } from './org-unit.server';

export const User = defineEntity({
  name: 'User',
  tableName: 'user_account',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    /** Compared byte by byte: logins are case-sensitive (A5). */
    login: p.text().unique(),
    displayName: p.text(),
    passwordHash: p.text().hidden(),
    role: p.enum(['organisation', 'municipal', 'regional', 'federal', 'admin']),
    orgUnit: p.manyToOne(OrgUnit).ref(),
    locale: p.enum(['ru', 'en']).default('ru'),
    theme: p.enum(['system', 'light', 'dark']).default('system'),
    /** Of the list of participants, beside those of the manual. */
    participantColumns: p.array().default([]),
    gridView: p.enum(['table', 'spreadsheet']).default('table'),
    isDemo: p.boolean().default(false),
    disabledAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [{ name: 'user_account_org_unit', properties: ['orgUnit'] }],
});
export type User = InferEntity<typeof User>;

export const UserSession = defineEntity({
  name: 'UserSession',
  properties: {
    /** SHA-256 of the token in the cookie, never the token itself. */
    id: p.text().primary(),
    user: p.manyToOne(User).ref().deleteRule('cascade'),
    expiresAt: p.datetime(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    { name: 'user_session_user', properties: ['user'] },
    { name: 'user_session_expires', properties: ['expiresAt'] },
  ],
});
export type UserSession = InferEntity<typeof UserSession>;
