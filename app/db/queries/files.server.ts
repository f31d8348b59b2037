import type { Viewer } from '../../protocol/views';
import type { EntityManager } from '../orm.server';
import { execute, queryRow, queryRows, type SqlParameter } from '../sql.server';
import { audienceConditions } from './audiences.server';

export interface FileRow {
  readonly id: string;
  readonly name: string;
  readonly size_bytes: number;
  readonly uploaded_at: Date;
  readonly removed_at: Date | null;
  readonly personal: boolean;
  readonly audience: unknown;
  readonly downloadable: boolean;
  readonly downloaded_at: Date | null;
}

export interface DownloadableRow {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly hash: string;
  readonly size_bytes: number;
  readonly storage_key: string;
  readonly downloadable: boolean;
}

export interface StorageSearch {
  readonly blockId: string;
  /** A part of the name, in any case; empty for all files. */
  readonly text: string;
  readonly limit: number;
  readonly offset: number;
}

export interface StorageRows {
  /** Files of the storage that the viewer sees. */
  readonly total: number;
  /** Those of them whose name holds the text. */
  readonly matching: number;
  readonly rows: readonly FileRow[];
}

/** The text as a pattern of `ilike`, wherever it stands. */
export const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/**
 * One page of a storage as the viewer sees it, with this user's last downloads. Files for single organisations are found by
 * an index of their logins: it costs the same whether there are ten or 40,000 of them. They stand first for whom they are; for
 * organizers, who see everything and what was removed within a day, they stand last.
 */
export async function findStorageFiles(
  em: EntityManager,
  viewer: Viewer,
  { blockId, text, limit, offset }: StorageSearch,
): Promise<StorageRows> {
  const parameters: SqlParameter[] = [blockId];
  const add = (value: SqlParameter): string => `$${parameters.push(value)}`;
  const seen = visibleFiles(viewer, add);
  const name = text === '' ? 'true' : `f.name ilike ${add(containing(text))}`;
  const counted = await queryRow<{ total: number; matching: number }>(
    em,
    `with f as (${seen.of('f.name')}) select count(*) as total, count(*) filter (where ${name}) as matching from f`,
    parameters,
  );
  const matching = counted?.matching ?? 0;
  if (matching === 0) return { total: counted?.total ?? 0, matching, rows: [] };
  const user = add(viewer.userId);
  const rows = await queryRows<FileRow>(
    em,
    `with f as (${seen.of('f.*')})
     select f.id, f.name, c.size_bytes, f.uploaded_at, f.removed_at, f.personal, f.audience,
            ${seen.isAddressed('f.audience')} as downloadable,
            (select max(d.downloaded_at) from file_download d where d.file_id = f.id and d.user_id = ${user}) as downloaded_at
       from (select * from f where ${name} order by ${seen.order} limit ${add(limit)} offset ${add(offset)}) f
       join file_content c on c.hash = f.content_hash
      order by ${seen.order}`,
    parameters,
  );
  return { total: counted?.total ?? 0, matching, rows };
}

interface Visible {
  readonly isAddressed: (column: string) => string;
  /** A query of the viewer's files in block `$1`, as `f`. */
  readonly of: (columns: string) => string;
  readonly order: string;
}

function visibleFiles(viewer: Viewer, add: (value: SqlParameter) => string): Visible {
  if (viewer.role === 'federal' || viewer.role === 'admin') {
    const isKept = `(f.removed_at is null or f.removed_at > now() - interval '1 day')`;
    return {
      isAddressed: () => 'true',
      of: (columns) => `select ${columns} from stored_file f where f.block_id = $1 and ${isKept}`,
      order: 'f.personal, f.position, f.name, f.id',
    };
  }
  const login = add(viewer.login);
  const audience = audienceConditions(viewer, Number(login.slice(1)) + 1);
  audience.parameters.forEach(add);
  const common = `f.block_id = $1 and f.removed_at is null and ${audience.isListed('f.audience')}`;
  return {
    isAddressed: audience.isAddressed,
    of: (columns) =>
      `select ${columns} from stored_file f where not f.personal and ${common}
       union all
       select ${columns} from stored_file f where f.personal and f.audience -> 'logins' ? ${login} and ${common}`,
    order: 'f.personal desc, f.position, f.name, f.id',
  };
}

/** A file that the viewer sees, in a publication that is addressed to the viewer. */
export function findFile(em: EntityManager, viewer: Viewer, fileId: string): Promise<DownloadableRow | null> {
  const audience = audienceConditions(viewer, 2);
  return queryRow<DownloadableRow>(
    em,
    `select f.id, f.name, f.media_type, c.hash, c.size_bytes, c.storage_key,
            ${audience.isAddressed('f.audience')} as downloadable
       from stored_file f join file_content c on c.hash = f.content_hash
       join publication_block b on b.id = f.block_id join publication p on p.id = b.publication_id
      where f.id = $1 and f.removed_at is null and p.published_at <= now()
        and ${audience.isAddressed('p.audience')} and ${audience.isListed('f.audience')}`,
    [fileId, ...audience.parameters],
  );
}

/**
 * Notes that a user has begun to download a file, and the organisation with it. Beginning again within a minute is the same
 * download: browsers and download managers ask twice.
 */
export async function noteDownload(em: EntityManager, viewer: Viewer, fileId: string): Promise<void> {
  const noted = await execute(
    em,
    `insert into file_download (file_id, user_id) select $1::uuid, $2::uuid where not exists (
       select 1 from file_download where file_id = $1 and user_id = $2
          and downloaded_at > clock_timestamp() - interval '1 minute')`,
    [fileId, viewer.userId],
  );
  if (noted === 0 || viewer.role !== 'organisation') return;
  await execute(
    em,
    `insert into organisation_download (file_id, org_unit_id) values ($1, $2)
     on conflict (file_id, org_unit_id) do update
        set last_at = clock_timestamp(), times = organisation_download.times + 1`,
    [fileId, viewer.orgUnit.id],
  );
}
