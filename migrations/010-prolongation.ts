import { Migration } from '@mikro-orm/migrations';

/** What changed the end of a window: for all, or for some organisations, by whom and why, and what it was before. */
export class Migration010Prolongation extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // previous_closes_at: of the collection, where the end for all was changed.
  `create table prolongation (
    id uuid primary key default gen_random_uuid(),
    collection_id uuid not null references collection (id),
    target text not null check (target in ('all', 'organisations')),
    closes_at timestamptz not null,
    previous_closes_at timestamptz,
    reason text not null check (reason <> ''),
    created_by uuid not null references user_account (id),
    created_at timestamptz not null default clock_timestamp(),
    undone_by uuid references user_account (id),
    undone_at timestamptz,
    check ((target = 'all') = (previous_closes_at is not null)),
    check ((undone_at is null) = (undone_by is null))
  )`,
  `create index prolongation_collection on prolongation (collection_id, created_at desc)`,
  // previous_closes_at: of the organisation's own exception; null where it had none.
  `create table prolongation_unit (
    prolongation_id uuid not null references prolongation (id) on delete cascade,
    org_unit_id uuid not null references org_unit (id),
    previous_closes_at timestamptz,
    primary key (prolongation_id, org_unit_id)
  )`,
];
