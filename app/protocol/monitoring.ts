/** What coordinators see of the course of a collection. Instants are ISO 8601 in UTC; shares are of a hundred. */
import type { ParticipantCounts, WindowView } from './views';

export type TerritoryKind = 'country' | 'region' | 'municipality';

export interface TerritoryName {
  /** Names it in addresses. */
  readonly code: string;
  readonly kind: TerritoryKind;
  readonly title: string;
}

export type TerritorySort = 'title' | 'total' | 'notStarted' | 'inProgress' | 'submitted' | 'share';
export type ProgressStep = 'day' | 'hour';

export interface MonitoringQuery {
  /** Code of the territory looked at; the viewer's own where it is missing. */
  readonly unit?: string;
  readonly sort: TerritorySort;
  readonly descending: boolean;
  readonly step: ProgressStep;
}

/** One row of the comparison: a territory, or the organisations that belong to none below. */
export interface TerritoryRow {
  /** null: the region's organisations without a municipality. */
  readonly territory: TerritoryName | null;
  readonly counts: ParticipantCounts;
  /** Submitted, of a hundred. */
  readonly share: number;
}

export interface ProgressPoint {
  /** The beginning of the hour or day that is counted. */
  readonly start: string;
  /** Its end, or now while it lasts. */
  readonly at: string;
  /** Have begun by then, submitted or not. */
  readonly begun: number;
  readonly submitted: number;
  /** Submitted within the hour or day. */
  readonly added: number;
  readonly share: number;
  /** Share of the territory above; null where there is none. */
  readonly parentShare: number | null;
}

export interface Progress {
  readonly step: ProgressStep;
  readonly from: string;
  readonly to: string;
  readonly points: readonly ProgressPoint[];
}

export interface MonitoringPage {
  readonly collection: { readonly id: string; readonly title: string; readonly window: WindowView };
  readonly publicationPath: string;
  /** From the viewer's own territory down to the one shown. */
  readonly path: readonly TerritoryName[];
  readonly counts: ParticipantCounts;
  /** Empty for a municipality: its organisations are in the list of participants. */
  readonly territories: readonly TerritoryRow[];
  /** The territory above the one shown, that the chart compares it with. */
  readonly parent: TerritoryName | null;
  readonly progress: Progress;
}
