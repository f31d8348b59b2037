import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * Country > region > municipality > organisation. Region and municipality stand beside each unit, so that no list
 * of organisations needs recursion.
 */
export const OrgUnit = defineEntity({
  name: 'OrgUnit',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    code: p.text().unique(),
    kind: p.enum(['country', 'region', 'municipality', 'organisation']),
    organisationKind: p.enum(['edu', 'ksh', 'spo']).nullable(),
    title: p.text(),
    parent: () => p.manyToOne(OrgUnit).ref().nullable(),
    region: () => p.manyToOne(OrgUnit).ref().nullable(),
    municipality: () => p.manyToOne(OrgUnit).ref().nullable(),
    /** IANA name, e.g. `Asia/Yekaterinburg`. */
    timeZone: p.text(),
    /** Whom to ask there, and how; empty where nobody told. */
    contactName: p.text().default(''),
    phone: p.text().default(''),
    email: p.text().default(''),
    isDemo: p.boolean().default(false),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    { name: 'org_unit_region', properties: ['region', 'kind'] },
    { name: 'org_unit_municipality', properties: ['municipality', 'kind'] },
  ],
});
export type OrgUnit = InferEntity<typeof OrgUnit>;
