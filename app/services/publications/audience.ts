import { z } from 'zod';
import type { Viewer } from '~/protocol/views';

/** To whom something is addressed; `null` is everybody. Every key that is there must match. */
export const audienceSchema = z
  .object({
    roles: z.array(z.enum(['organisation', 'municipal', 'regional', 'federal', 'admin'])).optional(),
    kinds: z.array(z.enum(['edu', 'ksh', 'spo'])).optional(),
    /** Ids of org units. */
    regions: z.array(z.string()).optional(),
    municipalities: z.array(z.string()).optional(),
    logins: z.array(z.string()).optional(),
  })
  .strict()
  .nullable();

export type Audience = z.infer<typeof audienceSchema>;

/** Organizers see everything. Kinds speak of organisations only: they do not shut coordinators out. */
export function isAddressedTo(audience: Audience, viewer: Viewer): boolean {
  if (audience === null || viewer.role === 'federal' || viewer.role === 'admin') return true;
  const { orgUnit } = viewer;
  const isIn = (ids: readonly string[] | undefined, id: string | null): boolean =>
    ids === undefined || id === null || ids.includes(id);
  return (
    (audience.roles === undefined || audience.roles.includes(viewer.role)) &&
    (audience.kinds === undefined ||
      orgUnit.organisationKind === null ||
      audience.kinds.includes(orgUnit.organisationKind)) &&
    isIn(audience.regions, orgUnit.regionId) &&
    isIn(audience.municipalities, orgUnit.municipalityId) &&
    (audience.logins === undefined || audience.logins.includes(viewer.login))
  );
}

/** Whether a coordinator sees the name of a file that is meant for organisations only (A16). */
export function isListedFor(audience: Audience, viewer: Viewer): boolean {
  if (isAddressedTo(audience, viewer)) return true;
  const isCoordinator = viewer.role === 'municipal' || viewer.role === 'regional';
  const forOrganisations = audience?.roles?.includes('organisation') ?? false;
  return (
    isCoordinator &&
    forOrganisations &&
    audience?.logins === undefined &&
    isAddressedTo({ ...audience, roles: undefined }, viewer)
  );
}
