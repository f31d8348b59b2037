import type { MailFrequency } from '../../protocol/mail';
import type { Role } from '../../protocol/views';
import type { EntityManager } from '../orm.server';
import { execute, queryRow, queryRows } from '../sql.server';

export interface SubscriptionRow {
  readonly address: string;
  readonly frequency: MailFrequency;
  readonly confirmed_at: Date | null;
  readonly failure: string | null;
  /** Confirming letters asked for today. */
  readonly asked_today: number;
}

/** What an account chose; null where it wants no letters. */
export function findSubscription(em: EntityManager, userId: string): Promise<SubscriptionRow | null> {
  return queryRow<SubscriptionRow>(
    em,
    `select address, frequency, confirmed_at, failure,
            case when asked_on = current_date then asked_count else 0 end as asked_today
       from mail_subscription where user_id = $1`,
    [userId],
  );
}

export interface NewAddress {
  readonly address: string;
  readonly frequency: MailFrequency;
}

/** Keeps an address that is not confirmed yet; the letter that asks for it is due at once. */
export async function saveAddress(em: EntityManager, userId: string, given: NewAddress): Promise<void> {
  await execute(
    em,
    `insert into mail_subscription as m (user_id, address, frequency, asked_on, asked_count)
     values ($1, $2, $3, current_date, 1)
     on conflict (user_id) do update set address = excluded.address, frequency = excluded.frequency,
       token_hash = null, token_until = null, confirmed_at = null, failure = null, failures = 0, next_try_at = clock_timestamp(),
       asked_count = case when m.asked_on = current_date then m.asked_count + 1 else 1 end, asked_on = current_date`,
    [userId, given.address, given.frequency],
  );
}

export async function saveFrequency(
  em: EntityManager,
  userId: string,
  frequency: MailFrequency,
): Promise<void> {
  await execute(em, 'update mail_subscription set frequency = $2 where user_id = $1', [userId, frequency]);
}

/** The row stays, because it counts the letters asked for. */
export async function endSubscription(em: EntityManager, userId: string): Promise<void> {
  await execute(
    em,
    `update mail_subscription set address = '', confirmed_at = null, token_hash = null, token_until = null, failure = null
      where user_id = $1`,
    [userId],
  );
}

/** Whether the token was the account's own and still good. */
export async function confirmAddress(em: EntityManager, userId: string, tokenHash: string): Promise<boolean> {
  const confirmed = await execute(
    em,
    `update mail_subscription
        set confirmed_at = clock_timestamp(), token_hash = null, token_until = null, digest_on = current_date
      where user_id = $1 and token_hash = $2 and token_until > clock_timestamp()`,
    [userId, tokenHash],
  );
  return confirmed === 1;
}

/** The token of the letter that asks for confirmation, good for two days. */
export async function saveToken(em: EntityManager, userId: string, tokenHash: string): Promise<void> {
  await execute(
    em,
    `update mail_subscription
        set token_hash = $2, token_until = clock_timestamp() + interval '2 days', failures = 0, failure = null
      where user_id = $1`,
    [userId, tokenHash],
  );
}

/** An address that nobody has asked for its confirmation yet. */
const isUnasked = `m.confirmed_at is null and m.token_hash is null and m.address <> ''`;

/** A notification that waits for a letter: told since the address was confirmed, not read, not too old to be news. */
const isUnsent = `n.user_id = m.user_id and n.mailed_at is null and n.read_at is null
  and n.created_at > greatest(m.confirmed_at, now() - interval '7 days')`;

/** Seconds in which notifications gather for one letter. */
const GATHER = `interval '60 seconds'`;
/** Hour of the daily letter, in Moscow. */
const DIGEST_HOUR = 8;

/** Whose letter is due: the one that asks for confirmation at once, news after a minute or once a day in the morning. */
export async function findDueLetters(em: EntityManager, limit: number): Promise<readonly string[]> {
  const rows = await queryRows<{ user_id: string }>(
    em,
    `select m.user_id from mail_subscription m join user_account u on u.id = m.user_id and u.disabled_at is null,
            lateral (select now() at time zone 'Europe/Moscow' as moscow) clock
      where m.next_try_at <= now()
        and (${isUnasked} or m.confirmed_at is not null
             and (m.frequency = 'at_once'
                  or extract(hour from moscow) >= ${DIGEST_HOUR} and m.digest_on is distinct from moscow::date)
             and exists (select 1 from notification n where ${isUnsent}
                            and (m.frequency = 'daily' or n.created_at <= now() - ${GATHER})))
      order by m.next_try_at, m.user_id limit $1`,
    [limit],
  );
  return rows.map(({ user_id }) => user_id);
}

export interface LetterTo {
  readonly address: string;
  readonly failures: number;
  readonly locale: 'ru' | 'en';
  readonly role: Role;
  /** The letter that asks for confirmation is due. */
  readonly asks: boolean;
  /** Notifications of the letter, the newest first. */
  readonly notificationIds: readonly string[];
}

/** Locks a subscription until the transaction ends; null where another worker has it or there is nothing to send any more. */
export async function claimLetter(em: EntityManager, userId: string): Promise<LetterTo | null> {
  const subscription = await queryRow<Omit<LetterTo, 'notificationIds'>>(
    em,
    `select m.address, m.failures, u.locale, u.role, ${isUnasked} as asks from mail_subscription m join user_account u on u.id = m.user_id
      where m.user_id = $1 and (m.confirmed_at is not null or ${isUnasked}) and m.next_try_at <= clock_timestamp() for update of m skip locked`,
    [userId],
  );
  if (subscription === null) return null;
  const rows = await queryRows<{ id: string }>(
    em,
    `select n.id from mail_subscription m join notification n on ${isUnsent} where m.user_id = $1
      order by n.created_at desc, n.id`,
    [userId],
  );
  return rows.length === 0 && !subscription.asks
    ? null
    : { ...subscription, notificationIds: rows.map(({ id }) => id) };
}

export async function noteLetterSent(
  em: EntityManager,
  userId: string,
  ids: readonly string[],
): Promise<void> {
  await execute(
    em,
    `update notification set mailed_at = clock_timestamp() where user_id = $1 and id = any($2::uuid[])`,
    [userId, ids],
  );
  await execute(
    em,
    `update mail_subscription set failures = 0, failure = null, digest_on = (now() at time zone 'Europe/Moscow')::date
      where user_id = $1`,
    [userId],
  );
}

/** Tried again after a minute, two, four, …, at most six hours. */
export async function noteLetterFailed(em: EntityManager, userId: string, failure: string): Promise<void> {
  await execute(
    em,
    `update mail_subscription set failures = failures + 1, failure = $2,
            next_try_at = clock_timestamp() + least(power(2, least(failures, 12)) * interval '1 minute', interval '6 hours')
      where user_id = $1`,
    [userId, failure],
  );
}
