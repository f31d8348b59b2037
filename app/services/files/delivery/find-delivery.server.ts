import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import {
  countOutcomes,
  type DeliveryRow,
  findDelivery as findRow,
  findEntries,
} from '~/db/queries/deliveries.server';
import { findStorage } from '~/db/queries/storages.server';
import type { DeliveryEntryView, DeliveryOutcome, DeliveryPage, Viewer } from '~/protocol/views';
import { isUuid } from '../../collecting/parse-requests.server';
import { viewDelivery } from './view-delivery.server';

const PAGE = 50;
const BATCH = 2_000;

export interface EntryQuery {
  readonly outcome: DeliveryOutcome | null;
  readonly search: string;
  /** From 1. */
  readonly page: number;
}

export async function findOwnDelivery(
  em: EntityManager,
  viewer: Viewer,
  deliveryId: string,
): Promise<DeliveryRow | null> {
  return can(viewer, 'file.manage') && isUuid(deliveryId) ? findRow(em, deliveryId) : null;
}

/** What became of a zip: how far it is, and each of its files, one page of them. */
export async function findDelivery(
  em: EntityManager,
  viewer: Viewer,
  deliveryId: string,
  query: EntryQuery,
): Promise<DeliveryPage | null> {
  const row = await findOwnDelivery(em, viewer, deliveryId);
  const storage = row && (await findStorage(em, row.block_id));
  if (!row || !storage) return null;
  const counts = await countOutcomes(em, deliveryId);
  const { rows, matching } = await findEntries(em, deliveryId, {
    outcome: query.outcome,
    text: query.search,
    limit: PAGE,
    offset: (query.page - 1) * PAGE,
  });
  const count = (outcome: DeliveryOutcome) => counts.get(outcome) ?? 0;
  return {
    delivery: {
      ...viewDelivery(row),
      failure: row.failure,
      finishedAt: row.finished_at?.toISOString() ?? null,
    },
    storage: { id: storage.id, title: storage.title },
    publicationPath: `/lk/publications/${storage.section_slug}/${storage.slug}`,
    counts: {
      delivered: count('delivered'),
      replaced: count('replaced'),
      same: count('same'),
      unmatched: count('unmatched'),
      not_addressed: count('not_addressed'),
      refused: count('refused'),
      ignored: count('ignored'),
    },
    entries: rows.map(viewEntry),
    matching,
    page: query.page,
    pageSize: PAGE,
  };
}

const viewEntry = ({
  size_bytes: sizeBytes,
  ...row
}: Awaited<ReturnType<typeof findEntries>>['rows'][number]) =>
  ({ ...row, sizeBytes }) satisfies DeliveryEntryView;

/** All files of a delivery in their order, for a table. */
export async function* allEntries(em: EntityManager, deliveryId: string): AsyncGenerator<DeliveryEntryView> {
  for (let offset = 0; ; offset += BATCH) {
    const search = { outcome: null, text: '', limit: BATCH, offset };
    const { rows } = await findEntries(em, deliveryId, search);
    yield* rows.map(viewEntry);
    if (rows.length < BATCH) return;
  }
}
