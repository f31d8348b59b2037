import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findCollections } from '~/db/queries/collections.server';
import {
  addParticipants,
  countRoster,
  findOrganisations,
  findRosterChanges,
  lockCollection,
  withdrawParticipants,
} from '~/db/queries/roster.server';
import { noteAudit } from '~/db/queries/storages.server';
import { findPublicationPath } from '~/db/queries/submissions.server';
import { withTransaction } from '~/db/sql.server';
import { MOST_LOGINS, type RosterOutcome, type RosterPage } from '~/protocol/roster';
import type { Viewer } from '~/protocol/views';
import { isUuid } from '../collecting/parse-requests.server';
import { announceTo } from '../notifications/announce.server';
import { readLogins } from './read-logins';

const LONGEST_REASON = 500;

/** The expected list of a collection and what was changed in it; null for everybody but organizers. */
export async function viewRoster(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
): Promise<RosterPage | null> {
  if (!isUuid(collectionId) || !can(viewer, 'participants.change')) return null;
  const [collection] = await findCollections(em, [collectionId]);
  if (!collection) return null;
  return {
    collection: { id: collection.id, title: collection.title },
    publicationPath: await findPublicationPath(em, collectionId),
    ...(await countRoster(em, collectionId)),
    changes: await findRosterChanges(em, collectionId),
  };
}

/**
 * Adds organisations to the expected list or withdraws them, with a reason, in one transaction with its audit. Logins are read from any pasted
 * text. Those that nobody has are told, the others are done. Null where the viewer may not, or there is no such collection.
 */
export async function changeRoster(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
  request: { readonly kind: 'added' | 'withdrawn'; readonly logins: string; readonly reason: string },
): Promise<RosterOutcome | null> {
  if (!isUuid(collectionId) || !can(viewer, 'participants.change')) return null;
  const [collection] = await findCollections(em, [collectionId]);
  if (!collection) return null;
  const logins = readLogins(request.logins);
  const reason = request.reason.trim().slice(0, LONGEST_REASON);
  const problems = [
    ...(reason === '' ? (['reason'] as const) : []),
    ...(logins.length === 0 ? (['logins'] as const) : []),
    ...(logins.length > MOST_LOGINS ? (['tooMany'] as const) : []),
  ];
  if (problems.length > 0) return { problems, changed: [], same: [], unknown: [] };
  const outcome = await withTransaction(em, async (inner) => {
    await lockCollection(inner, collectionId);
    const units = await findOrganisations(inner, logins);
    const change = request.kind === 'added' ? addParticipants : withdrawParticipants;
    const done = await change(
      inner,
      collectionId,
      units.map(({ id }) => id),
    );
    const ids = new Set(done.map(({ org_unit_id }) => org_unit_id));
    const changed = units.flatMap(({ id, code }) => (ids.has(id) ? [code] : []));
    if (changed.length > 0) {
      await noteAudit(inner, {
        userId: viewer.userId,
        action: `participants_${request.kind}`,
        objectKind: 'collection',
        objectId: collectionId,
        details: { reason, logins: changed },
      });
    }
    const known = new Set(units.map(({ code }) => code));
    return {
      problems: [],
      changed,
      same: units.flatMap(({ id, code }) => (ids.has(id) ? [] : [code])),
      unknown: logins.filter((login) => !known.has(login)),
    };
  });
  announceTo([collectionId]);
  return outcome;
}
