import { createHash } from 'node:crypto';
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from 'lucia';
import { getConfig } from '../config.server';
import { forkEm } from '../db/orm.server';
import { execute, queryRow, queryRows } from '../db/sql.server';

/** The table holds digests: a copy of it signs nobody in. */
const digest = (token: string): string => createHash('sha256').update(token).digest('base64url');

interface SessionRow {
  readonly user_id: string;
  readonly expires_at: Date;
}

const session = (id: string, row: SessionRow): DatabaseSession => ({
  id,
  userId: row.user_id,
  expiresAt: row.expires_at,
  attributes: {},
});

const adapter: Adapter = {
  async getSessionAndUser(token): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const row = await queryRow<SessionRow>(
      forkEm(),
      `select s.user_id, s.expires_at from user_session s join user_account u on u.id = s.user_id
        where s.id = $1 and u.disabled_at is null`,
      [digest(token)],
    );
    return row ? [session(token, row), { id: row.user_id, attributes: {} }] : [null, null];
  },
  async getUserSessions(userId) {
    const rows = await queryRows<SessionRow & { id: string }>(
      forkEm(),
      'select id, user_id, expires_at from user_session where user_id = $1',
      [userId],
    );
    return rows.map((row) => session(row.id, row));
  },
  async setSession(value) {
    await execute(forkEm(), 'insert into user_session (id, user_id, expires_at) values ($1, $2, $3)', [
      digest(value.id),
      value.userId,
      value.expiresAt,
    ]);
  },
  async updateSessionExpiration(token, expiresAt) {
    await execute(forkEm(), 'update user_session set expires_at = $2 where id = $1', [
      digest(token),
      expiresAt,
    ]);
  },
  async deleteSession(token) {
    await execute(forkEm(), 'delete from user_session where id = $1', [digest(token)]);
  },
  async deleteUserSessions(userId) {
    await execute(forkEm(), 'delete from user_session where user_id = $1', [userId]);
  },
  async deleteExpiredSessions() {
    await execute(forkEm(), 'delete from user_session where expires_at <= now()', []);
  },
};

let lucia: Lucia | undefined;

/** 12 hours, prolonged while in use. */
function getLucia(): Lucia {
  return (lucia ??= new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(12, 'h'),
    sessionCookie: {
      name: 'sbor_session',
      attributes: { secure: getConfig().secureCookies, sameSite: 'lax', path: '/' },
    },
  }));
}

export interface ActiveSession {
  readonly token: string;
  readonly userId: string;
  /** A `Set-Cookie` header where the session was prolonged. */
  readonly setCookie: string | null;
}

/** A page that asks by itself says so: only what people do prolongs a session. */
const isUnattended = (request: Request): boolean => request.headers.get('Sbor-Unattended') === '1';

/** The living session that a request's cookie names. */
export async function findSession(request: Request): Promise<ActiveSession | null> {
  const token = getLucia().readSessionCookie(request.headers.get('Cookie') ?? '');
  if (token === null || token.length > 200) return null;
  if (isUnattended(request)) {
    const [found] = await adapter.getSessionAndUser(token);
    const isLiving = found !== null && found.expiresAt.getTime() > Date.now();
    return isLiving ? { token, userId: found.userId, setCookie: null } : null;
  }
  const found = await getLucia().validateSession(token);
  if (!found.session) return null;
  const setCookie = found.session.fresh ? getLucia().createSessionCookie(token).serialize() : null;
  return { token, userId: found.session.userId, setCookie };
}

/** A new session and its `Set-Cookie` header. */
export async function startSession(userId: string): Promise<string> {
  await getLucia().deleteExpiredSessions();
  const created = await getLucia().createSession(userId, {});
  return getLucia().createSessionCookie(created.id).serialize();
}

/** Ends the session of a request; answers with the header that clears the cookie. */
export async function endSession(request: Request): Promise<string> {
  const token = getLucia().readSessionCookie(request.headers.get('Cookie') ?? '');
  if (token !== null) await getLucia().invalidateSession(token);
  return getLucia().createBlankSessionCookie().serialize();
}
