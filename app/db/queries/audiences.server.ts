import { z } from 'zod';
import type { OrganisationKind, Role, Viewer } from '../../protocol/views';

/** To whom something is addressed; `null` is everybody. A list holds alternatives, every key that is there must match. */
export interface AudienceFields {
  readonly roles?: readonly Role[];
  /** Of organisations only: they do not shut coordinators out, who answer for organisations of every kind. */
  readonly kinds?: readonly OrganisationKind[];
  /** Ids of org units. */
  readonly regions?: readonly string[];
  readonly municipalities?: readonly string[];
  readonly logins?: readonly string[];
}
export type Audience = AudienceFields | null;

const ids = z.array(z.string().uuid()).max(5_000);

/** What a request or a column holds. */
export const audienceSchema: z.ZodType<Audience> = z
  .object({
    roles: z.array(z.enum(['organisation', 'municipal', 'regional', 'federal', 'admin'])).optional(),
    kinds: z.array(z.enum(['edu', 'ksh', 'spo'])).optional(),
    regions: ids.optional(),
    municipalities: ids.optional(),
    logins: z.array(z.string().min(1).max(100)).max(5_000).optional(),
  })
  .strict()
  .nullable();

/** Conditions of SQL on a `jsonb` column that holds an audience; true or false, never null. */
export interface AudienceConditions {
  /** What the conditions refer to, from the number that was given. */
  readonly parameters: readonly string[];
  readonly isAddressed: (column: string) => string;
  /** Addressed, or meant for organisations of a coordinator's territory: its name is shown, its content is not (A16). */
  readonly isListed: (column: string) => string;
}

const KEYS = `'{roles,kinds,regions,municipalities,logins}'::text[]`;

/**
 * What is addressed to a viewer; to whoever is not signed in (`null`), what is for everybody. Organizers see everything. A
 * regional coordinator is addressed by the own region's municipalities too. What cannot be read is addressed to organizers only.
 */
export function audienceConditions(viewer: Viewer | null, firstParameter: number): AudienceConditions {
  if (viewer?.role === 'federal' || viewer?.role === 'admin') {
    return { parameters: [], isAddressed: () => 'true', isListed: () => 'true' };
  }
  const parameters: string[] = [];
  const parameter = (value: string): string => {
    parameters.push(value);
    return `$${firstParameter + parameters.length - 1}`;
  };
  const keys = viewer === null ? ['false'] : conditionsOfKeys(viewer, parameter);
  const role = viewer === null ? 'false' : hasOrLacks('roles', viewer.role, parameter);
  const isCoordinator = viewer?.role === 'municipal' || viewer?.role === 'regional';
  const listed = isCoordinator ? `(${role} or a->'roles' ? 'organisation' and not a ? 'logins')` : role;
  const condition = (roleCondition: string) => (column: string) =>
    `(select case when coalesce(jsonb_typeof(a), 'null') = 'null' then true
        when jsonb_typeof(a) <> 'object' or a - ${KEYS} <> '{}' then false
        else ${[roleCondition, ...keys].join(' and ')} end from (select ${column} as a) audience)`;
  return { parameters, isAddressed: condition(role), isListed: condition(listed) };
}

type Parameter = (value: string) => string;

/** The key is not there, or its list holds the value; a viewer without such a value is not addressed by such a key. */
function hasOrLacks(key: keyof AudienceFields, value: string | null, parameter: Parameter): string {
  const lacks = `not a ? '${key}'`;
  return value === null ? lacks : `(${lacks} or a->'${key}' ? ${parameter(value)})`;
}

function conditionsOfKeys({ role, login, orgUnit }: Viewer, parameter: Parameter): readonly string[] {
  const { organisationKind, regionId, municipalityId } = orgUnit;
  return [
    ...(role === 'organisation' ? [hasOrLacks('kinds', organisationKind, parameter)] : []),
    hasOrLacks('regions', regionId, parameter),
    role === 'regional'
      ? ownMunicipalities(regionId, parameter)
      : hasOrLacks('municipalities', municipalityId, parameter),
    hasOrLacks('logins', login, parameter),
  ];
}

function ownMunicipalities(regionId: string | null, parameter: Parameter): string {
  if (regionId === null) return `not a ? 'municipalities'`;
  return `(not a ? 'municipalities' or exists (select 1 from org_unit m
      where m.region_id = ${parameter(regionId)}::uuid and m.kind = 'municipality' and a->'municipalities' ? m.id::text))`;
}
