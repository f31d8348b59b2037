import { EVERYBODY, getChangeFeed } from '~/db/change-feed.server';

/** Beyond it, one announcement to all is cheaper than one to each. */
const MOST_TOPICS = 500;

/**
 * Tells the pages that watch these topics (ids of users, collections or submissions) that there is something new, in all
 * processes. Call it after the commit. Never throws.
 */
export function announceTo(topics: readonly string[]): void {
  const feed = getChangeFeed();
  if (topics.length > MOST_TOPICS) feed.announce(EVERYBODY);
  else topics.forEach((topic) => feed.announce(topic));
}
