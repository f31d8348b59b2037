import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import type { TFunction } from 'i18next';
import type { Locale } from 'engine';
import { findSession } from '~/auth/sessions.server';
import { findViewerById, requireViewer, requireViewerOfRequest } from '~/auth/viewer.server';
import { forkEm, type EntityManager } from '~/db/orm.server';
import type { Resources } from '~/i18n/create-i18n';
import { i18nOf } from '~/i18n/i18n.server';
import type { Viewer } from '~/protocol/views';
import { readLocaleCookie } from './locale-cookie.server';

type Asking = Pick<LoaderFunctionArgs, 'request' | 'context'>;

interface WhoAsks {
  readonly viewer: Viewer | null;
  /** A `Set-Cookie` header where the session was prolonged. */
  readonly setCookie: string | null;
}

/** Loaders of one request run side by side and share who asks. */
const known = new WeakMap<AppLoadContext, Promise<WhoAsks>>();

/** Who asks, looked up once a request. */
export function whoAsks({ request, context }: Asking): Promise<WhoAsks> {
  const earlier = known.get(context);
  if (earlier) return earlier;
  const found = lookUp(request);
  known.set(context, found);
  return found;
}

async function lookUp(request: Request): Promise<WhoAsks> {
  const session = await findSession(request);
  if (session === null) return { viewer: null, setCookie: null };
  return { viewer: await findViewerById(forkEm(), session.userId), setCookie: session.setCookie };
}

/** What a page's loader or action needs to call services. */
export interface Scope {
  readonly em: EntityManager;
  readonly viewer: Viewer;
}

/** For pages: whoever is not signed in goes to the login page, and comes back afterwards. */
export async function pageScope(asking: Asking): Promise<Scope> {
  const { viewer } = await whoAsks(asking);
  return { em: forkEm(), viewer: viewer ?? (await requireViewer(asking.request)) };
}

/** For requests of scripts and for files: whoever is not signed in gets 401. */
export async function scriptScope(asking: Asking): Promise<Scope> {
  const { viewer } = await whoAsks(asking);
  return { em: forkEm(), viewer: viewer ?? (await requireViewerOfRequest(asking.request)) };
}

/** Where nobody needs to be signed in. */
export function openScope(): Pick<Scope, 'em'> {
  return { em: forkEm() };
}

/** The language of the account; before signing in, the one chosen in this browser, else Russian. */
export async function localeOf(asking: Asking): Promise<Locale> {
  const { viewer } = await whoAsks(asking);
  return viewer?.locale ?? readLocaleCookie(asking.request) ?? 'ru';
}

/** The texts of an area in the language of whoever asks. */
export async function textsOf<Area extends keyof Resources>(
  asking: Asking,
  area: Area,
): Promise<TFunction<Area>> {
  return i18nOf(await localeOf(asking)).getFixedT(null, area);
}
