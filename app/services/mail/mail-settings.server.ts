import { z } from 'zod';
import { err, ok, type Result } from 'engine';
import { can } from '~/auth/permissions';
import { getConfig } from '~/config.server';
import type { EntityManager } from '~/db/orm.server';
import {
  confirmAddress,
  endSubscription,
  findSubscription,
  saveAddress,
  saveFrequency,
} from '~/db/queries/mail.server';
import { execute, withTransaction } from '~/db/sql.server';
import { enqueue } from '~/jobs/queue.server';
import { sendLettersJob } from '~/jobs/send-letters.job';
import type { MailFrequency, MailView } from '~/protocol/mail';
import type { Viewer } from '~/protocol/views';
import { hashOfToken } from './mail-token.server';

/** Letters to an address that is not confirmed, a day and account: nobody's mailbox is flooded. */
const MOST_CONFIRMATIONS = 5;

/** Domains and names of any script; whether it exists, the confirming letter tells. */
const addressSchema = z
  .string()
  .trim()
  .max(254)
  .regex(
    /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?\.[\p{L}\p{N}-]{2,}$/u,
  );

/** What the viewer chose; null where no letters can be sent at all. */
export async function findMailSettings(em: EntityManager, viewer: Viewer): Promise<MailView | null> {
  if (getConfig().mail === null || !can(viewer, 'preferences.write')) return null;
  const row = await findSubscription(em, viewer.userId);
  if (row === null || row.address === '') {
    return { address: null, frequency: 'at_once', confirmed: false, failure: null };
  }
  const { address, frequency, failure } = row;
  return { address, frequency, confirmed: row.confirmed_at !== null, failure };
}

export type MailRefusal = 'no_mail' | 'bad_address' | 'too_many';

/**
 * Keeps an address and how often letters come. A new address waits for its confirmation by the link in a letter; the same address
 * again asks for that letter again, unless it is confirmed.
 */
export async function setMailAddress(
  em: EntityManager,
  viewer: Viewer,
  given: { readonly address: string; readonly frequency: MailFrequency },
): Promise<Result<'saved' | 'asked', MailRefusal>> {
  if (getConfig().mail === null || !can(viewer, 'preferences.write')) return err('no_mail');
  const parsed = addressSchema.safeParse(given.address);
  if (!parsed.success) return err('bad_address');
  const saved = await keepAddress(em, viewer, { ...given, address: parsed.data });
  if (saved.ok && saved.value === 'asked') await enqueue(sendLettersJob, {});
  return saved;
}

function keepAddress(
  em: EntityManager,
  viewer: Viewer,
  { address, frequency }: { readonly address: string; readonly frequency: MailFrequency },
): Promise<Result<'saved' | 'asked', MailRefusal>> {
  return withTransaction(em, async (inner) => {
    const known = await findSubscription(inner, viewer.userId);
    if (known?.address === address && known.confirmed_at !== null) {
      await saveFrequency(inner, viewer.userId, frequency);
      return ok('saved');
    }
    if ((known?.asked_today ?? 0) >= MOST_CONFIRMATIONS) return err('too_many');
    await saveAddress(inner, viewer.userId, { address, frequency });
    await audit(inner, viewer, 'mail_address_set');
    return ok('asked');
  });
}

/** No letters any more; the address is forgotten. */
export async function stopMail(em: EntityManager, viewer: Viewer): Promise<void> {
  if (!can(viewer, 'preferences.write')) return;
  await withTransaction(em, async (inner) => {
    await endSubscription(inner, viewer.userId);
    await audit(inner, viewer, 'mail_address_removed');
  });
}

/** Whether the address of the letter belongs to this account now. */
export async function confirmMail(em: EntityManager, viewer: Viewer, token: string): Promise<boolean> {
  if (!can(viewer, 'preferences.write')) return false;
  return confirmAddress(em, viewer.userId, hashOfToken(token));
}

async function audit(em: EntityManager, viewer: Viewer, action: string): Promise<void> {
  await execute(
    em,
    `insert into audit_event (user_id, action, object_kind, object_id) values ($1, $2, 'user', $1::text)`,
    [viewer.userId, action],
  );
}
