import { Migration } from '@mikro-orm/migrations';

/** Notifications of all kinds: what they are about, and that each is told once. */
export class Migration004Notifications extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table notification
    drop constraint notification_kind_check,
    drop constraint notification_user_id_kind_report_id_key,
    add column subject text,
    add column collection_id uuid references collection (id) on delete cascade,
    add column publication_id uuid references publication (id) on delete cascade,
    add column submission_id uuid references submission (id) on delete cascade,
    add column details jsonb not null default '{}'`,
  `update notification set subject = coalesce(report_id, id)::text`,
  // What is told once: a report, a collection with the day of its end, a verdict.
  `alter table notification
    alter column subject set not null,
    add constraint notification_kind_check check (kind in (
      'report_ready', 'report_failed', 'collection_opened', 'closes_in_3_days', 'closes_in_1_day', 'returned',
      'accepted', 'remark_answered', 'prolonged', 'new_publication', 'credentials_replaced'
    )),
    add constraint notification_user_id_kind_subject_key unique (user_id, kind, subject)`,
  `create index notification_unread on notification (user_id) where read_at is null`,
];
