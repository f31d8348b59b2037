import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createI18n } from './i18n/create-i18n';

/** Only the language of the page is fetched. */
async function hydrate(): Promise<void> {
  const locale = document.documentElement.lang === 'en' ? 'en' : 'ru';
  const { resources } = await (locale === 'en' ? import('./i18n/en') : import('./i18n/ru'));
  startTransition(() => {
    hydrateRoot(
      document,
      <I18nextProvider i18n={createI18n(locale, resources)}>
        <StrictMode>
          <RemixBrowser />
        </StrictMode>
      </I18nextProvider>,
    );
  });
}

void hydrate();
