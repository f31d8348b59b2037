import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findPublications, findSections } from '~/db/queries/publications.server';
import type { PublicationView, SectionView, Viewer } from '~/protocol/views';
import { asFolded, type StorageQuery } from './files/view-storage.server';
import { viewPublications } from './publications/publication-views.server';

/**
 * The publications of a section that are addressed to the viewer (A10, A11); null where there is no such section. Only those
 * unfolded, named by slug, come with their blocks.
 */
export async function listPublications(
  em: EntityManager,
  viewer: Viewer,
  {
    sectionSlug,
    unfolded,
    storage = asFolded,
  }: {
    readonly sectionSlug: string;
    readonly unfolded: readonly string[];
    readonly storage?: (blockId: string) => StorageQuery;
  },
): Promise<{ readonly section: SectionView; readonly publications: readonly PublicationView[] } | null> {
  const section = (await findSections(em)).find(({ slug }) => slug === sectionSlug);
  if (!section || !can(viewer, 'publication.read')) return null;
  const rows = await findPublications(em, viewer, sectionSlug);
  const publications = await viewPublications(em, viewer, rows, storage, ({ slug }) =>
    unfolded.includes(slug),
  );
  return { section: { slug: section.slug, title: section.title }, publications };
}
