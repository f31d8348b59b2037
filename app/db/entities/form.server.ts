import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

export const Form = defineEntity({
  name: 'Form',
  properties: {
    /** The id that the definition gives itself, e.g. `vpr-spo-schedule`. */
    id: p.text().primary(),
    /** As in the definition: a text, or texts by locale. */
    title: p.json<unknown>(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
export type Form = InferEntity<typeof Form>;

/** Immutable once published: a trigger refuses the change. */
export const DefinitionVersion = defineEntity({
  name: 'DefinitionVersion',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    form: p.manyToOne(Form).ref(),
    version: p.integer(),
    /** Unparsed: readers call `parseDefinition`. */
    definition: p.json<unknown>(),
    /** The shared code lists as they were when the version was published, by id. */
    codeLists: p.json<unknown>().defaultRaw(`'{}'`),
    publishedAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  uniques: [{ name: 'definition_version_form_id_version_key', properties: ['form', 'version'] }],
});
export type DefinitionVersion = InferEntity<typeof DefinitionVersion>;
