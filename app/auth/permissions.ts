/**
 * Who may do what, and where: one table that every loader, action and job asks.
 * `account`: only what belongs to the user; territories include everything below them.
 */
import type { Role, Viewer } from '~/protocol/views';

export type Action =
  | 'publication.read'
  | 'file.list'
  | 'file.read'
  | 'file.manage'
  | 'file.statistics'
  | 'submission.open'
  | 'submission.edit'
  | 'submission.submit'
  | 'submission.answer'
  | 'history.read'
  | 'receipt.read'
  | 'collection.monitor'
  | 'collection.export'
  | 'participants.read'
  | 'participants.change'
  | 'contact.write'
  | 'window.change'
  | 'participant-data.read'
  | 'review.read'
  | 'review.judge'
  | 'review.configure'
  | 'report.read'
  | 'report.cancel'
  | 'notification.read'
  | 'preferences.write'
  | 'token.manage'
  | 'org-unit.read';

export type PermissionScope = 'none' | 'account' | 'organisation' | 'municipality' | 'region' | 'country';

type Row = Readonly<Record<Role, PermissionScope>>;

const everybody: Row = {
  organisation: 'account',
  municipal: 'account',
  regional: 'account',
  federal: 'account',
  admin: 'account',
};
const organisations: Row = {
  organisation: 'organisation',
  municipal: 'none',
  regional: 'none',
  federal: 'none',
  admin: 'none',
};
const coordinators: Row = {
  organisation: 'none',
  municipal: 'municipality',
  regional: 'region',
  federal: 'country',
  admin: 'none',
};

/** Those who work with the data of others may let programs read them too. */
const tokenHolders: Row = {
  organisation: 'none',
  municipal: 'account',
  regional: 'account',
  federal: 'account',
  admin: 'none',
};

const organizers: Row = {
  organisation: 'none',
  municipal: 'none',
  regional: 'none',
  federal: 'country',
  admin: 'none',
};

/** Verdicts are given by the level that answers for the organisation, never above its head. */
const reviewers: Row = { ...coordinators, federal: 'none' };

/** What coordinators may look at besides the organisation whose it is. */
const concerned: Row = { ...coordinators, organisation: 'organisation' };

export const permissions: Readonly<Record<Action, Row>> = {
  'publication.read': everybody,
  'file.list': everybody,
  'file.read': everybody,
  'file.manage': organizers,
  'file.statistics': coordinators,
  'submission.open': organisations,
  'submission.edit': organisations,
  'submission.submit': organisations,
  'submission.answer': organisations,
  'history.read': concerned,
  'receipt.read': concerned,
  'collection.monitor': coordinators,
  'collection.export': coordinators,
  'participants.read': coordinators,
  'participants.change': organizers,
  'contact.write': organisations,
  'window.change': organizers,
  'participant-data.read': coordinators,
  'review.read': coordinators,
  'review.judge': reviewers,
  'review.configure': organizers,
  'report.read': everybody,
  'report.cancel': everybody,
  'notification.read': everybody,
  'preferences.write': everybody,
  'token.manage': tokenHolders,
  'org-unit.read': coordinators,
};

export function scopeOf(viewer: Viewer, action: Action): PermissionScope {
  return permissions[action][viewer.role];
}

export function can(viewer: Viewer, action: Action): boolean {
  return scopeOf(viewer, action) !== 'none';
}

/** A condition of SQL with its parameters. */
export interface SqlPredicate {
  readonly sql: string;
  readonly parameters: readonly string[];
}

/**
 * The condition under which rows belong to what the viewer may see for an action. `alias` names a table or alias with
 * the columns `org_unit_id`, `region_id` and `municipality_id`; parameters are numbered from `firstParameter`.
 * Without a right, or without the unit that the right speaks of, nothing matches.
 */
export function visibleOrgUnits(
  viewer: Viewer,
  action: Action,
  alias: string,
  firstParameter: number,
): SqlPredicate {
  const nothing: SqlPredicate = { sql: 'false', parameters: [] };
  const matches = (column: string, id: string | null): SqlPredicate =>
    id === null ? nothing : { sql: `${alias}.${column} = $${firstParameter}`, parameters: [id] };
  const { orgUnit } = viewer;
  switch (scopeOf(viewer, action)) {
    case 'country':
      return { sql: 'true', parameters: [] };
    case 'region':
      return matches('region_id', orgUnit.regionId);
    case 'municipality':
      return matches('municipality_id', orgUnit.municipalityId);
    case 'organisation':
      return matches('org_unit_id', orgUnit.id);
    case 'account':
    case 'none':
      return nothing;
  }
}
