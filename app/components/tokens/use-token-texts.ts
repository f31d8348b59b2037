import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { tokens as english } from '~/i18n/en/tokens';
import { tokens as russian } from '~/i18n/ru/tokens';
import type { ApiScope } from '~/protocol/api';

/** Texts about tokens and programs, which come with these pages and not with every one. */
export function useTokenTexts(): TFunction<'tokens'> {
  const { i18n } = useTranslation();
  if (!i18n.hasResourceBundle('ru', 'tokens')) {
    i18n.addResourceBundle('ru', 'tokens', russian);
    i18n.addResourceBundle('en', 'tokens', english);
  }
  return useTranslation('tokens').t;
}

/** Names of scopes among the texts, where a colon has a meaning. */
export const scopeKeys = {
  'collections:read': 'collections',
  'participants:read': 'participants',
  'submissions:read': 'submissions',
  'org-units:read': 'orgUnits',
} as const satisfies Record<ApiScope, string>;
