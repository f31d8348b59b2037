import { redirect } from '@remix-run/node';
import { type EntityManager, forkEm } from '../db/orm.server';
import { queryRow } from '../db/sql.server';
import type { OrganisationKind, Role, Viewer } from '../protocol/views';
import { findSession } from './sessions.server';

interface ViewerRow {
  readonly login: string;
  readonly display_name: string;
  readonly role: Role;
  readonly locale: 'ru' | 'en';
  readonly theme: 'system' | 'light' | 'dark';
  readonly grid_view: Viewer['gridView'];
  readonly org_unit_id: string;
  readonly code: string;
  readonly kind: Viewer['orgUnit']['kind'];
  readonly organisation_kind: OrganisationKind | null;
  readonly title: string;
  readonly region_id: string | null;
  readonly municipality_id: string | null;
  readonly time_zone: string;
}

/** Who is signed in, or null. */
export async function findViewer(request: Request): Promise<Viewer | null> {
  const session = await findSession(request);
  return session && findViewerById(forkEm(), session.userId);
}

/**
 * An account as a viewer, for requests and for jobs done on its behalf; null where it is gone or disabled. A region counts
 * as its own region, a municipality as its own municipality.
 */
export async function findViewerById(em: EntityManager, userId: string): Promise<Viewer | null> {
  const row = await queryRow<ViewerRow>(
    em,
    `select u.login, u.display_name, u.role, u.locale, u.theme, u.grid_view, o.id as org_unit_id, o.code, o.kind,
            o.organisation_kind, o.title, coalesce(o.region_id, case when o.kind = 'region' then o.id end) as region_id,
            coalesce(o.municipality_id, case when o.kind = 'municipality' then o.id end) as municipality_id, o.time_zone
       from user_account u join org_unit o on o.id = u.org_unit_id where u.id = $1 and u.disabled_at is null`,
    [userId],
  );
  if (!row) return null;
  return {
    userId,
    login: row.login,
    displayName: row.display_name,
    role: row.role,
    locale: row.locale,
    theme: row.theme,
    gridView: row.grid_view,
    orgUnit: {
      id: row.org_unit_id,
      code: row.code,
      kind: row.kind,
      organisationKind: row.organisation_kind,
      title: row.title,
      regionId: row.region_id,
      municipalityId: row.municipality_id,
      timeZone: row.time_zone,
    },
  };
}

/** For pages: sends whoever is not signed in to the login page, and back afterwards. */
export async function requireViewer(request: Request): Promise<Viewer> {
  const viewer = await findViewer(request);
  if (viewer) return viewer;
  const url = new URL(request.url);
  const search = new URLSearchParams({ returnTo: url.pathname + url.search });
  throw redirect(`/login?${search.toString()}`);
}

/** For requests of scripts: 401 with `{outcome: "signed_out"}`. */
export async function requireViewerOfRequest(request: Request): Promise<Viewer> {
  const viewer = await findViewer(request);
  if (viewer) return viewer;
  throw Response.json({ outcome: 'signed_out' }, { status: 401 });
}

/** Any site: only paths are compared. */
const BASE = 'http://sbor.invalid';

/**
 * A path of the cabinet to go to after signing in, in the form that headers take; anything else leads to the start of the
 * cabinet.
 */
export function safeReturnTo(path: string | null): string {
  if (path === null || path.includes('\\') || !URL.canParse(path, BASE)) return '/lk';
  const { origin, pathname, search } = new URL(path, BASE);
  return origin === BASE && /^\/lk(?:\/|$)/.test(pathname) ? pathname + search : '/lk';
}
