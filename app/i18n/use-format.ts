import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale } from 'engine';
import { createFormatter, type Formatter } from './format';

/** The language of the page. */
export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'ru';
}

/** Dates, intervals, sizes and figures in the language of the page. */
export function useFormat(): Formatter {
  const { t } = useTranslation();
  const locale = useLocale();
  return useMemo(() => createFormatter(locale, t), [locale, t]);
}
