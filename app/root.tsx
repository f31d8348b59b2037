import '@fontsource-variable/golos-text/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';
import cyrillicFont from '@fontsource-variable/golos-text/files/golos-text-cyrillic-wght-normal.woff2?url';
import latinFont from '@fontsource-variable/golos-text/files/golos-text-latin-wght-normal.woff2?url';
import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import favicon from './favicon.svg?url';
import { ProblemPage } from './components/layout/problem-page';
import { NavigationProgress } from './components/ui/navigation-progress';
import { ToastProvider } from './components/ui/toast';
import { useNonce } from './i18n/nonce';
import { useLocale } from './i18n/use-format';
import { titleOfData } from './routes/document-title';
import { localeOf, textsOf, whoAsks } from './routes/request.server';

const font = (href: string) =>
  ({ rel: 'preload', as: 'font', type: 'font/woff2', href, crossOrigin: 'anonymous' }) as const;

export const links: LinksFunction = () => [
  font(cyrillicFont),
  font(latinFont),
  { rel: 'icon', href: favicon, type: 'image/svg+xml' },
];

export const meta = titleOfData;

export async function loader(args: LoaderFunctionArgs) {
  const { viewer } = await whoAsks(args);
  const texts = await textsOf(args, 'common');
  return {
    locale: await localeOf(args),
    theme: viewer?.theme ?? 'system',
    requestId: args.context.requestId,
    documentTitle: texts('productLong'),
  };
}

/** The document around every page, problems included. */
export function Layout({ children }: { readonly children: ReactNode }) {
  const nonce = useNonce();
  const locale = useLocale();
  const theme = useRouteLoaderData<typeof loader>('root')?.theme ?? 'system';
  return (
    <html lang={locale} data-theme={theme === 'system' ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="format-detection" content="telephone=no" />
        <Meta />
        <Links />
      </head>
      <body>
        <ToastProvider>{children}</ToastProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return (
    <>
      <NavigationProgress />
      <Outlet />
    </>
  );
}

/** For what goes wrong outside the cabinet's own frame. */
export function ErrorBoundary() {
  const data = useRouteLoaderData<typeof loader>('root');
  return <ProblemPage requestId={data?.requestId} />;
}
