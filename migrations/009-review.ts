import { Migration } from '@mikro-orm/migrations';

/** Review of submitted reports: which levels a collection has, verdicts, remarks to places of a report. */
export class Migration009Review extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table collection
    add column review_levels text not null default 'none' check (review_levels in ('none', 'municipal', 'regional', 'both'))`,
  // The last verdict on what was submitted last: another submission begins without one.
  `alter table submission
    add column review_verdict text check (review_verdict in ('returned', 'accepted')),
    add column review_level text check (review_level in ('municipal', 'regional')),
    add check ((review_verdict is null) = (review_level is null)),
    add check (review_verdict is null or status = 'submitted')`,

  // Each verdict is on what was submitted under a number; never changed.
  `create table review (
    id uuid primary key default gen_random_uuid(),
    submission_id uuid not null references submission (id) on delete cascade,
    receipt bigint not null references submission_revision (number) on delete cascade,
    level text not null check (level in ('municipal', 'regional')),
    verdict text not null check (verdict in ('returned', 'accepted')),
    comment text not null default '',
    closes_at timestamptz,
    user_id uuid not null references user_account (id),
    decided_at timestamptz not null default clock_timestamp(),
    check (closes_at is null or verdict = 'returned')
  )`,
  `create index review_submission on review (submission_id, decided_at desc)`,
  `create index review_receipt on review (receipt)`,

  // About a cell, a row, a column, a sheet, or without a sheet the whole report. A draft is seen by its author alone.
  `create table review_remark (
    id uuid primary key default gen_random_uuid(),
    submission_id uuid not null references submission (id) on delete cascade,
    receipt bigint not null references submission_revision (number) on delete cascade,
    review_id uuid references review (id) on delete cascade,
    level text not null check (level in ('municipal', 'regional')),
    user_id uuid not null references user_account (id),
    sheet_id text collate "C",
    row_id text collate "C",
    column_id text collate "C",
    text text not null,
    state text not null default 'draft' check (state in ('draft', 'open', 'answered', 'resolved')),
    answer text,
    answered_by uuid references user_account (id),
    answered_at timestamptz,
    created_at timestamptz not null default clock_timestamp(),
    changed_at timestamptz not null default clock_timestamp(),
    check (sheet_id is not null or (row_id is null and column_id is null)),
    check ((state = 'draft') = (review_id is null)),
    check ((answer is null) = (answered_at is null)),
    check ((answer is null) = (answered_by is null))
  )`,
  `create index review_remark_submission on review_remark (submission_id, created_at)`,
  `create index review_remark_review on review_remark (review_id)`,
  `create index review_remark_receipt on review_remark (receipt)`,
];
