import { Migration } from '@mikro-orm/migrations';

/** What an organisation calls the columns of a form in its own workbooks. */
export class Migration003WorkbookAliases extends Migration {
  override up(): void {
    this.addSql(`create table workbook_alias (
      org_unit_id uuid not null references org_unit (id) on delete cascade,
      form_id text not null references form (id),
      aliases jsonb not null,
      updated_at timestamptz not null default now(),
      primary key (org_unit_id, form_id)
    )`);
  }
}
