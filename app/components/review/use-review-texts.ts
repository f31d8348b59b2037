import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { review as english } from '~/i18n/en/review';
import { review as russian } from '~/i18n/ru/review';

/** Texts of reviewing, which come with its parts and not with every page. */
export function useReviewTexts(): TFunction<'review'> {
  const { i18n } = useTranslation();
  if (!i18n.hasResourceBundle('ru', 'review')) {
    i18n.addResourceBundle('ru', 'review', russian);
    i18n.addResourceBundle('en', 'review', english);
  }
  return useTranslation('review').t;
}
