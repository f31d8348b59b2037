import { Migration } from '@mikro-orm/migrations';

/** Letters about notifications: to which address, how often, what has been sent. */
export class Migration012Mail extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  // `token_hash` is the SHA-256 of what the confirming letter holds. Nothing but that letter goes to an address before it is confirmed.
  `create table mail_subscription (
    user_id uuid primary key references user_account (id) on delete cascade,
    address text not null,
    frequency text not null check (frequency in ('at_once', 'daily')),
    token_hash text,
    token_until timestamptz,
    asked_on date,
    asked_count integer not null default 0,
    confirmed_at timestamptz,
    digest_on date,
    failures integer not null default 0,
    failure text,
    next_try_at timestamptz not null default clock_timestamp(),
    check ((token_hash is null) = (token_until is null))
  )`,
  `alter table notification add column mailed_at timestamptz`,
];
