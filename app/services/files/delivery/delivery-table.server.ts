import type { Readable } from 'node:stream';
import type { EntityManager } from '~/db/orm.server';
import type { DeliveryOutcome, Viewer } from '~/protocol/views';
import { excelCsv } from '../../csv.server';
import { allEntries, findOwnDelivery } from './find-delivery.server';
import { type RefusalReason, refusalReasons } from './plan';

export interface TableWords {
  /** Path, login, what happened, why, size in bytes. */
  readonly head: readonly string[];
  readonly outcome: (outcome: DeliveryOutcome) => string;
  readonly reason: (reason: RefusalReason) => string;
}

/** What became of each file of a delivery, as Excel opens it; null where there is no such delivery. */
export async function openDeliveryTable(
  em: EntityManager,
  viewer: Viewer,
  deliveryId: string,
  words: TableWords,
): Promise<{ readonly name: string; readonly stream: Readable } | null> {
  const delivery = await findOwnDelivery(em, viewer, deliveryId);
  if (!delivery) return null;
  const rows = async function* () {
    for await (const entry of allEntries(em, deliveryId)) {
      const reason = refusalReasons.find((known) => known === entry.reason);
      yield [
        entry.path,
        entry.login,
        words.outcome(entry.outcome),
        reason === undefined ? '' : words.reason(reason),
        entry.sizeBytes,
      ];
    }
  };
  return { name: delivery.name.replace(/\.zip$/i, ''), stream: excelCsv(words.head, rows()) };
}
