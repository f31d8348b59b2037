import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { Edit, RejectedEdit } from 'engine';
import { Collection } from './collection.server';
import { DefinitionVersion } from './form.server';
import { OrgUnit } from './org-unit.server';
import { User } from './user.server';

/** One per collection and organisation, made when participants are fixed. */
export const Submission = defineEntity({
  name: 'Submission',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    collection: p.manyToOne(Collection).ref(),
    orgUnit: p.manyToOne(OrgUnit).ref(),
    /** Region and municipality as they were when the participants were fixed. */
    region: p.manyToOne(OrgUnit).ref().nullable(),
    municipality: p.manyToOne(OrgUnit).ref().nullable(),
    definitionVersion: p.manyToOne(DefinitionVersion).ref(),
    status: p.enum(['not_started', 'in_progress', 'submitted']).default('not_started'),
    startedAt: p.datetime().nullable(),
    changedAt: p.datetime().nullable(),
    submittedAt: p.datetime().nullable(),
    /** Submitted for the first time: what progress is counted by. */
    firstSubmittedAt: p.datetime().nullable(),
    revision: p.bigint('number').default(0),
    submittedRevision: p.bigint('number').nullable(),
    withdrawnAt: p.datetime().nullable(),
    /** Errors in the draft as it was at `errorsRevision`. */
    errorsLeft: p.integer().nullable(),
    errorsRevision: p.bigint('number').nullable(),
    /** The last verdict on what was submitted last, and whose it is. */
    reviewVerdict: p.enum(['returned', 'accepted']).nullable(),
    reviewLevel: p.enum(['municipal', 'regional']).nullable(),
  },
  uniques: [{ name: 'submission_collection_id_org_unit_id_key', properties: ['collection', 'orgUnit'] }],
  indexes: [
    { name: 'submission_collection_region', properties: ['collection', 'region', 'status'] },
    { name: 'submission_collection_municipality', properties: ['collection', 'municipality', 'status'] },
    { name: 'submission_org_unit', properties: ['orgUnit'] },
    {
      name: 'submission_uncounted',
      expression:
        'create index submission_uncounted on submission (changed_at) where revision > 0 and withdrawn_at is null and errors_revision is distinct from revision',
    },
  ],
});
export type Submission = InferEntity<typeof Submission>;

/** The draft: one row of the table is one row here. A removed row stays as a tombstone. */
export const AnswerRow = defineEntity({
  name: 'AnswerRow',
  properties: {
    submission: p.manyToOne(Submission).ref().primary().deleteRule('cascade'),
    sheetId: p.text().primary(),
    rowId: p.text().primary(),
    /** Fractional order, assigned by the server, compared byte by byte. */
    orderKey: p.text(),
    cells: p.json<Record<string, unknown>>(),
    removed: p.boolean().default(false),
  },
});
export type AnswerRow = InferEntity<typeof AnswerRow>;

/** Why a warning that asks for an explanation is right as it is. Sheet and row are empty texts where the rule has none. */
export const AnswerJustification = defineEntity({
  name: 'AnswerJustification',
  properties: {
    submission: p.manyToOne(Submission).ref().primary().deleteRule('cascade'),
    ruleId: p.text().primary(),
    sheetId: p.text().primary().default(''),
    rowId: p.text().primary().default(''),
    text: p.text(),
  },
});
export type AnswerJustification = InferEntity<typeof AnswerJustification>;

/** Append-only log of edits. */
export const SubmissionChange = defineEntity({
  name: 'SubmissionChange',
  properties: {
    submission: p.manyToOne(Submission).ref().primary().deleteRule('cascade'),
    revision: p.bigint('number').primary(),
    clientId: p.uuid(),
    clientSeq: p.bigint('number'),
    user: p.manyToOne(User).ref(),
    definitionVersion: p.manyToOne(DefinitionVersion).ref(),
    edits: p.json<readonly Edit[]>(),
    rejected: p.json<readonly RejectedEdit[]>().defaultRaw(`'[]'`),
    changedAt: p.datetime(),
  },
  uniques: [
    {
      name: 'submission_change_submission_id_client_id_client_seq_key',
      properties: ['submission', 'clientId', 'clientSeq'],
    },
  ],
});
export type SubmissionChange = InferEntity<typeof SubmissionChange>;

/** What was submitted, frozen. The number is the receipt. */
export const SubmissionRevision = defineEntity({
  name: 'SubmissionRevision',
  properties: {
    number: p
      .bigint('number')
      .primary()
      .autoincrement(false)
      .defaultRaw(`nextval('submission_receipt_number')`)
      .ignoreSchemaChanges('default'),
    submission: p.manyToOne(Submission).ref().deleteRule('cascade'),
    revision: p.bigint('number'),
    definitionVersion: p.manyToOne(DefinitionVersion).ref(),
    answers: p.json<unknown>(),
    /** `$today` of the validation, a date in Moscow. */
    today: p.date(),
    submittedBy: p.manyToOne(User).ref().fieldName('submitted_by'),
    submittedAt: p.datetime(),
  },
  indexes: [
    {
      name: 'submission_revision_submission',
      expression:
        'create index submission_revision_submission on submission_revision (submission_id, submitted_at desc)',
    },
  ],
});
export type SubmissionRevision = InferEntity<typeof SubmissionRevision>;
