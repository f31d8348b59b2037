import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { files as english } from '~/i18n/en/files';
import { files as russian } from '~/i18n/ru/files';

/** Texts for organizers, which come with these parts and not with every page. */
export function useFilesTexts(): TFunction<'files'> {
  const { i18n } = useTranslation();
  if (!i18n.hasResourceBundle('ru', 'files')) {
    i18n.addResourceBundle('ru', 'files', russian);
    i18n.addResourceBundle('en', 'files', english);
  }
  return useTranslation('files').t;
}
