import { type RateLimiterRes, RateLimiterPostgres } from 'rate-limiter-flexible';
import { forkEm } from '../db/orm.server';
import { networkOf } from './network';

/** Failures are counted from the first one on for a quarter of an hour, then from nothing. */
const MEMORY_SECONDS = 900;
const LONGEST_DELAY_SECONDS = 30;
/** Many schools share one address of their municipality's network. */
const FREE_FAILURES = { account: 3, address: 30 } as const;

type Limiter = RateLimiterPostgres;
let limiters: { readonly failures: Limiter; readonly delays: Limiter } | undefined;

function getLimiters(): { readonly failures: Limiter; readonly delays: Limiter } {
  const limiter = (tableName: string): Limiter =>
    new RateLimiterPostgres({
      storeClient: forkEm().getKnex(),
      storeType: 'knex',
      tableName,
      tableCreated: true,
      keyPrefix: '',
      points: 1,
      duration: MEMORY_SECONDS,
    });
  return (limiters ??= { failures: limiter('sign_in_failure'), delays: limiter('sign_in_delay') });
}

/** What is counted of a try: the account as tried from there, and the address whatever the account. */
type Counted = keyof typeof FREE_FAILURES;

/** An account is counted with the address it is tried from: a stranger's guesses do not shut a school out. */
const keyOf = (counted: Counted, login: string, address: string): string =>
  (counted === 'account' ? `${networkOf(address)} ${login}` : networkOf(address)).slice(0, 250);

/** Seconds to wait before the next try of this account, or of any account, from this address; 0 where none. */
export async function signInDelaySeconds(counted: Counted, login: string, address: string): Promise<number> {
  const { delays } = getLimiters();
  const delay: RateLimiterRes | null = await delays.get(keyOf(counted, login, address));
  return Math.max(0, Math.ceil((delay?.msBeforeNext ?? 0) / 1000));
}

/** Notes a failure; each one past the free ones doubles the wait, up to half a minute. */
export async function noteSignInFailure(login: string, address: string): Promise<void> {
  const { failures, delays } = getLimiters();
  for (const counted of ['account', 'address'] as const) {
    const key = keyOf(counted, login, address);
    const { consumedPoints } = await failures.penalty(key);
    const over = consumedPoints - FREE_FAILURES[counted];
    if (over > 0) await delays.block(key, Math.min(LONGEST_DELAY_SECONDS, 2 ** Math.min(over - 1, 5)));
  }
}

/** The right password ends the memory of wrong ones. */
export async function forgetSignInFailures(login: string, address: string): Promise<void> {
  const { failures, delays } = getLimiters();
  const key = keyOf('account', login, address);
  await Promise.all([failures.delete(key), delays.delete(key)]);
}
