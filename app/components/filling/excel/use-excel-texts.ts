import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { excel as english } from '~/i18n/en/excel';
import { excel as russian } from '~/i18n/ru/excel';

/** Texts of this part, which come with it and not with the page. */
export function useExcelTexts(): { readonly t: TFunction<'excel'>; readonly locale: 'ru' | 'en' } {
  const { i18n } = useTranslation();
  if (!i18n.hasResourceBundle('ru', 'excel')) {
    i18n.addResourceBundle('ru', 'excel', russian);
    i18n.addResourceBundle('en', 'excel', english);
  }
  const { t } = useTranslation('excel');
  return { t, locale: i18n.language === 'en' ? 'en' : 'ru' };
}
