import type { EntityManager } from '~/db/orm.server';
import { findSections } from '~/db/queries/publications.server';
import type { SectionView } from '~/protocol/views';

/** All sections, in the order that organizers gave them. */
export async function listSections(em: EntityManager): Promise<readonly SectionView[]> {
  return (await findSections(em)).map(({ slug, title }) => ({ slug, title }));
}
