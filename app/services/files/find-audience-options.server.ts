import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findRegions, searchMunicipalities, searchOrganisations } from '~/db/queries/territories.server';
import type { AudienceOptions } from '~/protocol/files';
import type { Viewer } from '~/protocol/views';

const MOST = 20;
const LONGEST = 100;

/** Whom a file can be addressed to: all regions, and the municipalities and organisations that the text finds. */
export async function findAudienceOptions(
  em: EntityManager,
  viewer: Viewer,
  given: string,
): Promise<AudienceOptions | null> {
  if (!can(viewer, 'file.manage')) return null;
  const text = given.trim().slice(0, LONGEST);
  const municipalities = text === '' ? [] : await searchMunicipalities(em, text, MOST);
  return {
    regions: (await findRegions(em)).map(({ id, title }) => ({ id, title })),
    municipalities: municipalities.map(({ id, title, region }) => ({ id, title, region: region ?? '' })),
    organisations: text === '' ? [] : await searchOrganisations(em, text, MOST),
  };
}
