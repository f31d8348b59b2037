import { createHash } from 'node:crypto';
import { getConfig } from '../config.server';
import type { EntityManager } from '../db/orm.server';
import {
  claimLetter,
  findDueLetters,
  type LetterTo,
  noteLetterFailed,
  noteLetterSent,
  saveToken,
} from '../db/queries/mail.server';
import { findNotificationsById } from '../db/queries/notifications.server';
import { withTransaction } from '../db/sql.server';
import { createFormatter } from '../i18n/format';
import { i18nOf } from '../i18n/i18n.server';
import { getMailer, MailFailure, type Mailer } from '../mail/mailer.server';
import { hashOfToken, newToken } from '../services/mail/mail-token.server';
import { viewNotification } from '../services/notifications/view-notification.server';
import { confirmingLetter, type LetterText, newsLetter } from '../wording/letters';
import { handleJob } from './define-job.server';
import { sendLettersJob } from './send-letters.job';

const EVERY_MS = 30_000;
const MOST_AT_ONCE = 200;

/**
 * One letter after the other, each in a transaction that holds its subscription: two workers never send the same one. A worker that dies
 * between sending and committing sends it once more, under the same Message-ID.
 */
export const sendLettersHandler = handleJob(
  sendLettersJob,
  async (_payload, { em, log, signal }) => {
    const mailer = getMailer();
    if (mailer === null) return;
    for (const userId of await findDueLetters(em, MOST_AT_ONCE)) {
      if (signal.aborted) return;
      const failure = await withTransaction(em.fork(), (inner) => sendTo(inner, mailer, userId));
      if (failure !== null) log.warn({ userId, reason: failure }, 'a letter did not get through');
    }
  },
  { repeatEveryMs: EVERY_MS },
);

/** Why it failed; null where it was sent or nothing was due. */
async function sendTo(em: EntityManager, mailer: Mailer, userId: string): Promise<string | null> {
  const to = await claimLetter(em, userId);
  if (to === null) return null;
  try {
    if (to.asks) await ask(em, mailer, { userId, to });
    else await tell(em, mailer, { userId, to });
    return null;
  } catch (error) {
    if (!(error instanceof MailFailure)) throw error;
    await noteLetterFailed(em, userId, error.message);
    return error.message;
  }
}

interface Recipient {
  readonly userId: string;
  readonly to: LetterTo;
}

async function ask(em: EntityManager, mailer: Mailer, { userId, to }: Recipient): Promise<void> {
  const token = newToken();
  const { t } = wordsFor(to);
  await send(mailer, to, confirmingLetter({ t, address: addressOfCabinet() }, token), hashOfToken(token));
  await saveToken(em, userId, hashOfToken(token));
}

async function tell(em: EntityManager, mailer: Mailer, { userId, to }: Recipient): Promise<void> {
  const found = await findNotificationsById(em, userId, to.notificationIds);
  const news = found.map((row) => viewNotification(to.role, row));
  const id = createHash('sha256').update(to.notificationIds.join()).digest('hex').slice(0, 40);
  await send(mailer, to, newsLetter({ ...wordsFor(to), address: addressOfCabinet() }, news), id);
  await noteLetterSent(em, userId, to.notificationIds);
}

function wordsFor({ locale }: LetterTo) {
  const i18n = i18nOf(locale);
  return {
    t: i18n.getFixedT(null, 'notifications'),
    format: createFormatter(locale, i18n.getFixedT(null, 'common')),
  };
}

const send = (mailer: Mailer, to: LetterTo, letter: LetterText, id: string): Promise<void> =>
  mailer.send({ to: to.address, ...letter, id });

const addressOfCabinet = (): string => (getConfig().publicUrl ?? '').replace(/\/+$/, '');
