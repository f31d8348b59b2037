import type { EntityManager } from '../orm.server';
import { execute, queryRow, queryRows, type SqlParameter } from '../sql.server';
import { isParticipant, joinException, ownClosing } from './collections.server';

/** Whom a change of the window means. */
export interface ProlongationTarget {
  /** Ids of a territory's column; missing: the whole country. */
  readonly territory?: { readonly column: 'region_id' | 'municipality_id'; readonly id: string };
  readonly logins?: readonly string[];
  readonly unfinished: boolean;
}

function meant(collectionId: string, { territory, logins, unfinished }: ProlongationTarget) {
  const parameters: SqlParameter[] = [collectionId];
  const add = (value: SqlParameter): string => `$${parameters.push(value)}`;
  const conditions = [
    's.collection_id = $1',
    isParticipant,
    ...(territory ? [`s.${territory.column} = ${add(territory.id)}`] : []),
    ...(logins ? [`o.code = any(${add(logins)})`] : []),
    ...(unfinished ? [`s.status <> 'submitted'`] : []),
  ];
  return {
    from: `submission s join collection c on c.id = s.collection_id ${joinException}
      join org_unit o on o.id = s.org_unit_id where ${conditions.join(' and ')}`,
    parameters,
    add,
  };
}

export interface MeantRow {
  readonly organisations: number;
  readonly submitted: number;
  readonly earliest: Date | null;
  readonly latest: Date | null;
}

/** How many are meant, how many of them have submitted, and between which ends their windows close now. */
export async function measureTarget(
  em: EntityManager,
  collectionId: string,
  target: ProlongationTarget,
): Promise<MeantRow> {
  const { from, parameters } = meant(collectionId, target);
  const row = await queryRow<MeantRow>(
    em,
    `select count(*) as organisations, count(*) filter (where s.status = 'submitted') as submitted,
            min(${ownClosing}) as earliest, max(${ownClosing}) as latest from ${from}`,
    parameters,
  );
  if (!row) throw new Error('an aggregate has a row');
  return row;
}

/** Which of the logins take part. */
export async function findMeantLogins(
  em: EntityManager,
  collectionId: string,
  logins: readonly string[],
): Promise<readonly string[]> {
  const { from, parameters } = meant(collectionId, { logins, unfinished: false });
  const rows = await queryRows<{ code: string }>(em, `select o.code from ${from}`, parameters);
  return rows.map(({ code }) => code);
}

interface Change {
  readonly collectionId: string;
  readonly closesAt: Date;
  readonly reason: string;
  readonly userId: string;
}

/** Another end for all. Returns the id of the change. */
export async function prolongAll(
  em: EntityManager,
  { collectionId, closesAt, reason, userId }: Change,
): Promise<string> {
  const row = await queryRow<{ id: string }>(
    em,
    `with before as (select id, closes_at from collection where id = $1),
          changed as (update collection set closes_at = $2 where id = $1)
     insert into prolongation (collection_id, target, closes_at, previous_closes_at, reason, created_by)
     select id, 'all', $2, closes_at, $3, $4 from before returning id`,
    [collectionId, closesAt, reason, userId],
  );
  if (!row) throw new Error(`collection ${collectionId} is gone`);
  return row.id;
}

/** Another end for some organisations. Returns the id of the change, and whose it is. */
export async function prolongSome(
  em: EntityManager,
  { collectionId, closesAt, reason, userId }: Change,
  target: ProlongationTarget,
): Promise<{ readonly id: string; readonly orgUnits: readonly string[] }> {
  const { from, parameters, add } = meant(collectionId, target);
  const [end, why, who] = [add(closesAt), add(reason), add(userId)];
  const rows = await queryRows<{ prolongation_id: string; org_unit_id: string }>(
    em,
    `with target as (select s.org_unit_id, x.closes_at as previous from ${from}),
          made as (insert into prolongation (collection_id, target, closes_at, reason, created_by)
                   values ($1, 'organisations', ${end}::timestamptz, ${why}, ${who}) returning id),
          given as (insert into window_exception (collection_id, org_unit_id, closes_at, reason, created_by)
                    select $1, org_unit_id, ${end}::timestamptz, ${why}, ${who} from target
                    on conflict (collection_id, org_unit_id) do update
                       set closes_at = excluded.closes_at, reason = excluded.reason, created_by = excluded.created_by)
     insert into prolongation_unit (prolongation_id, org_unit_id, previous_closes_at)
     select made.id, target.org_unit_id, target.previous from made cross join target
     returning prolongation_id, org_unit_id`,
    parameters,
  );
  const [first] = rows;
  if (!first) throw new Error('nobody was meant');
  return { id: first.prolongation_id, orgUnits: rows.map(({ org_unit_id }) => org_unit_id) };
}

export interface ProlongationRow {
  readonly id: string;
  readonly collection_id: string;
  readonly target: 'all' | 'organisations';
  readonly closes_at: Date;
  readonly previous_closes_at: Date | null;
  readonly undone_at: Date | null;
}

export function findProlongation(em: EntityManager, id: string): Promise<ProlongationRow | null> {
  return queryRow(
    em,
    'select id, collection_id, target, closes_at, previous_closes_at, undone_at from prolongation where id = $1',
    [id],
  );
}

/** Puts the end for all back, unless it was changed again since. Answers whether it did. */
export async function putBackAll(
  em: EntityManager,
  { id, collection_id }: ProlongationRow,
): Promise<boolean> {
  const rows = await queryRows(
    em,
    `update collection c set closes_at = p.previous_closes_at from prolongation p
      where p.id = $1 and c.id = $2 and c.closes_at = p.closes_at returning c.id`,
    [id, collection_id],
  );
  return rows.length > 0;
}

/** Puts back the ends of the organisations that were not changed again since. Returns these. */
export async function putBackSome(
  em: EntityManager,
  { id, collection_id }: ProlongationRow,
): Promise<readonly string[]> {
  const rows = await queryRows<{ org_unit_id: string }>(
    em,
    `with mine as (
       select x.org_unit_id, u.previous_closes_at from prolongation p join prolongation_unit u on u.prolongation_id = p.id
         join window_exception x on x.collection_id = p.collection_id and x.org_unit_id = u.org_unit_id and x.closes_at = p.closes_at
        where p.id = $1 and p.collection_id = $2
     ), dropped as (
       delete from window_exception x using mine
        where x.collection_id = $2 and x.org_unit_id = mine.org_unit_id and mine.previous_closes_at is null
     ), restored as (
       update window_exception x set closes_at = mine.previous_closes_at from mine
        where x.collection_id = $2 and x.org_unit_id = mine.org_unit_id and mine.previous_closes_at is not null
     )
     select org_unit_id from mine`,
    [id, collection_id],
  );
  return rows.map(({ org_unit_id }) => org_unit_id);
}

export async function markUndone(em: EntityManager, id: string, userId: string): Promise<void> {
  await execute(em, 'update prolongation set undone_at = clock_timestamp(), undone_by = $2 where id = $1', [
    id,
    userId,
  ]);
}

export interface ListedProlongation {
  readonly id: string;
  readonly target: 'all' | 'organisations';
  readonly closes_at: Date;
  readonly reason: string;
  readonly by: string;
  readonly created_at: Date;
  readonly undone_by: string | null;
  readonly undone_at: Date | null;
  readonly organisations: number;
  readonly logins: readonly string[];
}

/** All changes of a window, the newest first, each with the first twenty logins. */
export function findProlongations(em: EntityManager, collectionId: string): Promise<ListedProlongation[]> {
  return queryRows(
    em,
    `select p.id, p.target, p.closes_at, p.reason, u.display_name as by, p.created_at, b.display_name as undone_by, p.undone_at,
            (select count(*) from prolongation_unit n where n.prolongation_id = p.id) as organisations,
            array(select o.code from prolongation_unit n join org_unit o on o.id = n.org_unit_id
                   where n.prolongation_id = p.id order by o.code limit 20) as logins
       from prolongation p join user_account u on u.id = p.created_by left join user_account b on b.id = p.undone_by
      where p.collection_id = $1 order by p.created_at desc, p.id limit 200`,
    [collectionId],
  );
}

/** Present ends of the windows of organisations, and their submissions; for those who have to be told. */
export function findEnds(
  em: EntityManager,
  collectionId: string,
  orgUnits: readonly string[] | null,
): Promise<{ readonly org_unit_id: string; readonly submission_id: string; readonly closes_at: Date }[]> {
  return queryRows(
    em,
    `select s.org_unit_id, s.id as submission_id, ${ownClosing} as closes_at
       from submission s join collection c on c.id = s.collection_id ${joinException}
      where s.collection_id = $1 and ${isParticipant} and ($2::uuid[] is null or s.org_unit_id = any($2::uuid[]))`,
    [collectionId, orgUnits],
  );
}

/** Regions that take part, by their titles. */
export function findRegionsOf(
  em: EntityManager,
  collectionId: string,
): Promise<{ readonly code: string; readonly title: string }[]> {
  return queryRows(
    em,
    `select o.code, o.title from org_unit o where o.kind = 'region' and exists (
       select 1 from submission s where s.collection_id = $1 and s.region_id = o.id and ${isParticipant}) order by o.title, o.code`,
    [collectionId],
  );
}
