import { createHash, randomBytes } from 'node:crypto';

/** What the link of a confirming letter holds: nobody guesses it. */
export const newToken = (): string => randomBytes(24).toString('base64url');

/** What the database holds of it: a copy of the table confirms nothing. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
