import { type RateLimiterRes, RateLimiterPostgres } from 'rate-limiter-flexible';
import { forkEm } from '../db/orm.server';

/** Failures are forgotten after a quarter of an hour without a new one. */
const MEMORY_SECONDS = 900;
const LONGEST_DELAY_SECONDS = 30;
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

/** An account is counted with the address it is tried from: a stranger's guesses do not shut a school out. */
const keysOf = (login: string, address: string) =>
  [
    { kind: 'account', key: `${address} ${login}`.slice(0, 250) },
    { kind: 'address', key: address.slice(0, 250) },
  ] as const;

/** Seconds to wait before the next try from this address; 0 where none. Nobody is ever locked out. */
export async function signInDelaySeconds(login: string, address: string): Promise<number> {
  const { delays } = getLimiters();
  const found = await Promise.all(keysOf(login, address).map(({ key }) => delays.get(key)));
  const waits = found.map((delay: RateLimiterRes | null) => Math.ceil((delay?.msBeforeNext ?? 0) / 1000));
  return Math.max(0, ...waits);
}

/** Notes a failure; from the fourth one on, each doubles the wait, up to half a minute. */
export async function noteSignInFailure(login: string, address: string): Promise<void> {
  const { failures, delays } = getLimiters();
  for (const { kind, key } of keysOf(login, address)) {
    const { consumedPoints } = await failures.penalty(key);
    const over = consumedPoints - FREE_FAILURES[kind];
    if (over > 0) await delays.block(key, Math.min(LONGEST_DELAY_SECONDS, 2 ** Math.min(over - 1, 5)));
  }
}

/** The right password ends the memory of wrong ones. */
export async function forgetSignInFailures(login: string, address: string): Promise<void> {
  const { failures, delays } = getLimiters();
  const [{ key }] = keysOf(login, address);
  await Promise.all([failures.delete(key), delays.delete(key)]);
}
