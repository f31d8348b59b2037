import { Form, useLocation } from '@remix-run/react';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Viewer } from '../../protocol/views';
import { IconButton } from '../ui/icon-button';
import styles from './display-switches.module.css';

const themeIcons = { system: Monitor, light: Sun, dark: Moon } as const;
const nextTheme = { system: 'light', light: 'dark', dark: 'system' } as const;

/** Switches to the other language. The page is loaded anew: only one language is ever in the browser. */
export function LanguageSwitch({ locale }: { readonly locale: Viewer['locale'] }) {
  const { t } = useTranslation();
  const other = locale === 'ru' ? 'en' : 'ru';
  return (
    <form method="post" action="/lk/preferences">
      <ReturnTo />
      <button
        name="locale"
        value={other}
        className={styles.language}
        lang={other}
        title={t('header.switchLanguage')}
      >
        {other.toUpperCase()}
        <span className="visually-hidden"> – {t('header.switchLanguage')}</span>
      </button>
    </form>
  );
}

/** Goes round: as in the system, light, dark. */
export function ThemeSwitch({ theme }: { readonly theme: Viewer['theme'] }) {
  const { t } = useTranslation();
  const Icon = themeIcons[theme];
  return (
    <Form method="post" action="/lk/preferences" replace preventScrollReset>
      <ReturnTo />
      <IconButton
        type="submit"
        name="theme"
        value={nextTheme[theme]}
        label={t(`header.themeNow.${theme}`)}
        icon={<Icon aria-hidden="true" />}
      />
    </Form>
  );
}

/** Where the answer to a form leads back to. */
function ReturnTo() {
  const { pathname, search } = useLocation();
  return <input type="hidden" name="returnTo" value={pathname + search} />;
}
