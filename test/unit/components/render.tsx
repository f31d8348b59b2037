import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { matchRoutes, parsePath } from 'react-router-dom';
import { createStaticRouter, StaticRouterProvider } from 'react-router-dom/server';
import { i18nOf } from '~/i18n/i18n.server';

/** What the server would send of a part of a page. */
export function markupOf(part: ReactElement, { at = '/' }: { readonly at?: string } = {}): string {
  const routes = [{ id: 'page', path: '*', element: part }];
  const location = { pathname: '/', search: '', hash: '', state: null, key: 'default', ...parsePath(at) };
  const context = {
    basename: '/',
    location,
    matches: matchRoutes(routes, location) ?? [],
    loaderData: {},
    actionData: null,
    errors: null,
    statusCode: 200,
    loaderHeaders: {},
    actionHeaders: {},
    activeDeferreds: null,
  };
  return renderToStaticMarkup(
    <I18nextProvider i18n={i18nOf('ru')}>
      <StaticRouterProvider router={createStaticRouter(routes, context)} context={context} hydrate={false} />
    </I18nextProvider>,
  );
}

/** The words of a part, as they stand one after the other; no-break spaces become plain ones. */
export function wordsOf(part: ReactElement, options?: Parameters<typeof markupOf>[1]): string {
  return markupOf(part, options)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .trim();
}
