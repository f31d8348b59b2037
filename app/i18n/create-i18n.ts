import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from 'engine';
import type { resources as russian } from './ru';
import type { Translated } from './translation';

/** All texts of one language, by area. */
export type Resources = Translated<typeof russian>;

/** An i18next of one language, ready at once. Areas are namespaces: `t('login:title')`, `useTranslation('login')`. */
export function createI18n(locale: Locale, resources: Resources): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: locale,
    resources: { [locale]: resources },
    ns: Object.keys(resources),
    defaultNS: 'common',
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    // Texts are already here, so nothing waits.
    initImmediate: false,
    react: { useSuspense: false },
  });
  return instance;
}
