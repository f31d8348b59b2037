import type { EntityManager } from '~/db/orm.server';
import { execute } from '~/db/sql.server';

/** As many regions as the country has; each has so many municipalities. */
export const LARGE_REGIONS = 89;
const MUNICIPALITIES_EACH = 27;

/** The eleven time zones of the country, from west to east, by names of the IANA time zone database. */
export const TIME_ZONES = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Krasnoyarsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Kamchatka',
] as const;

/** Half of the regions live by the time of Moscow; codes go from west to east. */
const zoneSql = `($1::text[])[case when r % 2 = 0 then 2 else 1 + (r - 1) * ${TIME_ZONES.length} / ${LARGE_REGIONS} end]`;

const regions = `insert into org_unit (code, kind, title, parent_id, time_zone, is_demo)
   select lpad(r::text, 2, '0'), 'region', format('Область № %s (демо)', r), country.id, ${zoneSql}, true
     from generate_series(1, ${LARGE_REGIONS}) r cross join (select id from org_unit where kind = 'country') country`;

const municipalities = `insert into org_unit (code, kind, title, parent_id, region_id, time_zone, is_demo)
   select format('%s-%s', o.code, m), 'municipality', format('Район № %s (демо)', m), o.id, o.id, o.time_zone, true
     from org_unit o cross join generate_series(1, ${MUNICIPALITIES_EACH}) m
    where o.kind = 'region' and o.code = any($1::text[])`;

// Dealt out to municipalities one after the other: schools, every eighth a college, some cadet schools.
const organisations = `insert into org_unit (code, kind, organisation_kind, title, parent_id, region_id, municipality_id, time_zone, is_demo,
                         contact_name, phone, email)
   select format('%s%s%s', k.kind, r.code, lpad(n.number::text, 4, '0')), 'organisation', k.kind,
          format(case k.kind when 'edu' then 'МБОУ «СОШ № %s», район № %s' when 'spo' then 'ГБПОУ «Колледж № %s», район № %s'
                 else 'ГКОУ «Кадетская школа № %s», район № %s' end, n.number, split_part(m.code, '-', 2)),
          m.id, r.id, m.id, m.time_zone, true,
          'Секретарь (демо)', format('+7 000 %s-%s-%s', lpad((n.i % 1000)::text, 3, '0'), lpad((n.i / 1000 % 100)::text, 2, '0'), r.code),
          format('%s%s%s@example.org', k.kind, r.code, lpad(n.number::text, 4, '0'))
     from (select i, i % ${LARGE_REGIONS} + 1 as region, i / ${LARGE_REGIONS} + 1 as number from generate_series(0, $1::integer - 1) i) n
     join org_unit r on r.kind = 'region' and r.code = lpad(n.region::text, 2, '0')
     join org_unit m on m.kind = 'municipality' and m.code = format('%s-%s', r.code, n.number % ${MUNICIPALITIES_EACH} + 1)
     cross join lateral (select case when n.number % 8 = 0 then 'spo' when n.number % 29 = 0 then 'ksh' else 'edu' end as kind) k`;

const accounts = `insert into user_account (login, display_name, password_hash, role, org_unit_id, is_demo)
  select case o.kind when 'region' then 'region' || o.code when 'municipality' then 'mun' || replace(o.code, '-', '') else o.code end,
         o.title, $1, case o.kind when 'region' then 'regional' when 'municipality' then 'municipal' else 'organisation' end, o.id, true
    from org_unit o left join org_unit r on r.id = coalesce(o.region_id, o.id)
   where o.kind <> 'country' and r.code = any($2::text[])`;

/** Codes of the regions that are added: 01 to 89. */
const codes = Array.from({ length: LARGE_REGIONS }, (_, i) => String(i + 1).padStart(2, '0'));

/** Adds territories, organisations and an account for each, all with one password hash. */
export async function insertLargeCountry(
  em: EntityManager,
  { count, passwordHash }: { readonly count: number; readonly passwordHash: string },
): Promise<void> {
  await execute(em, regions, [TIME_ZONES]);
  await execute(em, municipalities, [codes]);
  await execute(em, organisations, [count]);
  await execute(em, accounts, [passwordHash, codes]);
  await execute(em, 'analyze org_unit, user_account');
}
