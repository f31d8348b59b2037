import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findPublication as findRow } from '~/db/queries/publications.server';
import type { PublicationView, Viewer } from '~/protocol/views';
import { isForViewer, viewPublications } from './publications/publication-views.server';

/** The publication at a permanent address (A9); null where there is none for this viewer. */
export async function findPublication(
  em: EntityManager,
  viewer: Viewer,
  { sectionSlug, slug }: { readonly sectionSlug: string; readonly slug: string },
): Promise<PublicationView | null> {
  const row = await findRow(em, sectionSlug, slug);
  if (!row || !can(viewer, 'publication.read') || !isForViewer(row.audience, viewer)) return null;
  const [publication] = await viewPublications(em, viewer, [row]);
  return publication ?? null;
}
