import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import { i18nOf } from '~/i18n/i18n.server';

/** What the server would send of a part of a page. */
export function markupOf(part: ReactElement, { at = '/' }: { readonly at?: string } = {}): string {
  const router = createMemoryRouter([{ path: '*', element: part }], { initialEntries: [at] });
  return renderToStaticMarkup(
    <I18nextProvider i18n={i18nOf('ru')}>
      <RouterProvider router={router} />
    </I18nextProvider>,
  );
}

/** The words of a part, as they stand one after the other; no-break spaces become plain ones. */
export function wordsOf(part: ReactElement, options?: Parameters<typeof markupOf>[1]): string {
  return markupOf(part, options)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&quot;/g, '"')
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .trim();
}
