import type { i18n } from 'i18next';
import type { Locale } from 'engine';
import { createI18n } from './create-i18n';
import { resources as english } from './en';
import { resources as russian } from './ru';

const instances: Readonly<Record<Locale, i18n>> = {
  ru: createI18n('ru', russian),
  en: createI18n('en', english),
};

/** The texts of a language. Shared by requests: it never changes its language. */
export function i18nOf(locale: Locale): i18n {
  return instances[locale];
}
