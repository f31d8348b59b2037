import { Migration } from '@mikro-orm/migrations';

/** Contents kept once, uploads in parts, deliveries to single organisations, who has downloaded what. */
export class Migration006Files extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // `hash` is the SHA-256 in hexadecimal digits. The key is not made of it: what is swept is never what is stored meanwhile.
  `create table file_content (
    hash text collate "C" primary key,
    size_bytes bigint not null,
    storage_key text not null unique,
    created_at timestamptz not null default clock_timestamp()
  )`,
  // What stands in the store and belongs to nothing (yet): written down before it is stored, crossed out when it is taken over.
  `create table loose_content (
    storage_key text primary key,
    remove_after timestamptz not null
  )`,
  `create index loose_content_due on loose_content (remove_after)`,

  // Contents from before: their keys ended in the hash. One that did not is kept apart: no upload ever has such a hash.
  `insert into file_content (hash, size_bytes, storage_key)
    select coalesce(substring(storage_key from '^files/([0-9a-f]{64})$'), 'key:' || storage_key), max(size_bytes), storage_key
      from stored_file group by storage_key`,
  `alter table stored_file
    add column content_hash text collate "C" references file_content (hash),
    add column delivery_id uuid,
    add column delivery_login text collate "C",
    add column removed_at timestamptz,
    add column personal boolean not null generated always as (coalesce(audience ? 'logins', false)) stored`,
  `update stored_file f set content_hash = c.hash from file_content c where c.storage_key = f.storage_key`,
  `alter table stored_file
    alter column content_hash set not null, drop column storage_key, drop column size_bytes`,
  `drop index stored_file_block`,
  `create index stored_file_block on stored_file (block_id, personal, position, name)`,
  `create index stored_file_content on stored_file (content_hash)`,
  `create index stored_file_removed on stored_file (removed_at) where removed_at is not null`,
  // One file among 40,000 that is addressed to one organisation is found without reading the others.
  `create index stored_file_logins on stored_file using gin ((audience -> 'logins')) where personal`,

  `create table file_upload (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references user_account (id),
    block_id uuid not null references publication_block (id) on delete cascade,
    file_id uuid references stored_file (id) on delete cascade,
    purpose text not null check (purpose in ('file', 'replacement', 'delivery')),
    name text not null,
    audience jsonb,
    size_bytes bigint not null check (size_bytes > 0),
    offset_bytes bigint not null default 0,
    status text not null default 'receiving' check (status in ('receiving', 'received', 'done', 'failed')),
    failure text,
    result_id uuid,
    attempts integer not null default 0,
    lease_id uuid,
    lease_until timestamptz,
    created_at timestamptz not null default clock_timestamp(),
    changed_at timestamptz not null default clock_timestamp(),
    check (offset_bytes between 0 and size_bytes),
    check ((purpose = 'replacement') = (file_id is not null))
  )`,
  `create index file_upload_user on file_upload (user_id, created_at)`,
  `create index file_upload_changed on file_upload (status, changed_at)`,
  `create table file_upload_part (
    upload_id uuid not null references file_upload (id) on delete cascade,
    offset_bytes bigint not null,
    size_bytes bigint not null,
    storage_key text not null,
    primary key (upload_id, offset_bytes)
  )`,

  `create table file_delivery (
    id uuid primary key default gen_random_uuid(),
    block_id uuid not null references publication_block (id) on delete cascade,
    user_id uuid not null references user_account (id),
    name text not null,
    content_hash text collate "C" references file_content (hash),
    status text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed')),
    failure text,
    done integer not null default 0,
    total integer not null default 0,
    attempts integer not null default 0,
    lease_id uuid,
    lease_until timestamptz,
    withdrawn_at timestamptz,
    created_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz
  )`,
  `create index file_delivery_block on file_delivery (block_id, created_at desc)`,
  `create index file_delivery_content on file_delivery (content_hash)`,
  `create table delivery_entry (
    delivery_id uuid not null references file_delivery (id) on delete cascade,
    position integer not null,
    path text not null,
    login text collate "C",
    outcome text not null check (outcome in ('delivered', 'replaced', 'same', 'unmatched', 'not_addressed', 'refused', 'ignored')),
    reason text,
    size_bytes bigint not null,
    primary key (delivery_id, position)
  )`,
  `create index delivery_entry_outcome on delivery_entry (delivery_id, outcome, position)`,
  `alter table stored_file add foreign key (delivery_id) references file_delivery (id) on delete set null`,
  `create index stored_file_delivery on stored_file (delivery_id)`,
  // A second delivery of the same names replaces, and doubles nothing.
  `create unique index stored_file_delivered on stored_file (block_id, delivery_login, name)
    where delivery_login is not null and removed_at is null`,

  `create table organisation_download (
    file_id uuid not null references stored_file (id) on delete cascade,
    org_unit_id uuid not null references org_unit (id),
    first_at timestamptz not null default clock_timestamp(),
    last_at timestamptz not null default clock_timestamp(),
    times integer not null default 1,
    primary key (file_id, org_unit_id)
  )`,
  `create index organisation_download_org_unit on organisation_download (org_unit_id)`,
  `insert into organisation_download (file_id, org_unit_id, first_at, last_at, times)
    select d.file_id, u.org_unit_id, min(d.downloaded_at), max(d.downloaded_at), count(*)
      from file_download d join user_account u on u.id = d.user_id where u.role = 'organisation'
     group by d.file_id, u.org_unit_id`,
  `create index file_download_file on file_download (file_id)`,

  `alter table report
    alter column collection_id drop not null,
    add column block_id uuid references publication_block (id) on delete cascade,
    add column file_id uuid references stored_file (id) on delete cascade,
    drop constraint report_kind_check,
    add constraint report_kind_check check (kind in ('collection_export', 'downloads')),
    add check ((kind = 'downloads') = (block_id is not null)),
    add check ((kind = 'collection_export') = (collection_id is not null))`,
];
