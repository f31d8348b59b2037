import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Submission, SubmissionRevision } from './submission.server';
import { User } from './user.server';

/** A verdict on what was submitted under a number. Append-only. */
export const Review = defineEntity({
  name: 'Review',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    submission: p.manyToOne(Submission).ref().deleteRule('cascade'),
    receipt: p.manyToOne(SubmissionRevision).ref().fieldName('receipt').deleteRule('cascade'),
    level: p.enum(['municipal', 'regional']),
    verdict: p.enum(['returned', 'accepted']),
    comment: p.text().default(''),
    /** The end that a return gave the organisation for its corrections. */
    closesAt: p.datetime().nullable(),
    user: p.manyToOne(User).ref(),
    decidedAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
  indexes: [
    {
      name: 'review_submission',
      expression: 'create index review_submission on review (submission_id, decided_at desc)',
    },
    { name: 'review_receipt', properties: ['receipt'] },
  ],
});
export type Review = InferEntity<typeof Review>;

/** What a reviewer says of a place in a report, and what the organisation answers. */
export const ReviewRemark = defineEntity({
  name: 'ReviewRemark',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    submission: p.manyToOne(Submission).ref().deleteRule('cascade'),
    /** What was looked at when it was written; with the verdict, what was judged. */
    receipt: p.manyToOne(SubmissionRevision).ref().fieldName('receipt').deleteRule('cascade'),
    /** Null for a draft, which its author alone sees. */
    review: p.manyToOne(Review).ref().nullable().deleteRule('cascade'),
    level: p.enum(['municipal', 'regional']),
    user: p.manyToOne(User).ref(),
    sheetId: p.text().nullable(),
    rowId: p.text().nullable(),
    columnId: p.text().nullable(),
    text: p.text(),
    state: p.enum(['draft', 'open', 'answered', 'resolved']).default('draft'),
    answer: p.text().nullable(),
    answeredBy: p.manyToOne(User).ref().nullable().fieldName('answered_by'),
    answeredAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('clock_timestamp()'),
    changedAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
  indexes: [
    { name: 'review_remark_submission', properties: ['submission', 'createdAt'] },
    { name: 'review_remark_review', properties: ['review'] },
    { name: 'review_remark_receipt', properties: ['receipt'] },
  ],
});
export type ReviewRemark = InferEntity<typeof ReviewRemark>;
