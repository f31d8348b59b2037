import type { Readable } from 'node:stream';
import { can, visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import {
  type CollectionHead,
  countFound,
  findParticipants,
  findWatchedCollection,
  type ParticipantSearch,
} from '~/db/queries/participants.server';
import { MOST_SELECTED, MOST_SHOWN, type PhoneList } from '~/protocol/phone-list';
import type { ParticipantQuery, ParticipantRow, Viewer } from '~/protocol/views';
import { phoneListHeadings, phoneListRow } from '~/wording/phone-list';
import { isUuid } from '../collecting/parse-requests.server';
import { excelCsv } from '../csv.server';
import { viewParticipant } from '../review/view-participant.server';
import { resolveFilter } from './participant-filter.server';

const BATCH = 1_000;

export interface PhoneListQuery extends Omit<ParticipantQuery, 'page'> {
  /** Chosen organisations; empty: all that match, and of these only those that have not submitted unless a status is asked for. */
  readonly logins: readonly string[];
}

/** Whom to phone, with contacts (A41); null where the viewer answers for nobody in the collection. */
export async function viewPhoneList(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
  query: PhoneListQuery,
): Promise<PhoneList | null> {
  const found = await findSearch(em, viewer, collectionId, query);
  if (!found) return null;
  const { collection, search } = found;
  const rows = (await findParticipants(em, search, { limit: MOST_SHOWN, offset: 0 })).map(viewParticipant);
  const { locale } = viewer;
  return {
    collection: { id: collection.id, title: collection.title },
    rows,
    table: [phoneListHeadings[locale], ...rows.map((row) => phoneListRow(locale, row))],
    total: await countFound(em, search),
    isSelection: query.logins.length > 0,
  };
}

/** The whole list as a table for Excel. */
export async function writePhoneList(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
  query: PhoneListQuery,
): Promise<Readable | null> {
  const found = await findSearch(em, viewer, collectionId, query);
  if (!found) return null;
  return excelCsv(phoneListHeadings[viewer.locale], rowsOf(em, found.search, viewer));
}

async function* rowsOf(em: EntityManager, search: ParticipantSearch, { locale }: Viewer) {
  for (let offset = 0; ; offset += BATCH) {
    const rows = await findParticipants(em, search, { limit: BATCH, offset });
    for (const row of rows) yield phoneListRow(locale, viewParticipant(row) satisfies ParticipantRow);
    if (rows.length < BATCH) return;
  }
}

async function findSearch(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
  { logins, ...query }: PhoneListQuery,
): Promise<{ readonly collection: CollectionHead; readonly search: ParticipantSearch } | null> {
  if (!isUuid(collectionId) || !can(viewer, 'participants.read')) return null;
  const scope = visibleOrgUnits(viewer, 'participants.read', 's', 1);
  const collection = await findWatchedCollection(em, collectionId, scope);
  const resolved = await resolveFilter(em, viewer, query);
  if (!collection || !resolved) return null;
  const chosen = logins.slice(0, MOST_SELECTED);
  const { sort, descending } = query;
  const filter =
    chosen.length > 0
      ? { sort, descending, logins: chosen }
      : { ...resolved.filter, unfinished: query.status === undefined && query.review === undefined };
  return { collection, search: { collectionId, scope, query: filter } };
}
