import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { DefinitionVersion } from './form.server';
import { OrgUnit } from './org-unit.server';
import { User } from './user.server';

/** A form, a window and participants. The window is half-open: `opensAt <= t < closesAt`. */
export const Collection = defineEntity({
  name: 'Collection',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    title: p.text(),
    definitionVersion: p.manyToOne(DefinitionVersion).ref(),
    opensAt: p.datetime(),
    closesAt: p.datetime(),
    /** Who looks at submitted reports; the municipality before the region. */
    reviewLevels: p.enum(['none', 'municipal', 'regional', 'both']).default('none'),
    previousCollection: () => p.manyToOne(Collection).ref().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
export type Collection = InferEntity<typeof Collection>;

/** Another end of the window for one organisation (A22). */
export const WindowException = defineEntity({
  name: 'WindowException',
  properties: {
    collection: p.manyToOne(Collection).ref().primary(),
    orgUnit: p.manyToOne(OrgUnit).ref().primary(),
    closesAt: p.datetime(),
    reason: p.text(),
    createdBy: p.manyToOne(User).ref().nullable().fieldName('created_by'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
export type WindowException = InferEntity<typeof WindowException>;

/** What changed the end of a window, for all or for some organisations. */
export const Prolongation = defineEntity({
  name: 'Prolongation',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    collection: p.manyToOne(Collection).ref(),
    target: p.enum(['all', 'organisations']),
    closesAt: p.datetime(),
    previousClosesAt: p.datetime().nullable(),
    reason: p.text(),
    createdBy: p.manyToOne(User).ref().fieldName('created_by'),
    createdAt: p.datetime().defaultRaw('clock_timestamp()'),
    undoneBy: p.manyToOne(User).ref().nullable().fieldName('undone_by'),
    undoneAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'prolongation_collection',
      expression: 'create index prolongation_collection on prolongation (collection_id, created_at desc)',
    },
  ],
});
export type Prolongation = InferEntity<typeof Prolongation>;

/** An organisation whose own end was changed, with the one that it had. */
export const ProlongationUnit = defineEntity({
  name: 'ProlongationUnit',
  properties: {
    prolongation: p.manyToOne(Prolongation).ref().primary().deleteRule('cascade'),
    orgUnit: p.manyToOne(OrgUnit).ref().primary(),
    previousClosesAt: p.datetime().nullable(),
  },
});
export type ProlongationUnit = InferEntity<typeof ProlongationUnit>;
