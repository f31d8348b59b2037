import { Migration } from '@mikro-orm/migrations';

/** Tokens for programs, and the counters of their requests. */
export class Migration007Api extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // The hash is the SHA-256 of the token: a copy of this table reads nothing. Role and unit are those of the owner when the token was
  // made: where they change, it is dead.
  `create table api_token (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references user_account (id) on delete cascade,
    role text not null check (role in ('organisation', 'municipal', 'regional', 'federal', 'admin')),
    org_unit_id uuid not null references org_unit (id),
    name text not null,
    scopes text[] not null check (cardinality(scopes) > 0),
    hash text collate "C" not null unique,
    ending text not null,
    created_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null,
    last_used_at timestamptz,
    last_used_address text,
    revoked_at timestamptz
  )`,
  `create index api_token_user on api_token (user_id, created_at desc)`,

  // Counters of requests, kept by rate-limiter-flexible in the shape it asks for.
  `create table api_request (
    key varchar(255) primary key,
    points integer not null default 0,
    expire bigint
  )`,
];
