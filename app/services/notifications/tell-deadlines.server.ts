import type { EntityManager } from '~/db/orm.server';
import { tellClosing, tellOpened } from '~/db/queries/deadlines.server';
import { withTransaction } from '~/db/sql.server';
import { announceTo } from './announce.server';

/**
 * Tells organisations what the clock brings, each once: that a collection has opened, and that less than three days or one day is left
 * where nothing was submitted. A prolonged window is told again before its new end. It may run any number of times, also at once.
 */
export async function tellDeadlines(em: EntityManager): Promise<void> {
  const tell = [
    tellOpened,
    (inner: EntityManager) => tellClosing(inner, 3),
    (inner: EntityManager) => tellClosing(inner, 1),
  ];
  for (const one of tell) announceTo(await withTransaction(em.fork(), one));
}
