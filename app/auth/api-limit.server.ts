import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { getConfig } from '../config.server';
import { forkEm } from '../db/orm.server';

const WINDOW_SECONDS = 60;

let limiter: RateLimiterPostgres | undefined;

function getLimiter(): RateLimiterPostgres {
  const points = getConfig().apiRatePerMinute;
  return (limiter ??= new RateLimiterPostgres({
    storeClient: forkEm().getKnex(),
    storeType: 'knex',
    tableName: 'api_request',
    tableCreated: true,
    keyPrefix: '',
    points,
    duration: WINDOW_SECONDS,
    // Whoever goes on regardless costs the database nothing.
    inMemoryBlockOnConsumed: points + 1,
  }));
}

/** Counts a request of a token, in all processes together. Answers with the seconds to wait, 0 where it may go on. */
export async function apiDelaySeconds(tokenId: string): Promise<number> {
  try {
    await getLimiter().consume(tokenId);
    return 0;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw refused;
  }
}
