import { Migration } from '@mikro-orm/migrations';

/** Exports in several formats, of chosen organisations, that can be cancelled. */
export class Migration005Exports extends Migration {
  override up(): void {
    this.addSql(`alter table report
      add column format text not null default 'xlsx' check (format in ('xlsx', 'csv-ru', 'csv', 'jsonl', 'parquet')),
      add column cell_values text not null default 'labels' check (cell_values in ('labels', 'codes')),
      add column layout text not null default 'wide' check (layout in ('wide', 'long')),
      add column selection jsonb,
      drop constraint report_status_check,
      add constraint report_status_check check (status in ('queued', 'running', 'ready', 'failed', 'cancelled'))`);
  }
}
