import { Migration } from '@mikro-orm/migrations';

/** In which of the two views of a sheet an account fills in forms. */
export class Migration002GridView extends Migration {
  override up(): void {
    this.addSql(`alter table user_account
      add column grid_view text not null default 'table' check (grid_view in ('table', 'spreadsheet'))`);
  }
}
