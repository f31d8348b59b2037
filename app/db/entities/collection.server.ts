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
