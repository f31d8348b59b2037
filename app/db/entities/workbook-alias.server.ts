import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Form } from './form.server';
import { OrgUnit } from './org-unit.server';

/** What an organisation calls the columns of a form in its own workbooks, as it said once. */
export const WorkbookAlias = defineEntity({
  name: 'WorkbookAlias',
  properties: {
    orgUnit: p.manyToOne(OrgUnit).ref().primary().deleteRule('cascade'),
    form: p.manyToOne(Form).ref().primary(),
    aliases: p.json<unknown>(),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
});
export type WorkbookAlias = InferEntity<typeof WorkbookAlias>;
