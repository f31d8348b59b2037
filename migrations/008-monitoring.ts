import { Migration } from '@mikro-orm/migrations';

/** What coordinators look at besides the status: contacts, errors left, when a report was submitted first. */
export class Migration008Monitoring extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table org_unit
    add column contact_name text not null default '',
    add column phone text not null default '',
    add column email text not null default ''`,
  // Beside the columns of the manual, which are always there.
  `alter table user_account add column participant_columns text[] not null default '{}'`,
  // errors_left is of the revision errors_revision, null where it could not be judged; another revision has not been counted yet.
  `alter table submission
    add column first_submitted_at timestamptz,
    add column errors_left integer check (errors_left >= 0),
    add column errors_revision bigint,
    add check (errors_left is null or errors_revision is not null)`,
  `update submission s set first_submitted_at = f.at
     from (select submission_id, min(submitted_at) as at from submission_revision group by submission_id) f
    where f.submission_id = s.id`,
  `create index submission_uncounted on submission (changed_at)
    where revision > 0 and withdrawn_at is null and errors_revision is distinct from revision`,
];
