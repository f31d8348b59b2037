import { Migration } from '@mikro-orm/migrations';

/** The whole first schema. Instants are `timestamptz`; identifiers that leave the server are random UUIDs. */
export class Migration001Initial extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table org_unit (
    id uuid primary key default gen_random_uuid(),
    code text not null unique,
    kind text not null check (kind in ('country', 'region', 'municipality', 'organisation')),
    organisation_kind text check (organisation_kind in ('edu', 'ksh', 'spo')),
    title text not null,
    parent_id uuid references org_unit (id),
    region_id uuid references org_unit (id),
    municipality_id uuid references org_unit (id),
    time_zone text not null,
    is_demo boolean not null default false,
    created_at timestamptz not null default now(),
    check ((kind = 'organisation') = (organisation_kind is not null)),
    check ((kind = 'country') = (parent_id is null))
  )`,
  `create index org_unit_region on org_unit (region_id, kind)`,
  `create index org_unit_municipality on org_unit (municipality_id, kind)`,

  `create table user_account (
    id uuid primary key default gen_random_uuid(),
    login text collate "C" not null unique,
    display_name text not null,
    password_hash text not null,
    role text not null check (role in ('organisation', 'municipal', 'regional', 'federal', 'admin')),
    org_unit_id uuid not null references org_unit (id),
    locale text not null default 'ru' check (locale in ('ru', 'en')),
    theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
    is_demo boolean not null default false,
    disabled_at timestamptz,
    created_at timestamptz not null default now()
  )`,
  `create index user_account_org_unit on user_account (org_unit_id)`,

  // The id is the SHA-256 of the token in the cookie: a copy of this table signs nobody in.
  `create table user_session (
    id text primary key,
    user_id uuid not null references user_account (id) on delete cascade,
    expires_at timestamptz not null,
    created_at timestamptz not null default now()
  )`,
  `create index user_session_user on user_session (user_id)`,
  `create index user_session_expires on user_session (expires_at)`,

  `create table section (
    id uuid primary key default gen_random_uuid(),
    slug text not null unique,
    title text not null,
    position integer not null
  )`,

  `create table form (
    id text primary key,
    title jsonb not null,
    created_at timestamptz not null default now()
  )`,
  `create table definition_version (
    id uuid primary key default gen_random_uuid(),
    form_id text not null references form (id),
    version integer not null check (version > 0),
    definition jsonb not null,
    code_lists jsonb not null default '{}',
    published_at timestamptz,
    created_at timestamptz not null default now(),
    unique (form_id, version)
  )`,
  `create function refuse_change_of_published_version() returns trigger language plpgsql as $$
    begin
      if old.published_at is not null then
        raise exception 'a published definition version cannot be changed';
      end if;
      return case when tg_op = 'DELETE' then old else new end;
    end $$`,
  `create trigger definition_version_immutable before update or delete on definition_version
    for each row execute function refuse_change_of_published_version()`,

  `create table collection (
    id uuid primary key default gen_random_uuid(),
    title text not null,
    definition_version_id uuid not null references definition_version (id),
    opens_at timestamptz not null,
    closes_at timestamptz not null,
    previous_collection_id uuid references collection (id),
    created_at timestamptz not null default now(),
    check (opens_at < closes_at)
  )`,
  `create table window_exception (
    collection_id uuid not null references collection (id),
    org_unit_id uuid not null references org_unit (id),
    closes_at timestamptz not null,
    reason text not null,
    created_by uuid references user_account (id),
    created_at timestamptz not null default now(),
    primary key (collection_id, org_unit_id)
  )`,

  // audience: null for everybody, else {roles?, kinds?, regions?, municipalities?, logins?}; lists are alternatives, keys are conditions.
  `create table publication (
    id uuid primary key default gen_random_uuid(),
    section_id uuid not null references section (id),
    slug text not null,
    title text not null,
    audience jsonb,
    position integer not null default 0,
    published_at timestamptz,
    created_at timestamptz not null default now(),
    unique (section_id, slug)
  )`,
  `create table publication_block (
    id uuid primary key default gen_random_uuid(),
    publication_id uuid not null references publication (id) on delete cascade,
    position integer not null,
    kind text not null check (kind in ('info', 'storage', 'collection')),
    title text not null default '',
    body jsonb,
    collection_id uuid references collection (id),
    check ((kind = 'info') = (body is not null)),
    check ((kind = 'collection') = (collection_id is not null))
  )`,
  `create index publication_block_publication on publication_block (publication_id, position)`,
  `create index publication_block_collection on publication_block (collection_id)`,

  `create table stored_file (
    id uuid primary key default gen_random_uuid(),
    block_id uuid not null references publication_block (id) on delete cascade,
    name text not null,
    media_type text not null,
    size_bytes bigint not null,
    storage_key text not null,
    audience jsonb,
    position integer not null default 0,
    uploaded_at timestamptz not null default now()
  )`,
  `create index stored_file_block on stored_file (block_id, position)`,
  `create table file_download (
    id bigint generated always as identity primary key,
    file_id uuid not null references stored_file (id) on delete cascade,
    user_id uuid not null references user_account (id),
    downloaded_at timestamptz not null default clock_timestamp()
  )`,
  `create index file_download_user on file_download (user_id, file_id, downloaded_at desc)`,

  // region_id and municipality_id are as they were when the participants were fixed.
  `create table submission (
    id uuid primary key default gen_random_uuid(),
    collection_id uuid not null references collection (id),
    org_unit_id uuid not null references org_unit (id),
    region_id uuid references org_unit (id),
    municipality_id uuid references org_unit (id),
    definition_version_id uuid not null references definition_version (id),
    status text not null default 'not_started' check (status in ('not_started', 'in_progress', 'submitted')),
    started_at timestamptz,
    changed_at timestamptz,
    submitted_at timestamptz,
    revision bigint not null default 0,
    submitted_revision bigint,
    withdrawn_at timestamptz,
    unique (collection_id, org_unit_id),
    check ((status = 'not_started') = (started_at is null)),
    check ((status = 'submitted') = (submitted_at is not null)),
    check ((submitted_at is null) = (submitted_revision is null))
  )`,
  `create index submission_collection_region on submission (collection_id, region_id, status)`,
  `create index submission_collection_municipality on submission (collection_id, municipality_id, status)`,
  `create index submission_org_unit on submission (org_unit_id)`,

  // A removed row stays as a tombstone: it may anchor insertions, and the same id again revives it.
  `create table answer_row (
    submission_id uuid not null references submission (id) on delete cascade,
    sheet_id text collate "C" not null,
    row_id text collate "C" not null,
    order_key text collate "C" not null,
    cells jsonb not null,
    removed boolean not null default false,
    primary key (submission_id, sheet_id, row_id)
  )`,
  `create table answer_justification (
    submission_id uuid not null references submission (id) on delete cascade,
    rule_id text collate "C" not null,
    sheet_id text collate "C" not null default '',
    row_id text collate "C" not null default '',
    text text not null,
    primary key (submission_id, rule_id, sheet_id, row_id)
  )`,
  `create table submission_change (
    submission_id uuid not null references submission (id) on delete cascade,
    revision bigint not null,
    client_id uuid not null,
    client_seq bigint not null,
    user_id uuid not null references user_account (id),
    definition_version_id uuid not null references definition_version (id),
    edits jsonb not null,
    rejected jsonb not null default '[]',
    changed_at timestamptz not null,
    primary key (submission_id, revision),
    unique (submission_id, client_id, client_seq)
  )`,
  `create sequence submission_receipt_number start 1001`,
  `create table submission_revision (
    number bigint primary key default nextval('submission_receipt_number'),
    submission_id uuid not null references submission (id) on delete cascade,
    revision bigint not null,
    definition_version_id uuid not null references definition_version (id),
    answers jsonb not null,
    today date not null,
    submitted_by uuid not null references user_account (id),
    submitted_at timestamptz not null
  )`,
  `create index submission_revision_submission on submission_revision (submission_id, submitted_at desc)`,

  `create sequence report_number start 100001`,
  `create table report (
    id uuid primary key default gen_random_uuid(),
    number bigint not null unique default nextval('report_number'),
    kind text not null check (kind in ('collection_export')),
    title text not null,
    collection_id uuid not null references collection (id),
    requested_by uuid not null references user_account (id),
    scope_unit_id uuid not null references org_unit (id),
    status text not null default 'queued' check (status in ('queued', 'running', 'ready', 'failed')),
    done integer not null default 0,
    total integer not null default 0,
    attempts integer not null default 0,
    lease_id uuid,
    lease_until timestamptz,
    storage_key text,
    size_bytes bigint,
    failure text,
    snapshot_at timestamptz,
    created_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz,
    expires_at timestamptz
  )`,
  `create index report_requested_by on report (requested_by, created_at desc)`,
  `create index report_unfinished on report (created_at) where status in ('queued', 'running')`,

  `create table notification (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references user_account (id) on delete cascade,
    kind text not null check (kind in ('report_ready', 'report_failed')),
    report_id uuid references report (id) on delete cascade,
    created_at timestamptz not null default clock_timestamp(),
    read_at timestamptz,
    unique (user_id, kind, report_id)
  )`,
  `create index notification_user on notification (user_id, created_at desc)`,

  // Counters of failed sign-ins, kept by rate-limiter-flexible in the shape it asks for.
  `create table sign_in_failure (
    key varchar(255) primary key,
    points integer not null default 0,
    expire bigint
  )`,
  `create table sign_in_delay (
    key varchar(255) primary key,
    points integer not null default 0,
    expire bigint
  )`,

  `create table audit_event (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    user_id uuid references user_account (id),
    action text not null,
    object_kind text,
    object_id text,
    details jsonb not null default '{}',
    address text
  )`,
  `create index audit_event_object on audit_event (object_kind, object_id, at desc)`,
];
