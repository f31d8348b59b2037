import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { countParticipants } from '~/db/queries/collections.server';
import {
  countByTerritory,
  countProgress,
  countTotal,
  findTerritoryById,
  inTerritory,
  type TerritoryCounts,
  type TerritoryUnit,
} from '~/db/queries/monitoring.server';
import { type CollectionHead, findWatchedCollection } from '~/db/queries/participants.server';
import { findPublicationPath } from '~/db/queries/submissions.server';
import type { MonitoringPage, MonitoringQuery, TerritoryRow, TerritorySort } from '~/protocol/monitoring';
import type { Viewer } from '~/protocol/views';
import { isUuid } from '../collecting/parse-requests.server';
import { viewWindow } from '../collecting/windows';
import { progressOf, shareOf, spanOf } from './progress';
import { territoryPath, toName } from './territory-path.server';

const nobody = { total: 0, notStarted: 0, inProgress: 0, submitted: 0 };

/**
 * How far a collection is in a territory of the viewer, in the territories below it, and over time (A38, A39). Null where the viewer
 * answers for nobody who takes part, or the territory is not the viewer's.
 */
export async function viewMonitoring(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
  query: MonitoringQuery,
): Promise<MonitoringPage | null> {
  if (!isUuid(collectionId) || !can(viewer, 'collection.monitor')) return null;
  const path = await territoryPath(em, viewer, query.unit);
  const unit = path?.at(-1);
  if (!path || !unit) return null;
  const scope = inTerritory(unit, 1);
  const collection = await findWatchedCollection(em, collectionId, scope);
  if (!collection) return null;
  const counts = (await countParticipants(em, [collectionId], scope)).get(collectionId) ?? nobody;
  const parent = unit.parent_id === null ? null : await findTerritoryById(em, unit.parent_id);
  return {
    collection: { id: collection.id, title: collection.title, window: viewWindow(collection) },
    publicationPath: await findPublicationPath(em, collectionId),
    path: path.map(toName),
    counts,
    territories: await compare(em, collectionId, unit, query),
    parent: parent && toName(parent),
    progress: await readProgress(em, collection, { unit, parent, total: counts.total, step: query.step }),
  };
}

async function compare(
  em: EntityManager,
  collectionId: string,
  unit: TerritoryUnit,
  { sort, descending }: MonitoringQuery,
): Promise<readonly TerritoryRow[]> {
  if (unit.kind === 'municipality') return [];
  const level = unit.kind === 'country' ? 'region' : 'municipality';
  const counted = await countByTerritory(em, collectionId, level, inTerritory(unit, 1));
  const rows = counted.map((row) => toRow(row, level));
  const order = descending ? -1 : 1;
  return rows.sort((a, b) => order * byColumn[sort](a, b) || byTitle(a, b));
}

const toRow = ({ code, title, counts }: TerritoryCounts, kind: 'region' | 'municipality'): TerritoryRow => ({
  territory: code === null || title === null ? null : { code, kind, title },
  counts,
  share: shareOf(counts.submitted, counts.total),
});

const collator = new Intl.Collator('ru', { numeric: true });
const byTitle = (a: TerritoryRow, b: TerritoryRow): number =>
  collator.compare(a.territory?.title ?? '', b.territory?.title ?? '');
const byColumn: Readonly<Record<TerritorySort, (a: TerritoryRow, b: TerritoryRow) => number>> = {
  title: byTitle,
  total: (a, b) => a.counts.total - b.counts.total,
  notStarted: (a, b) => a.counts.notStarted - b.counts.notStarted,
  inProgress: (a, b) => a.counts.inProgress - b.counts.inProgress,
  submitted: (a, b) => a.counts.submitted - b.counts.submitted,
  share: (a, b) => a.share - b.share,
};

async function readProgress(
  em: EntityManager,
  { id, opens_at: opensAt, closes_at: closesAt, now }: CollectionHead,
  about: {
    readonly unit: TerritoryUnit;
    readonly parent: TerritoryUnit | null;
    readonly total: number;
    readonly step: MonitoringQuery['step'];
  },
): Promise<MonitoringPage['progress']> {
  const span = spanOf(about.step, { opensAt, closesAt, now });
  const count = async (unit: TerritoryUnit) =>
    countProgress(em, id, { step: span.step, from: span.from, scope: inTerritory(unit, 1) });
  const own = { counted: await count(about.unit), total: about.total };
  const parent = about.parent && {
    counted: await count(about.parent),
    total: await countTotal(em, id, inTerritory(about.parent, 1)),
  };
  return progressOf(span, now, own, parent);
}
