import { Link } from '@remix-run/react';
import { ChevronDown, KeyRound, LogOut, Phone, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDetailsMenu } from '../hooks/use-details-menu';
import styles from './account-menu.module.css';
import { LanguageSwitch, ThemeSwitch } from './display-switches';
import type { HeaderProps } from './header';

/** The user's login in the top right corner (A6); unfolds who that is, the settings and the way out. */
export function AccountMenu({ viewer }: Pick<HeaderProps, 'viewer'>) {
  const { t } = useTranslation();
  const menu = useDetailsMenu();
  return (
    <details ref={menu} className={styles.account}>
      <summary className={styles.login} aria-label={t('header.account', { login: viewer.login })}>
        <span className={styles.loginText}>{viewer.login}</span>
        <ChevronDown aria-hidden="true" />
      </summary>
      <div className={styles.panel}>
        <p className={styles.name}>{viewer.displayName}</p>
        <p className={styles.role}>{t(`roles.${viewer.role}`)}</p>
        {viewer.organisation === viewer.displayName ? null : (
          <p className={styles.role}>{viewer.organisation}</p>
        )}
        <div className={styles.compact}>
          <LanguageSwitch locale={viewer.locale} />
          <ThemeSwitch theme={viewer.theme} />
        </div>
        <ul className={styles.items}>
          <li>
            <Link to="/lk/preferences" className={styles.item}>
              <Settings aria-hidden="true" />
              {t('header.preferences')}
            </Link>
          </li>
          {viewer.role === 'organisation' ? (
            <li>
              <Link to="/lk/contact" className={styles.item}>
                <Phone aria-hidden="true" />
                {t('contact.title')}
              </Link>
            </li>
          ) : null}
          {viewer.hasTokens ? (
            <li>
              <Link to="/lk/tokens" className={styles.item}>
                <KeyRound aria-hidden="true" />
                {t('header.tokens')}
              </Link>
            </li>
          ) : null}
          <li>
            <form method="post" action="/logout">
              <button className={styles.item}>
                <LogOut aria-hidden="true" />
                {t('header.signOut')}
              </button>
            </form>
          </li>
        </ul>
      </div>
    </details>
  );
}
